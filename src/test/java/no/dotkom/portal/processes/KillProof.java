package no.dotkom.portal.processes;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import no.dotkom.portal.processes.KillPoint.Moment;
import no.dotkom.portal.processes.KillPoint.Story;

/**
 * F01: the portal that works is killed at a call of AWS; the other one, or its own successor, finishes by what the
 * database says.
 */
final class KillProof {
    /** For the tests of every day; each of the two is one blow. */
    static final List<KillPoint> CREATIONS = List.of(
            new KillPoint(Story.CREATE, "CreateTargetGroup", Moment.AFTER_THE_EFFECT),
            new KillPoint(Story.CREATE, "CreateRule", Moment.BEFORE),
            new KillPoint(Story.CREATE, "CreateService", Moment.AFTER_THE_EFFECT));

    static final List<KillPoint> CHANGES = List.of(
            new KillPoint(Story.DEPLOY, "UpdateService", Moment.AFTER_THE_EFFECT),
            new KillPoint(Story.MOVE, "ModifyRule", Moment.AFTER_THE_REPLY),
            new KillPoint(Story.REMOVE, "DeleteRule", Moment.AFTER_THE_EFFECT));

    /** What is done with a portal that was killed. */
    @FunctionalInterface
    interface After {
        void dead(Portal victim) throws IOException;
    }

    private KillProof() {}

    /** All points, dealt out to lives: each life is one application with at most one kill a story. */
    static List<List<KillPoint>> lives() {
        var lives = new ArrayList<List<KillPoint>>();
        for (var story : Story.values()) {
            var life = 0;
            for (var point : KillPoint.all()) {
                if (point.story() == story) {
                    if (lives.size() == life) {
                        lives.add(new ArrayList<>());
                    }
                    lives.get(life++).add(point);
                }
            }
        }
        lives.forEach(life -> life.sort(Comparator.comparing(KillPoint::story)));
        return lives;
    }

    /**
     * Asks for the stories of {@code points}, one of each application, and kills the portals at all of them at one blow;
     * those that were killed begin again.
     *
     * @return how many writes were cut
     */
    static int strike(World world, Map<Life, KillPoint> points) throws Exception {
        return strike(world, points, victim -> world.begin(victim));
    }

    /** @param then done with each portal that was killed */
    static int strike(World world, Map<Life, KillPoint> points, After then) throws Exception {
        var where = new LinkedHashMap<App, KillPoint>();
        points.forEach((life, point) -> where.put(life.app(), point));
        var killer = Killer.at(world, where);
        for (var point : points.entrySet()) {
            ask(point.getKey(), point.getValue().story(), killer);
        }
        for (var victim : killer.victims()) {
            then.dead(victim);
        }
        world.plan(Fate.Plan.CALM);
        return points.size();
    }

    /** The portal may die before it has answered the form by which it came to its point. */
    private static void ask(Life life, Story story, Killer killer) throws Exception {
        try {
            life.ask(story);
        } catch (IOException unanswered) {
            if (!killer.came()) {
                throw unanswered;
            }
        }
    }

    /**
     * One application from its first version to its end, killed at {@code points}, at most one of each story.
     *
     * @return how many writes were cut
     */
    static int live(World world, Life life, List<KillPoint> points) throws Exception {
        for (var point : points) {
            var one = Map.of(life, point);
            strike(world, one);
            awaitEnd(one);
        }
        if (points.getLast().story() != Story.REMOVE) {
            life.live(Story.REMOVE);
        }
        return points.size();
    }

    /** Waits for the end of each story, and looks at it as a visitor. */
    static void awaitEnd(Map<Life, KillPoint> points) throws InterruptedException {
        for (var point : points.entrySet()) {
            point.getKey().awaitEnd(point.getValue().story());
        }
    }
}
