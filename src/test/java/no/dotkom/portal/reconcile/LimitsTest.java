package no.dotkom.portal.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.localaws.wire.Fault;
import no.dotkom.portal.localaws.wire.TokenBuckets;
import no.dotkom.portal.model.EnvironmentId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** AWS's limits, and an AWS in trouble: the portal asks no more than it may, and no more than it needs. */
class LimitsTest extends LoopTests {
    private static final Fault THROTTLED = new Fault.Refused("ThrottlingException", 400, "Rate exceeded");
    private static final Fault BROKEN = new Fault.Refused("InternalFailure", 500, "We encountered an internal error.");
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final List<Fault.Call> failed = new ArrayList<>();

    private static List<EnvironmentId> register(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> loop.register(prefix + n, Specs.web("demo/healthy:1.0.0", prefix + n + ".localhost")))
                .toList();
    }

    private static void mustBeLive(List<EnvironmentId> environments) {
        assertThat(environments).allSatisfy(id -> assertThat(loop.state(id)).isEqualTo(VersionState.LIVE));
    }

    @Test
    void twoPortalsWithTwentyDeploysEachAreNeverThrottled() {
        // Given
        var limits = new TokenBuckets(loop.world().clock());
        var throttled = new ArrayList<Fault.Call>();
        loop.aws().plan(call -> {
            var fault = limits.next(call);
            if (!(fault instanceof Fault.None)) {
                throttled.add(call);
            }
            return fault;
        });
        var first = register("first", 20);
        var second = register("second", 20);

        // When
        var took = Crew.settle(loop, LONGEST, Crew.of(loop, first), new Crew(loop, second, work -> loop.second(work)));

        // Then
        System.out.printf(
                "40 deploys by two portals: %s, %d calls%n",
                took, loop.aws().calls().size());
        assertThat(throttled).isEmpty();
        mustBeLive(first);
        mustBeLive(second);
    }

    /** The calls of ten deploys, to which {@code fault} comes for a minute if they are among {@code calls}. */
    private static List<Fault.Call> sent(Fault fault, Predicate<Fault.Call> calls) {
        loop.begin(3);
        var environments = register("grades", 10);
        var until = loop.world().clock().instant().plusSeconds(60);
        failed.clear();
        loop.aws().plan(call -> {
            if (!calls.test(call) || !loop.world().clock().instant().isBefore(until)) {
                return new Fault.None();
            }
            failed.add(call);
            return fault;
        });
        loop.aws().forgetCalls();
        var took = Crew.settle(loop, LONGEST, Crew.of(loop, environments));
        mustBeLive(environments);
        System.out.printf("10 deploys: %s, %d calls%n", took, loop.aws().calls().size());
        return loop.aws().calls();
    }

    @Test
    void aStormOfThrottlesIsNotAnsweredWithMoreCalls() {
        // Given
        var needed = sent(new Fault.None(), call -> false);

        // When
        var sent = sent(THROTTLED, call -> true);

        // Then
        assertThat(sent).hasSizeLessThanOrEqualTo(needed.size() * 12 / 10);
    }

    /**
     * @param percent of the calls of a day without trouble, which differ by some 3 % from run to run; for a minute more
     *     the watcher asks three every other second and two for the nodes every 6 s, and who waits looks again at all
     */
    @ParameterizedTest
    @CsvSource({"CreateRule,150", "DescribeServices,120"})
    void anApiThatBreaksDownIsLookedAtNowAndThen(String operation, int percent) {
        // Given
        var needed = sent(new Fault.None(), call -> false);

        // When
        var sent = sent(BROKEN, call -> call.operation().equals(operation));

        // Then: ten environments would like to call it every other second
        System.out.printf("%s breaks down: %d calls failed%n", operation, failed.size());
        assertThat(failed).hasSizeLessThanOrEqualTo(12);
        assertThat(sent).hasSizeLessThanOrEqualTo(needed.size() * percent / 100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CreateRule", "DescribeTargetHealth"})
    void anApiThatIsThrottledForEverStopsOnlyWhoNeedsIt(String operation) {
        // Given
        loop.aws().plan(call -> call.operation().equals(operation) ? THROTTLED : new Fault.None());
        var web = register("grades", 10);
        var workers = IntStream.range(0, 6)
                .mapToObj(n -> loop.register("pizza" + n, Specs.worker("demo/worker:1.0.0")))
                .toList();
        loop.aws().forgetCalls();

        // When
        Crew.settle(
                loop,
                Duration.ofMinutes(3),
                Crew.of(loop, Stream.concat(web.stream(), workers.stream()).toList()));

        // Then
        mustBeLive(workers);
        assertThat(web).allSatisfy(id -> assertThat(loop.state(id)).isEqualTo(VersionState.RUNNING));
        assertThat(loop.aws().calls().stream().filter(call -> call.operation().equals(operation)))
                .hasSizeLessThan(20);
    }
}
