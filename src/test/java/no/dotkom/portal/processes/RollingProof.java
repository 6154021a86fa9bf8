package no.dotkom.portal.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import no.dotkom.portal.processes.KillPoint.Story;

/**
 * F29, Q6: the portals are replaced one by one while pages are loaded, streams are open and a version rolls out. First
 * the front stops sending to a portal, then it is told to end, as ECS and the load balancer do it.
 */
final class RollingProof {
    private static final Duration MOST = Duration.ofSeconds(30);

    private final World world;
    private final Kari kari;
    private final Consumer<String> say;

    RollingProof(World world, Kari kari, Consumer<String> say) {
        this.world = world;
        this.kari = kari;
        this.say = say;
    }

    /**
     * @param streams how many are open
     * @param portals which of them are replaced
     */
    void run(Life life, int streams, List<Portal> portals) throws Exception {
        var followers = new ArrayList<Follower>();
        var readers = new ArrayList<Pages>();
        try {
            for (var stream = 0; stream < streams; stream++) {
                followers.add(Follower.of(kari.visitor(), life.app().path()));
            }
            Books.await("every stream is open", () -> followers.stream().allMatch(Follower::open));
            for (var reader = 0; reader < 2; reader++) {
                readers.add(
                        Pages.look(kari, reader % 2 == 0 ? "/apps" : life.app().path(), Duration.ofMillis(250)));
            }
            followers.forEach(Follower::forget);
            life.ask(Story.DEPLOY);
            roll(followers, portals);
            life.awaitEnd(Story.DEPLOY);
            hold(life, followers, readers);
        } finally {
            readers.forEach(Pages::close);
            followers.forEach(Follower::close);
        }
    }

    private void roll(List<Follower> followers, List<Portal> portals) throws Exception {
        for (var portal : portals) {
            world.front().drain(portal.port());
            var took = portal.end();
            say.accept("Portal %s ended in %d ms".formatted(portal, took.toMillis()));
            assertThat(took).as("portal %s drained", portal).isLessThan(MOST);
            Books.await("every stream is open again", () -> followers.stream().allMatch(Follower::open));
            world.begin(portal);
            portal.awaitReady();
            world.front().send(portal.port());
        }
    }

    private void hold(Life life, List<Follower> followers, List<Pages> readers) {
        var version = "v" + life.version();
        Books.await(
                "every stream has told of " + version,
                () -> followers.stream().allMatch(follower -> toldOf(follower, version)));
        var gaps = followers.stream()
                .flatMap(follower -> follower.gaps().stream())
                .sorted()
                .toList();
        say.accept("%d streams, reconnected %d times within %d to %d ms"
                .formatted(followers.size(), gaps.size(), gaps.getFirst(), gaps.getLast()));
        var refusals = followers.stream()
                .flatMap(follower -> follower.refusals().stream())
                .collect(Collectors.groupingBy(why -> why, TreeMap::new, Collectors.counting()));
        assertThat(refusals)
                .as("streams that were refused when they came again")
                .isEmpty();
        var answers =
                readers.stream().flatMap(pages -> pages.statuses().stream()).toList();
        say.accept("%d pages were loaded meanwhile".formatted(answers.size()));
        assertThat(answers).as("pages meanwhile").hasSizeGreaterThan(40).containsOnly(200);
    }

    private static boolean toldOf(Follower follower, String version) {
        return follower.told().contains(version);
    }
}
