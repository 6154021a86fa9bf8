package no.dotkom.portal.reconcile;

import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.Reach;
import org.jspecify.annotations.Nullable;

/**
 * Something a member does to an environment.
 *
 * @param spec with which it is registered
 * @param lives what happened to it before, to its end; null when the story is its beginning
 * @param wish what the member does now; nothing more where the registration is the story
 * @param end what must be there when all is done
 */
record Story(
        String name,
        EnvironmentSpec spec,
        @Nullable BiConsumer<LoopWorld, EnvironmentId> lives,
        BiConsumer<LoopWorld, EnvironmentId> wish,
        End end) {

    /**
     * How a story ends.
     *
     * @param host where a visitor knocks, and {@code sees}: the status and the first line of what they get
     * @param resources services, target groups, rules, log groups and records of ours, in this order
     */
    record End(String host, String sees, int tasks, List<Integer> resources) {}

    private static final EnvironmentSpec WEB = Specs.web("demo/healthy:1.0.0", "grades.localhost");
    private static final String NOBODY = "404 No application has this host name.";
    private static final String FIRST = "200 Hello from demo/healthy:1.0.0";
    private static final BiConsumer<LoopWorld, EnvironmentId> NOTHING_MORE = (loop, id) -> {};

    static List<Story> all() {
        return List.of(
                new Story("create", WEB, null, NOTHING_MORE, end("grades.localhost", FIRST, 1)),
                new Story(
                        "deploy",
                        WEB,
                        NOTHING_MORE,
                        (loop, id) -> loop.change(id, WEB.withImage(Specs.image("demo/healthy:2.0.0"))),
                        end("grades.localhost", "200 Hello from demo/healthy:2.0.0", 1)),
                new Story(
                        "scale",
                        WEB,
                        NOTHING_MORE,
                        (loop, id) -> loop.change(id, WEB.withCount(3)),
                        end("grades.localhost", FIRST, 3)),
                hosts(),
                new Story("pause", WEB, NOTHING_MORE, LoopWorld::pause, end("grades.localhost", "503 ", 0)),
                new Story("resume", WEB, Story::paused, LoopWorld::resume, end("grades.localhost", FIRST, 1)),
                removal(),
                new Story(
                        "create a worker",
                        Specs.worker("demo/worker:1.0.0"),
                        null,
                        NOTHING_MORE,
                        new End("grades.localhost", NOBODY, 1, List.of(1, 0, 0, 1, 0))));
    }

    private static Story hosts() {
        var others = Specs.ingress(Reach.PUBLIC, "karakterer.localhost", "grades.apps.example.no");
        return new Story(
                "change hosts",
                WEB,
                NOTHING_MORE,
                (loop, id) -> loop.change(id, Specs.with(WEB, others)),
                new End("karakterer.localhost", FIRST, 1, List.of(1, 1, 1, 1, 1)));
    }

    private static Story removal() {
        return new Story(
                "remove",
                Specs.web("demo/healthy:1.0.0", "grades.localhost", "grades.apps.example.no"),
                NOTHING_MORE,
                LoopWorld::remove,
                new End("grades.localhost", NOBODY, 0, List.of(0, 0, 0, 0, 0)));
    }

    private static void paused(LoopWorld loop, EnvironmentId id) {
        loop.pause(id);
        loop.settle(Duration.ofSeconds(30));
    }

    private static End end(String host, String sees, int tasks) {
        return new End(host, sees, tasks, List.of(1, 1, 1, 1, 0));
    }

    /** From nothing to the moment after the member's wish. */
    EnvironmentId begin(LoopWorld loop) {
        loop.begin(17);
        var id = loop.register("grades", spec);
        if (lives != null) {
            loop.settle(Duration.ofSeconds(30));
            lives.accept(loop, id);
        }
        wish.accept(loop, id);
        return id;
    }

    @Override
    public String toString() {
        return name;
    }
}
