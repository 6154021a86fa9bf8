package no.dotkom.portal.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.localaws.wire.Fault;
import no.dotkom.portal.localaws.wire.FaultPlan;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.watch.Watch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** AWS in bad weather: what it does not say is not acted on, and what it does is done once. */
class WeatherTest extends LoopTests {
    private static final EnvironmentSpec WEB = Specs.web("demo/healthy:1.0.0", "grades.localhost");
    private static final Fault THROTTLED = new Fault.Refused("Throttling", 400, "Rate exceeded");
    private static final int SEEDS = 6;

    @Test
    void anUnreachableAwsIsWaitedForAndNothingIsGuessed() {
        // Given
        var id = loop.register("grades", WEB);
        loop.round();
        loop.aws().plan(call -> new Fault.Unreachable());
        loop.aws().forgetCalls();
        var seen = loop.bean(Watch.class).lastRead();

        // When
        loop.live(Duration.ofMinutes(2));

        // Then
        assertThat(loop.aws().writes()).isEmpty();
        assertThat(loop.state(id)).isEqualTo(VersionState.RUNNING);
        assertThat(loop.status(id).waits())
                .isNotEmpty()
                .allMatch(wait ->
                        wait.kind().equals("OnUnreadable") || wait.kind().equals("OnEarlierStep"));
        assertThat(loop.bean(Watch.class).lastRead()).isEqualTo(seen);

        // When
        loop.aws().plan(Fault.Plan.NOTHING);
        loop.settle();

        // Then
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
        assertThat(loop.bean(Watch.class).lastRead()).isNotEqualTo(seen);
    }

    @Test
    void aThrottledApiSlowsOnlyWhatNeedsIt() {
        // Given
        loop.aws().plan(call -> call.operation().equals("CreateRule") ? THROTTLED : new Fault.None());
        var web = loop.register("grades", WEB);
        var worker = loop.register("pizza", Specs.worker("demo/worker:1.0.0"));

        // When
        loop.live(Duration.ofMinutes(1));

        // Then
        assertThat(loop.state(web)).isEqualTo(VersionState.RUNNING);
        assertThat(loop.state(worker)).isEqualTo(VersionState.LIVE);

        // When
        loop.aws().plan(Fault.Plan.NOTHING);
        loop.settle();

        // Then
        assertThat(loop.state(web)).isEqualTo(VersionState.LIVE);
    }

    @Test
    void whatIsThereIsNotDeletedWhileListsFail() {
        // Given
        var id = loop.register("grades", WEB);
        loop.settle();
        var before = loop.inventory();
        loop.aws().plan(call -> call.reads() ? new Fault.Unreachable() : new Fault.None());

        // When
        loop.live(Duration.ofMinutes(2));

        // Then
        assertThat(loop.inventory()).isEqualTo(before);
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
    }

    @Test
    void aDeniedCallFailsTheVersionWithAwssOwnWords() {
        // Given
        loop.aws()
                .plan(call -> call.operation().equals("CreateService")
                        ? new Fault.Refused("AccessDeniedException", 400, "not authorized to perform ecs:CreateService")
                        : new Fault.None());

        // When
        var id = loop.register("grades", WEB);
        loop.settle();

        // Then
        assertThat(loop.state(id)).isEqualTo(VersionState.FAILED);
        assertThat(loop.problem(id)).isEqualTo("AWS-3");
        assertThat(loop.why(id).values()).containsEntry("operation", "CreateService");
        assertThat(loop.why(id).said()).contains("not authorized to perform ecs:CreateService");
    }

    @Test
    void whatHasJustBeenMadeMayShowLate() {
        // Given
        loop.world().parts().lag().set(Duration.ofSeconds(30));

        // When
        var id = loop.register("grades", WEB);
        loop.settle();
        loop.world().parts().lag().set(Duration.ZERO);

        // Then
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
        assertThat(loop.inventory().counts()).containsExactly(1, 1, 1, 1, 0);
        assertThat(loop.inventory().tasks()).isEqualTo(1);
    }

    /** What was made a moment ago seems older then than AWS's lists are late. */
    @Test
    void aRemovalWhoseClockJumpsOutwaitsLateLists() {
        // Given
        loop.world().parts().lag().set(Duration.ofSeconds(105));
        loop.aws().skew(Duration.ofSeconds(-22));
        var id = loop.register("grades", WEB);
        loop.live(Duration.ofSeconds(14));

        // When
        loop.aws().skew(Duration.ofSeconds(3));
        loop.remove(id);
        loop.live(Duration.ofMinutes(8), Duration.ofSeconds(1));

        // Then
        assertThat(loop.isGone(id)).isTrue();
        assertThat(loop.inventory().all()).isEmpty();
    }

    static Stream<Object[]> storms() {
        return Story.all().stream()
                .flatMap(story -> IntStream.range(0, SEEDS).mapToObj(seed -> new Object[] {story, (long) seed}));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("storms")
    void everyStoryEndsTheSameAfterAStorm(Story story, long seed) {
        // Given
        var id = story.begin(loop);
        var foreign = loop.inventory().foreign();

        // When
        loop.aws().plan(new FaultPlan(seed, new FaultPlan.Rates(0.1, 0.05, 0.05, 0.05, 0.1)));
        loop.live(Duration.ofMinutes(2));
        loop.aws().plan(Fault.Plan.NOTHING);
        loop.settle();
        loop.live(Duration.ofSeconds(60));

        // Then
        var inventory = loop.inventory();
        assertThat(inventory.counts()).isEqualTo(story.end().resources());
        assertThat(inventory.tasks()).isEqualTo(story.end().tasks());
        assertThat(inventory.foreign()).isEqualTo(foreign);
        var page = loop.door().visit(story.end().host());
        assertThat(page.brief()).isEqualTo(story.end().sees());
        assertThat(loop.isGone(id) || loop.state(id) == VersionState.LIVE).isTrue();
    }
}
