package no.dotkom.portal.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import no.dotkom.portal.processes.KillPoint.Story;

/** F05, F19: what lies between the portals and AWS goes wrong while a version rolls out. */
final class NetworkProof {
    /** Of a hundred calls. */
    private static final int CUT = 10;

    private static final int HALF = 5;
    private static final int LOST = 5;
    private static final int LATE = 10;

    private NetworkProof() {}

    /** Calls are cut, answered by half, done without an answer, or late, at random by {@code seed}. */
    static Fate.Plan weather(long seed) {
        var random = new SplittableRandom(seed);
        return call -> {
            int drawn;
            synchronized (random) {
                drawn = random.nextInt(100);
            }
            if (drawn < CUT) {
                return Fate.CUT;
            }
            if (drawn < CUT + HALF) {
                return Fate.HALF_REPLY;
            }
            if (drawn < CUT + HALF + LOST) {
                return Fate.REPLY_LOST;
            }
            return drawn < CUT + HALF + LOST + LATE ? Fate.late(Duration.ofMillis(300)) : Fate.PASS;
        };
    }

    /**
     * A story in such weather, in the middle of which AWS cannot be reached at all for a while. The portals say that
     * they are ready all the time: they answer from their database.
     */
    static void storm(World world, Kari kari, Life life, Story story, long seed, Duration away) throws Exception {
        world.plan(weather(seed));
        try (var pages = Pages.look(kari, "/apps", Duration.ofMillis(200))) {
            life.ask(story);
            Thread.sleep(2_000);
            for (var portal : world.portals()) {
                portal.proxy().leave();
            }
            Thread.sleep(away);
            for (var portal : world.portals()) {
                portal.proxy().comeBack();
                portal.awaitReady();
            }
            life.awaitEnd(story);
            assertThat(pages.statuses()).as("pages while AWS was away").containsOnly(200);
        } finally {
            world.plan(Fate.Plan.CALM);
        }
    }

    /**
     * F19: one portal looks for AWS under a name that leads nowhere. It is ready and shows its pages; what it cannot do
     * the other does.
     */
    static void nameless(World world, Kari kari, Life life) throws Exception {
        var lost = world.portals().getLast();
        world.front().drain(lost.port());
        lost.end();
        lost.begin(Map.of("AWS_ENDPOINT_URL", "http://aws.invalid:4566"));
        lost.awaitReady();
        world.front().send(lost.port());
        try (var pages = Pages.look(kari, "/apps", Duration.ofMillis(200))) {
            life.live(Story.DEPLOY);
            lost.awaitReady();
            assertThat(pages.statuses()).as("pages of both").containsOnly(200);
        }
        world.front().drain(lost.port());
        lost.end();
    }
}
