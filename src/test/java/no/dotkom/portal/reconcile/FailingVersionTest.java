package no.dotkom.portal.reconcile;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Versions that cannot be carried out: what was there goes on serving. */
class FailingVersionTest extends ServingTests {
    /** The values that the sentence of a problem needs; those of CB-1 are counted when it is shown. */
    private static List<String> named(String code) {
        var sentence = ResourceBundle.getBundle("messages/problem", Locale.ROOT).getString("problem." + code);
        return Pattern.compile("\\{(\\w+)\\}")
                .matcher(sentence)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "demo/crashes:1.0.0,   CB-1",
        "demo/oom:1.0.0,       CB-1",
        "demo/nohealth:1.0.0,  CB-1",
        "demo/wrongport:1.0.0, CB-1",
        "demo/healthy:gone-1,  IMG-1",
        "demo/absent:1.0.0,    IMG-1",
        "demo/arm64:1.0.0,     IMG-3"
    })
    void aBadImageFailsWithItsReasonAndTheOldVersionServesThroughout(String image, String code) {
        // Given
        var id = serving();
        var old = runs();

        // When
        loop.change(id, WEB.withImage(Specs.image(image)));
        var seen = seenUntilTheEnd(id);

        // Then
        assertThat(loop.state(id)).isEqualTo(VersionState.FAILED);
        assertThat(loop.problem(id)).isEqualTo(code);
        if (!code.equals("CB-1")) {
            assertThat(loop.why(id).values().keySet())
                    .as("what its sentence names")
                    .containsAll(named(code));
        }
        assertThat(seen).containsExactly(OLD);
        assertThat(runs()).isEqualTo(old);
        assertThat(requireNonNull(loop.details(id).live()).generation()).isEqualTo(Generation.FIRST);
        assertThat(loop.reconciliations().steps(id, new Generation(2)))
                .extracting(RolloutStep::state)
                .containsOnlyOnce(RolloutStep.State.FAILED);
    }

    @Test
    void oneTooLargeForAnyNodeIsGivenUpAfterTenMinutes() {
        // Given
        var id = serving();
        var old = runs();
        var begun = loop.aws().clock().instant();

        // When
        loop.change(id, Specs.with(WEB, new Size(256, 2_000, 3_000)));
        var seen = seenUntilTheEnd(id);

        // Then
        assertThat(loop.problem(id)).isEqualTo("CAP-1");
        assertThat(loop.why(id).values()).containsEntry("needed", "2000").containsEntry("largest", "1640");
        assertThat(Duration.between(begun, loop.aws().clock().instant()))
                .isBetween(Duration.ofMinutes(10), Duration.ofMinutes(12));
        assertThat(loop.aws().writes()).containsOnlyOnce("StopServiceDeployment");
        assertThat(seen).containsExactly(OLD);
        assertThat(runs()).isEqualTo(old);
    }

    @ParameterizedTest
    @EnumSource(Cut.class)
    void whyItWasGivenUpIsKnownThoughTheStopWasCut(Cut cut) {
        // Given
        var id = serving();
        loop.change(id, Specs.with(WEB, new Size(256, 2_000, 3_000)));
        loop.live(Duration.ofMinutes(10), Duration.ofSeconds(30));

        // When
        loop.aws().plan(cut.atFirst("StopServiceDeployment"));
        loop.settle();

        // Then
        assertThat(loop.problem(id)).isEqualTo("CAP-1");
        assertThat(seen()).isEqualTo(OLD);
    }

    @Test
    void aFirstVersionThatFailsIsToldAndTheNextOneMayBeGood() {
        // Given
        var id = loop.register("grades", Specs.web("demo/crashes:1.0.0", "grades.localhost"));

        // When
        loop.settle();

        // Then
        assertThat(loop.state(id)).isEqualTo(VersionState.FAILED);
        assertThat(loop.problem(id)).isEqualTo("CB-1");
        assertThat(seen()).startsWith("503");

        // When
        loop.change(id, WEB);
        loop.settle();

        // Then
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
        assertThat(seen()).isEqualTo(OLD);
    }

    @Test
    void aFirstVersionThatNoNodeTakesIsGivenUpAndMayBeRemoved() {
        // Given
        var id = loop.register("grades", Specs.with(WEB, new Size(256, 2_000, 3_000)));

        // When
        loop.settle(Duration.ofSeconds(30));

        // Then
        assertThat(loop.problem(id)).isEqualTo("CAP-1");

        // When
        loop.remove(id);
        loop.settle();

        // Then
        assertThat(loop.isGone(id)).isTrue();
        assertThat(loop.inventory().empty()).isTrue();
    }

    /** A change of the count is no deployment, so ECS's circuit breaker does not look at it. */
    @Test
    void aWorkerThatCrashesAfterAPauseIsNeverCalledLive() {
        // Given
        var id = loop.register("pizza", Specs.worker("demo/worker:1.0.0"));
        loop.settle();
        loop.pause(id);
        loop.settle();
        loop.change(id, Specs.worker("demo/crashes:1.0.0"));
        loop.settle();

        // When
        var resumed = loop.resume(id);
        loop.settle();

        // Then
        assertThat(loop.version(id, resumed.number()).state()).isEqualTo(VersionState.FAILED);
        assertThat(loop.problem(id)).isEqualTo("STUCK-1");
    }

    @Test
    void aWorkerThatRunsAfterAPauseIsLiveOnceItStays() {
        // Given
        var id = loop.register("pizza", Specs.worker("demo/worker:1.0.0"));
        loop.settle();
        loop.pause(id);
        loop.settle();

        // When
        loop.resume(id);
        loop.live(Duration.ofSeconds(90));

        // Then
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
    }

    @Test
    void aFailedVersionMayBeTriedAgain() {
        // Given
        var id = serving();
        loop.change(id, WEB.withImage(Specs.image("demo/crashes:1.0.0")));
        loop.settle();

        // When
        var now = loop.details(id);
        loop.apps().retry(LoopWorld.KARI, now.ref(), now.generation());
        var seen = seenUntilTheEnd(id);

        // Then
        assertThat(loop.details(id).generation().number()).isEqualTo(3);
        assertThat(loop.problem(id)).isEqualTo("CB-1");
        assertThat(loop.aws().writes().stream().filter("RegisterTaskDefinition"::equals))
                .hasSize(3);
        assertThat(seen).containsExactly(OLD);
    }

    @Test
    void anApplicationMayBePausedAfterAFailedVersion() {
        // Given
        var id = serving();
        loop.change(id, WEB.withImage(Specs.image("demo/healthy:gone-1")));
        loop.settle();
        assertThat(loop.problem(id)).isEqualTo("IMG-1");

        // When
        loop.pause(id);
        loop.settle();

        // Then
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
        assertThat(loop.inventory().tasks()).isZero();
    }
}
