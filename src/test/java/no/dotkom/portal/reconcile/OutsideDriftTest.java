package no.dotkom.portal.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.plan.Setting;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/** What CI deploys past the portal and is no version, or only looks like one. */
class OutsideDriftTest extends CiTests {
    @Test
    void whatThePortalHasNoWordsForIsDrift() {
        // Given
        var id = serving();

        // When
        var sidecar = ContainerDefinition.builder()
                .name("sidecar")
                .image(Specs.image("demo/worker:1.0.0").toString())
                .memory(64)
                .build();
        var theirs = deploy(revision("demo/healthy:2.0.0")
                .containerDefinitions(container("demo/healthy:2.0.0").build(), sidecar));
        loop.live(Duration.ofMinutes(5), Duration.ofSeconds(10));

        // Then
        assertThat(loop.details(id).generation()).isEqualTo(Generation.FIRST);
        assertThat(runs()).isEqualTo(theirs);
        assertThat(loop.reconciliations().drift(List.of(id)).get(id))
                .extracting(drifted -> drifted.difference().setting())
                .containsExactly(Setting.RUNS);
    }

    @Test
    void whatNoSpecMayHoldIsDrift() {
        // Given
        var id = serving();

        // When
        var hasty = container("demo/healthy:2.0.0").stopTimeout(1).build();
        var theirs = deploy(revision("demo/healthy:2.0.0").containerDefinitions(hasty));
        loop.live(Duration.ofMinutes(5), Duration.ofSeconds(10));

        // Then
        assertThat(loop.details(id).generation()).isEqualTo(Generation.FIRST);
        assertThat(runs()).isEqualTo(theirs);
        assertThat(loop.status(id).drifted()).isEqualTo(1);
    }

    @Test
    void ourOwnRevisionIsNoneThatCameFromOutsideWhileAListDoesNotShowItYet() {
        // Given
        var id = serving();
        loop.live(Duration.ofMinutes(15), Duration.ofMinutes(5));
        loop.change(id, WEB.withImage(Specs.image("demo/healthy:2.0.0")));
        loop.settle();

        // When
        loop.world().parts().lag().set(Duration.ofMinutes(10));
        loop.live(Duration.ofMinutes(1), Duration.ofSeconds(10));
        loop.world().parts().lag().set(Duration.ZERO);
        loop.live(Duration.ofMinutes(3), Duration.ofSeconds(10));

        // Then
        assertThat(loop.details(id).generation()).isEqualTo(new Generation(2));
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
        assertThat(loop.status(id).settled()).isTrue();
    }
}
