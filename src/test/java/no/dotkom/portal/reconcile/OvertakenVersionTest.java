package no.dotkom.portal.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import no.dotkom.portal.apps.VersionState;
import org.junit.jupiter.api.Test;

/** Versions that are not to be any more before they came to their end. */
class OvertakenVersionTest extends ServingTests {
    @Test
    void aNewerVersionTakesTheOneUnderWaysPlace() {
        // Given
        var id = serving();
        loop.change(id, WEB.withImage(Specs.image("demo/slow:2.0.0")));
        loop.live(Duration.ofSeconds(8));

        // When
        loop.change(id, WEB.withImage(Specs.image("demo/healthy:3.0.0")));
        var seen = seenUntilTheEnd(id);

        // Then
        assertThat(loop.version(id, 2).state()).isEqualTo(VersionState.SUPERSEDED);
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
        assertThat(seen()).isEqualTo("200 Hello from demo/healthy:3.0.0");
        assertThat(seen).allMatch(page -> page.startsWith("200"));
    }

    @Test
    void aNewerVersionTakesACrashingOnesPlace() {
        // Given
        var id = serving();
        loop.change(id, WEB.withImage(Specs.image("demo/crashes:2.0.0")));
        loop.live(Duration.ofSeconds(10));

        // When
        loop.change(id, WEB.withImage(Specs.image("demo/healthy:3.0.0")));
        var seen = seenUntilTheEnd(id);

        // Then
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
        assertThat(seen).allMatch(page -> page.startsWith("200"));
        assertThat(loop.inventory().tasks()).isEqualTo(1);
    }

    @Test
    void aRemovalTakesTheOneUnderWaysPlace() {
        // Given
        var id = serving();
        loop.change(id, WEB.withImage(Specs.image("demo/slow:2.0.0")));
        loop.live(Duration.ofSeconds(8));

        // When
        loop.remove(id);
        loop.settle();

        // Then
        assertThat(loop.isGone(id)).isTrue();
        assertThat(loop.inventory().empty()).isTrue();
        assertThat(loop.inventory().tasks()).isZero();
    }

    @Test
    void aCancelledVersionIsRolledBack() {
        // Given
        var id = serving();
        var old = runs();
        loop.change(id, WEB.withImage(Specs.image("demo/slow:2.0.0")));
        loop.live(Duration.ofSeconds(8));

        // When
        loop.cancel(id);
        var seen = seenUntilTheEnd(id);

        // Then
        assertThat(loop.state(id)).isEqualTo(VersionState.FAILED);
        assertThat(loop.problem(id)).isEqualTo("CANCELLED");
        assertThat(runs()).isEqualTo(old);
        assertThat(seen).containsExactly(OLD);
    }

    @Test
    void theRevisionOfOneThatIsCancelledIsTakenAwayThoughItShowsLate() {
        // Given
        var id = serving();
        var old = runs();
        // Only the new one is so new that AWS's list may not have it.
        loop.live(Duration.ofMinutes(5), Duration.ofSeconds(10));
        loop.change(id, WEB.withImage(Specs.image("demo/healthy:2.0.0")));
        loop.live(Duration.ofSeconds(4));

        // When
        loop.world().parts().lag().set(Duration.ofSeconds(100));
        loop.cancel(id);
        loop.live(Duration.ofSeconds(60));
        loop.world().parts().lag().set(Duration.ZERO);
        loop.live(Duration.ofMinutes(3), Duration.ofSeconds(10));

        // Then
        assertThat(loop.problem(id)).isEqualTo("CANCELLED");
        assertThat(loop.status(id).settled()).isTrue();
        assertThat(loop.inventory().revisions()).hasSize(1);
        assertThat(runs()).isEqualTo(old);
    }

    /** Of two that are taken back the older one's shows first. */
    @Test
    void theRevisionsOfAllThatAreTakenBackAreTakenAwayThoughTheyShowLate() {
        // Given
        var id = serving();
        var old = runs();
        loop.live(Duration.ofMinutes(2));
        loop.change(id, WEB.withImage(Specs.image("demo/slow:1.0.0")));
        loop.live(Duration.ofSeconds(20));
        loop.change(id, WEB.withImage(Specs.image("demo/slow:1.0.1")));
        loop.live(Duration.ofSeconds(4));

        // When
        loop.world().parts().lag().set(Duration.ofSeconds(90));
        loop.cancel(id);
        loop.live(Duration.ofMinutes(3));
        loop.world().parts().lag().set(Duration.ZERO);
        loop.live(Duration.ofMinutes(2));

        // Then
        assertThat(loop.problem(id)).isEqualTo("CANCELLED");
        assertThat(loop.status(id).settled()).isTrue();
        assertThat(loop.inventory().revisions()).hasSize(1);
        assertThat(runs()).isEqualTo(old);
    }

    @Test
    void oneThatIsCancelledAtOnceChangesNothing() {
        // Given
        var id = serving();
        loop.aws().forgetCalls();

        // When
        loop.change(id, WEB.withImage(Specs.image("demo/healthy:2.0.0")));
        loop.cancel(id);
        loop.settle();

        // Then
        assertThat(loop.problem(id)).isEqualTo("CANCELLED");
        assertThat(loop.aws().writes()).isEmpty();
        assertThat(seen()).isEqualTo(OLD);
    }

    @Test
    void aFirstVersionThatIsCancelledComesToAnEnd() {
        // Given
        var id = loop.register("grades", Specs.web("demo/slow:1.0.0", "grades.localhost"));
        loop.live(Duration.ofSeconds(8));

        // When
        loop.cancel(id);
        loop.settle();

        // Then
        assertThat(loop.problem(id)).isEqualTo("CANCELLED");
    }
}
