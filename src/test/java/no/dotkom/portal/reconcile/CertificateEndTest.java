package no.dotkom.portal.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import no.dotkom.portal.apps.VersionState;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.acm.model.DeleteCertificateRequest;
import software.amazon.awssdk.services.acm.model.RequestCertificateRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveListenerCertificatesRequest;
import software.amazon.awssdk.services.route53.model.RRType;

/** How certificates of hosts of one's own end: dropped, refused, taken away, and what a failure leaves of them. */
class CertificateEndTest extends DomainTests {
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
    void aRefusedCertificateIsToldAndAskedForAgainByTheNextVersion() {
        // Given
        var id = loop.register("grades", BOTH);
        zone.put(HOST, RRType.CAA, "0 issue \"letsencrypt.org\"");
        prove(id);
        goOn();

        // Then
        assertThat(waits(id)).containsExactly("CERT-2");
        assertThat(loop.state(id)).isEqualTo(VersionState.RUNNING);
        assertThat(seen("grades.localhost")).startsWith("200");

        // When
        zone.delete(RRType.CAA);
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
