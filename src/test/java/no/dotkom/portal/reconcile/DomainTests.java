package no.dotkom.portal.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentSpec;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.acm.model.CertificateSummary;
import software.amazon.awssdk.services.acm.model.ListCertificatesRequest;
import software.amazon.awssdk.services.route53.model.RRType;

/** Tests with a host that no certificate of the platform covers, in a zone of somebody else's. */
abstract class DomainTests extends LoopTests {

    static final String HOST = "karakterer.test";
    static final EnvironmentSpec WEB = Specs.web("demo/healthy:1.0.0", "grades.localhost");
    static final EnvironmentSpec BOTH = Specs.web("demo/healthy:1.0.0", "grades.localhost", HOST);
    OthersZone zone;

    /** A zone somewhere else in the world. */
    @BeforeEach
    void elsewhere() {
        zone = OthersZone.add(loop.world(), HOST);
    }

    static DomainState state(EnvironmentId id) {
        return loop.reconciliations().domains(id).getFirst();
    }

    static String proof(EnvironmentId id) {
        return loop.bean(no.dotkom.portal.apps.Wishes.class)
                .wish(id)
                .orElseThrow()
                .placement()
                .proof();
    }

    void prove(EnvironmentId id) {
        zone.put("_portal-challenge." + HOST, RRType.TXT, "\"" + proof(id) + "\"");
    }

    void validate(EnvironmentId id) {
        var state = state(id);
        zone.put(String.valueOf(state.recordName()), RRType.CNAME, state.recordValue() + ".");
    }

    static List<CertificateSummary> certificates() {
        return loop.world()
                .parts()
                .acm()
                .listCertificates(ListCertificatesRequest.builder().build())
                .certificateSummaryList();
    }

    static String seen(String host) {
        return loop.door().visit(host).brief();
    }

    static void goOn() {
        loop.live(Duration.ofMinutes(2), Duration.ofSeconds(10));
    }

    static List<String> waits(EnvironmentId id) {
        return loop.status(id).waits().stream()
                .map(Status.Waiting::code)
                .filter(code -> !code.isEmpty())
                .toList();
    }

    EnvironmentId live() {
        var id = loop.register("grades", BOTH);
        goOn();
        prove(id);
        goOn();
        validate(id);
        loop.settle();
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
        return id;
    }
}
