package no.dotkom.portal.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.localaws.wire.Fault;
import no.dotkom.portal.model.EnvironmentId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every story is told once undisturbed, to count its calls to AWS; then once more for each call and each way to cut it,
 * from a fresh world. The portal knows nothing afterwards but its database, and must come to the same end.
 */
class CutAtEveryCallTest {
    /** Coarser than the portal's own, so that the same wait is not cut twenty times. */
    private static final Duration PACE = Duration.ofSeconds(20);

    /** Of three ways to cut a call, and the next two, one is taken: no multiple of how many ways there are. */
    private static final int SAMPLED = 3;

    /** One for each core that tests may count on. */
    private static final int TELLERS = 2;

    private static final BlockingQueue<LoopWorld> loops = new ArrayBlockingQueue<>(TELLERS);
    private static ExecutorService tellers;

    /** One run: a story, and where and how it is cut. */
    private record Run(Story story, Cut cut, int k, String operation) {
        @Override
        public String toString() {
            return "%s, %s at call %d, %s".formatted(story, cut, k, operation);
        }
    }

    @BeforeAll
    static void start() {
        for (var i = 0; i < TELLERS; i++) {
            loops.add(LoopWorld.start().withoutPoller());
        }
        tellers = Executors.newFixedThreadPool(TELLERS);
    }

    @AfterAll
    static void stop() {
        tellers.shutdownNow();
        loops.forEach(LoopWorld::close);
    }

    static Stream<Story> stories() {
        return Story.all().stream();
    }

    /** Every call, and every way to cut one, but not each way at each call. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("stories")
    void aStoryEndsTheSameWhereverItIsCut(Story story) throws Exception {
        var runs = runs(story, undisturbed(story));
        tellAll(
                story,
                IntStream.range(0, runs.size())
                        .filter(index -> index % SAMPLED == 0)
                        .mapToObj(runs::get)
                        .toList());
    }

    @Tag("long")
    @ParameterizedTest(name = "{0}")
    @MethodSource("stories")
    void aStoryEndsTheSameHoweverItIsCutAnywhere(Story story) throws Exception {
        tellAll(story, runs(story, undisturbed(story)));
    }

    private void tellAll(Story story, List<Run> runs) throws Exception {
        // When
        var failures = new ArrayList<String>();
        for (var told : tellers.invokeAll(runs.stream().map(this::telling).toList())) {
            told.get().ifPresent(failures::add);
        }

        // Then
        System.out.printf("%s: cut in %d runs%n", story, runs.size());
        assertThat(failures).isEmpty();
    }

    private static List<Run> runs(Story story, List<Fault.Call> calls) {
        var runs = new ArrayList<Run>();
        for (var k = 1; k <= calls.size(); k++) {
            var call = calls.get(k - 1);
            for (var cut : Cut.values()) {
                if (cut.tells(call.reads())) {
                    runs.add(new Run(story, cut, k, call.operation()));
                }
            }
        }
        return runs;
    }

    private static List<Fault.Call> undisturbed(Story story) throws InterruptedException {
        var loop = loops.take();
        try {
            var id = story.begin(loop);
            loop.aws().forgetCalls();
            loop.settle(PACE);
            var calls = loop.aws().calls();
            ended(loop, story, id, loop.inventory().foreign());
            return calls;
        } finally {
            loops.add(loop);
        }
    }

    private Callable<Optional<String>> telling(Run run) {
        return () -> {
            var loop = loops.take();
            try {
                tell(loop, run);
                return Optional.empty();
            } catch (AssertionError | RuntimeException failed) {
                return Optional.of(run + ": " + failed);
            } finally {
                loops.add(loop);
            }
        };
    }

    private static void tell(LoopWorld loop, Run run) {
        var id = run.story().begin(loop);
        var foreign = loop.inventory().foreign();
        loop.aws().plan(run.cut().at(run.k()));
        loop.settle(PACE);
        loop.aws().plan(Fault.Plan.NOTHING);
        assertThat(loop.deaths()).as("deaths").isEqualTo(run.cut().deaths());
        ended(loop, run.story(), id, foreign);
    }

    /** The end of the story, the whole of it and nothing else. */
    private static void ended(LoopWorld loop, Story story, EnvironmentId id, Map<String, String> foreign) {
        loop.advance(Duration.ofSeconds(60));
        loop.round();
        var inventory = loop.inventory();
        var page = loop.door().visit(story.end().host());
        assertThat(page.brief()).as("what a visitor sees").isEqualTo(story.end().sees());
        assertThat(inventory.counts()).as("resources").isEqualTo(story.end().resources());
        assertThat(inventory.tasks()).as("tasks").isEqualTo(story.end().tasks());
        assertThat(inventory.foreign()).as("what is not ours").isEqualTo(foreign);
        assertThat(loop.unaccounted()).as("intents without an outcome").isLessThanOrEqualTo(loop.deaths());
        if (loop.isGone(id)) {
            assertThat(inventory.empty()).as("nothing is left").isTrue();
        } else {
            assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
            assertThat(loop.status(id).settled()).as("settled").isTrue();
        }
    }
}
