package no.dotkom.portal.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.plan.Domain;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.acm.model.RequestCertificateRequest;
import software.amazon.awssdk.services.route53.model.RRType;

/** Hosts that no certificate of the platform covers, from the wish to the visitor. */
class CustomDomainTest extends DomainTests {
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
        zone.put(Domain.challenge(new no.dotkom.portal.model.HostName(HOST)), RRType.TXT, "\"" + proof(other) + "\"");
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
}
