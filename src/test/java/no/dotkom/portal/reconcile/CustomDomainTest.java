package no.dotkom.portal.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.plan.Domain;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.acm.model.CertificateSummary;
import software.amazon.awssdk.services.acm.model.DeleteCertificateRequest;
import software.amazon.awssdk.services.acm.model.ListCertificatesRequest;
import software.amazon.awssdk.services.acm.model.RequestCertificateRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveListenerCertificatesRequest;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsRequest;

/** Hosts that no certificate of the platform covers, from the wish to the visitor and back. */
class CustomDomainTest extends LoopTests {
    private static final String HOST = "karakterer.test";
    private static final EnvironmentSpec WEB = Specs.web("demo/healthy:1.0.0", "grades.localhost");
    private static final EnvironmentSpec BOTH = Specs.web("demo/healthy:1.0.0", "grades.localhost", HOST);
    private String zone = "";

    /** A zone somewhere else in the world. */
    @BeforeEach
    void elsewhere() {
        zone = loop.world().parts().route53().addZone(HOST);
    }

    private void publish(String name, String type, String value) {
        change("UPSERT", name, type, value);
    }

    private void change(String action, String name, String type, String value) {
        loop.world()
                .parts()
                .route53()
                .changeResourceRecordSets(ChangeResourceRecordSetsRequest.builder()
                        .hostedZoneId(zone)
                        .changeBatch(batch -> batch.changes(change -> change.action(action)
                                .resourceRecordSet(set -> set.name(name)
                                        .type(type)
                                        .ttl(300L)
                                        .resourceRecords(record -> record.value(value)))))
                        .build());
    }

    private static DomainState state(EnvironmentId id) {
        return loop.reconciliations().domains(id).getFirst();
    }

    private static String proof(EnvironmentId id) {
        return loop.bean(no.dotkom.portal.apps.Wishes.class)
                .wish(id)
                .orElseThrow()
                .placement()
                .proof();
    }

    private void prove(EnvironmentId id) {
        publish("_portal-challenge." + HOST, "TXT", "\"" + proof(id) + "\"");
    }

    private void validate(EnvironmentId id) {
        var state = state(id);
        publish(String.valueOf(state.recordName()), "CNAME", state.recordValue() + ".");
    }

    private static List<CertificateSummary> certificates() {
        return loop.world()
                .parts()
                .acm()
                .listCertificates(ListCertificatesRequest.builder().build())
                .certificateSummaryList();
    }

    private static String seen(String host) {
        return loop.door().visit(host).brief();
    }

    private static void goOn() {
        loop.live(Duration.ofMinutes(2), Duration.ofSeconds(10));
    }

    private static List<String> waits(EnvironmentId id) {
        return loop.status(id).waits().stream()
                .map(Status.Waiting::code)
                .filter(code -> !code.isEmpty())
                .toList();
    }

    private EnvironmentId live() {
        var id = loop.register("grades", BOTH);
        goOn();
        prove(id);
        goOn();
        validate(id);
        loop.settle();
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
        return id;
    }

    @Test
    void nothingLeadsThereBeforeItsOwnerSaysSoWhileTheRestServes() {
        // When
        var id = loop.register("grades", BOTH);
        goOn();

        // Then
        assertThat(loop.state(id)).isEqualTo(VersionState.RUNNING);
        assertThat(waits(id)).containsExactly("PROOF-1");
        assertThat(seen("grades.localhost")).startsWith("200");
        assertThat(seen(HOST)).startsWith("404");
        assertThat(certificates()).isEmpty();
        assertThat(state(id).proven()).isFalse();
    }

    @Test
    void theProofOfAnotherEnvironmentProvesNothing() {
        // Given
        var other = loop.register("pizza", Specs.web("demo/healthy:1.0.0", "pizza.localhost", "pizza.test"));
        var id = loop.register("grades", BOTH);

        // When
        publish(Domain.challenge(new no.dotkom.portal.model.HostName(HOST)), "TXT", "\"" + proof(other) + "\"");
        goOn();

        // Then
        assertThat(proof(other)).isNotEqualTo(proof(id)).hasSize(40);
        assertThat(waits(id)).containsExactly("PROOF-1");
        assertThat(loop.aws().requests(RequestCertificateRequest.class)).isEmpty();
    }

    @Test
    void itIsProvenRequestedValidatedAttachedAndRuledInThisOrder() {
        // Given
        var id = loop.register("grades", BOTH);
        goOn();
        loop.aws().forgetCalls();

        // When
        prove(id);
        goOn();

        // Then
        assertThat(loop.aws().writes()).containsExactly("RequestCertificate");
        assertThat(waits(id)).containsExactly("CERT-1");
        assertThat(state(id).recordName()).endsWith("." + HOST);
        assertThat(seen(HOST)).startsWith("404");

        // When
        loop.aws().forgetCalls();
        validate(id);
        loop.settle();

        // Then
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
        assertThat(loop.aws().writes()).containsExactly("AddListenerCertificates", "ModifyRule");
        assertThat(seen(HOST)).isEqualTo("200 Hello from demo/healthy:1.0.0");
        assertThat(state(id).attached()).isTrue();
        assertThat(state(id).listenerCertificates()).isEqualTo(1);
    }

    @Test
    void aVersionThatComesWhileItsCertificateDoesNotShowYetAsksForNoSecondOne() {
        // Given
        var id = loop.register("grades", BOTH);
        goOn();
        prove(id);
        loop.world().parts().lag().set(Duration.ofSeconds(100));
        loop.live(Duration.ofSeconds(40));

        // When
        loop.change(id, BOTH.withCount(2));
        loop.live(Duration.ofSeconds(20));
        loop.world().parts().lag().set(Duration.ZERO);
        goOn();

        // Then
        assertThat(loop.aws().requests(RequestCertificateRequest.class)).hasSizeGreaterThan(1);
        assertThat(certificates()).hasSize(1);
    }

