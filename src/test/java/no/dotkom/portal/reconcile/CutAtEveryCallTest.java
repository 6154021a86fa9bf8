package no.dotkom.portal.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.localaws.wire.Fault;
import no.dotkom.portal.model.EnvironmentId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every story is told once undisturbed, to count its calls to AWS; then once more for each call and each way to cut it,
 * from a fresh world. The portal knows nothing afterwards but its database, and must come to the same end.
 */
class CutAtEveryCallTest {
    /** Coarser than the portal's own, so that the same wait is not cut twenty times. */
    private static final Duration PACE = Duration.ofSeconds(10);

    private static LoopWorld loop;

    @BeforeAll
    static void start() {
        loop = LoopWorld.start().withoutPoller();
    }

    @AfterAll
    static void stop() {
        loop.close();
    }

    static Stream<Story> stories() {
        return Story.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stories")
    void aStoryEndsTheSameWhereverItIsCut(Story story) {
        // Given
        var calls = undisturbed(story);
        var begun = System.nanoTime();

        // When
        var failures = new ArrayList<String>();
        var runs = 0;
        for (var k = 1; k <= calls.size(); k++) {
            for (var cut : Cut.values()) {
                if (cut.tells(calls.get(k - 1).reads())) {
                    runs++;
                    cutAt(story, cut, k, calls.get(k - 1)).ifPresent(failures::add);
                }
            }
        }

        // Then
        System.out.printf(
                "%s: %d calls (%d writes), %d runs, %d ms%n",
                story,
                calls.size(),
                calls.stream().filter(call -> !call.reads()).count(),
                runs,
                (System.nanoTime() - begun) / 1_000_000);
        assertThat(failures).isEmpty();
    }

    private static List<Fault.Call> undisturbed(Story story) {
        var id = story.begin(loop);
        loop.aws().forgetCalls();
        loop.settle(PACE);
        var calls = loop.aws().calls();
        ended(story, id, loop.inventory().foreign());
        return calls;
    }

    private static Optional<String> cutAt(Story story, Cut cut, int k, Fault.Call call) {
        try {
            var id = story.begin(loop);
            var foreign = loop.inventory().foreign();
            loop.aws().plan(cut.at(k));
            loop.settle(PACE);
            loop.aws().plan(Fault.Plan.NOTHING);
            if (cut == Cut.DIES_BEFORE || cut == Cut.DIES_AFTER) {
                assertThat(loop.deaths()).as("deaths").isEqualTo(1);
            }
            ended(story, id, foreign);
            return Optional.empty();
        } catch (AssertionError | RuntimeException failed) {
            return Optional.of("%s, %s at call %d, %s: %s".formatted(story, cut, k, call.operation(), failed));
        }
    }

    /** The end of the story, the whole of it and nothing else. */
    private static void ended(Story story, EnvironmentId id, Map<String, String> foreign) {
        loop.advance(Duration.ofSeconds(60));
        loop.round();
        var inventory = loop.inventory();
        var page = loop.door().visit(story.end().host());
        assertThat(page.status() + " " + page.text().lines().findFirst().orElse(""))
                .as("what a visitor sees")
                .isEqualTo(story.end().sees());
        assertThat(inventory.counts()).as("resources").isEqualTo(story.end().resources());
        assertThat(inventory.tasks()).as("tasks").isEqualTo(story.end().tasks());
        assertThat(inventory.foreign()).as("what is not ours").isEqualTo(foreign);
        if (loop.isGone(id)) {
            assertThat(inventory.empty()).as("nothing is left").isTrue();
        } else {
            assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
            assertThat(loop.status(id).settled()).as("settled").isTrue();
        }
    }
}
