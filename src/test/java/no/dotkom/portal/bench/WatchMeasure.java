package no.dotkom.portal.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.localaws.wire.Fault;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.reconcile.Crew;
import no.dotkom.portal.reconcile.LoopWorld;
import no.dotkom.portal.reconcile.Specs;

/**
 * One tick of the poller on a platform of a hundred environments: nodes, services, tasks and its part of the target
 * health. Its own rooms, database and AWS in this process, in virtual time; what it waits for AWS's limits counts.
 */
final class WatchMeasure implements Measure {
    private static final int ENVIRONMENTS = 100;
    private static final int CHANGING = 20;
    /** Every tenth is a worker: a load balancer carries a hundred target groups. */
    private static final int WORKERS = 10;
    /** reliability.md Q4. */
    private static final double MOST_SECONDS = 20;

    private static final double MOST_READS = 150;
    private static final Duration LONGEST = Duration.ofHours(2);

    /** Every part of the picture is due again. */
    private static final Duration DUE = Duration.ofSeconds(31);

    @Override
    public Section take(Subject subject) {
        Progress.say("Watching %d environments …", ENVIRONMENTS);
        try (var loop = LoopWorld.start()) {
            loop.begin(1);
            // The three that are there have room for 75.
            for (var zone : List.of("a", "b", "c")) {
                loop.world()
                        .parts()
                        .nodes()
                        .add("t3.medium", "x86_64", loop.world().platform().region() + zone);
            }
            var environments = registered(loop);
            var first = tick("the first after a start", loop);
            var rest = tick("at rest", loop);
            environments.subList(0, CHANGING).forEach(id -> {
                loop.change(id, spec(environments.indexOf(id), "1.1"));
                loop.visit(id);
            });
            var changing = tick(CHANGING + " changing", loop);
            return Section.of(
                    "One tick of the poller",
                    List.of("%d environments; AWS answers at once, waiting for its limits counts."
                            .formatted(ENVIRONMENTS)),
                    List.of(first, rest, changing));
        }
    }

    private static List<EnvironmentId> registered(LoopWorld loop) {
        var environments = new ArrayList<EnvironmentId>();
        for (var number = 0; number < ENVIRONMENTS; number++) {
            environments.add(loop.register("watched" + number, spec(number, "1.0")));
        }
        var took = Crew.settle(loop, LONGEST, Crew.of(loop, environments));
        if (environments.stream().anyMatch(id -> loop.state(id) != VersionState.LIVE)) {
            throw new IllegalStateException("Not every environment is live after " + took);
        }
        return environments;
    }

    private static EnvironmentSpec spec(int number, String tag) {
        return number % WORKERS == 0
                ? Specs.worker("demo/worker:" + tag)
                : Specs.web("demo/healthy:" + tag, "watched" + number + ".localhost");
    }

    private static Section.Row tick(String name, LoopWorld loop) {
        loop.advance(DUE);
        loop.aws().forgetCalls();
        var virtual = loop.world().clock().instant();
        var begun = System.nanoTime();
        loop.beat();
        var waited = Duration.between(virtual, loop.world().clock().instant()).toMillis() / 1e3;
        var seconds = (System.nanoTime() - begun) / 1e9 + waited;
        var reads = loop.aws().calls().stream().filter(Fault.Call::reads).count();
        return Section.Row.of(
                name,
                Figure.of("took", seconds, "s").atMost(MOST_SECONDS),
                Figure.of("reads of AWS", reads, "").atMost(MOST_READS));
    }
}