    @Test
    void aVersionThatDropsItAndFailsCostsItNothing() {
        // Given
        var id = live();

        // When
        loop.change(id, Specs.web("demo/crashes:1.0.0", "grades.localhost"));
        loop.settle();
        goOn();

        // Then
        assertThat(loop.problem(id)).isEqualTo("CB-1");
        assertThat(loop.aws().requests(RequestCertificateRequest.class)).hasSize(1);
        assertThat(seen(HOST)).isEqualTo("200 Hello from demo/healthy:1.0.0");
        assertThat(loop.status(id).settled()).isTrue();
    }

    @Test
    void anApplicationWithNoOtherNameComesUpOnceItsOwnIsReady() {
        // Given
        var id = loop.register("grades", Specs.web("demo/healthy:1.0.0", HOST));
        goOn();
        assertThat(loop.inventory().services()).isEmpty();

        // When
        prove(id);
        goOn();
        validate(id);
        loop.settle();

        // Then
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
        assertThat(seen(HOST)).startsWith("200");
    }

    @Test
    void inAZoneOfThePlatformThePortalMakesTheRecordItself() {
        // When
        var id = loop.register("grades", Specs.web("demo/healthy:1.0.0", "grades.localhost", "grades.example.no"));
        loop.settle();

        // Then
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
        assertThat(seen("grades.example.no")).startsWith("200");
        assertThat(state(id).written()).isTrue();
        assertThat(loop.inventory().records()).anyMatch(record -> record.startsWith("grades.example.no"));

        // When
        loop.remove(id);
        loop.settle();

        // Then
        assertThat(certificates()).isEmpty();
        assertThat(loop.inventory().all()).isEmpty();
        assertThat(loop.inventory().records()).isEmpty();
    }

    @Test
    void aRefusedCertificateIsToldAndAskedForAgainByTheNextVersion() {
        // Given
        var id = loop.register("grades", BOTH);
        publish(HOST, "CAA", "0 issue \"letsencrypt.org\"");
        prove(id);
        goOn();

        // Then
        assertThat(waits(id)).containsExactly("CERT-2");
        assertThat(loop.state(id)).isEqualTo(VersionState.RUNNING);
        assertThat(seen("grades.localhost")).startsWith("200");

        // When
        change("DELETE", HOST, "CAA", "0 issue \"letsencrypt.org\"");
        var now = loop.details(id);
        loop.apps().retry(LoopWorld.KARI, now.ref(), now.generation());
        goOn();
        validate(id);
        loop.settle();

        // Then
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
        assertThat(certificates()).hasSize(1);
        assertThat(seen(HOST)).startsWith("200");
    }

    @Test
    void nothingOfItIsLeftOnceItIsDropped() {
        // Given
        var id = live();
        loop.aws().forgetCalls();

        // When
        loop.change(id, WEB);
        loop.settle();

        // Then
        assertThat(loop.aws().writes())
                .containsExactly("ModifyRule", "RemoveListenerCertificates", "DeleteCertificate");
        assertThat(certificates()).isEmpty();
        assertThat(seen(HOST)).startsWith("404");
        assertThat(seen("grades.localhost")).startsWith("200");
        assertThat(loop.reconciliations().domains(id)).isEmpty();
    }

    @Test
    void nothingOfItIsLeftOnceTheEnvironmentIsGone() {
        // Given
        var before = loop.inventory().foreign();
        var id = live();
        loop.aws().forgetCalls();

        // When
        loop.remove(id);
        loop.settle();

        // Then
        assertThat(loop.isGone(id)).isTrue();
        assertThat(loop.aws().writes())
                .containsSubsequence(
                        "DeleteRule", "RemoveListenerCertificates", "DeleteCertificate", "DeleteTargetGroup");
        assertThat(certificates()).isEmpty();
        assertThat(loop.inventory().all()).isEmpty();
        assertThat(loop.inventory().foreign()).isEqualTo(before);
    }

    @Test
    void aCertificateThatSomebodyTookAwayIsToldWhileVisitorsStay() {
        // Given
        var id = live();
        var arn = certificates().getFirst().certificateArn();

        // When
        loop.world()
                .parts()
                .elbv2()
                .removeListenerCertificates(RemoveListenerCertificatesRequest.builder()
                        .listenerArn(loop.world().platform().httpsListenerArn())
                        .certificates(one -> one.certificateArn(arn))
                        .build());
        loop.world()
                .parts()
                .acm()
                .deleteCertificate(
                        DeleteCertificateRequest.builder().certificateArn(arn).build());
        loop.live(Duration.ofMinutes(1));

        // Then
        assertThat(loop.reconciliations().drift(List.of(id)).get(id))
                .extracting(drifted -> drifted.difference().setting().name())
                .containsExactly("CERTIFICATE");
        assertThat(seen(HOST)).startsWith("200");
    }

    @Test
    void aCancelledWaitEndsTheVersionAndLeavesNoCertificate() {
        // Given
        var id = loop.register("grades", WEB);
        loop.settle();
        loop.change(id, BOTH);
        goOn();
        prove(id);
        goOn();
        assertThat(certificates()).hasSize(1);

        // When
        loop.cancel(id);
        loop.settle();
        goOn();

        // Then
        assertThat(loop.problem(id)).isEqualTo("CANCELLED");
        assertThat(certificates()).isEmpty();
        assertThat(seen("grades.localhost")).startsWith("200");
    }
}
