package no.dotkom.portal.processes;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lies in wait at one point for each of some applications. A call that has come to its point goes no further until all
 * have; then the portals that made them are killed at one blow.
 */
final class Killer {
    private static final int LONGEST_SECONDS = 60;

    private final Map<App, KillPoint> points;
    private final Set<App> come = ConcurrentHashMap.newKeySet();
    private final Set<Portal> victims = ConcurrentHashMap.newKeySet();
    private final CountDownLatch missing;
    private final CountDownLatch dead = new CountDownLatch(1);

    private Killer(Map<App, KillPoint> points) {
        this.points = Map.copyOf(points);
        this.missing = new CountDownLatch(points.size());
    }

    /** On the ways of all portals to AWS. */
    static Killer at(World world, Map<App, KillPoint> points) {
        var killer = new Killer(points);
        for (var portal : world.portals()) {
            portal.proxy().plan(call -> killer.fate(portal, call));
        }
        return killer;
    }

    private Fate fate(Portal portal, Call call) {
        for (var entry : points.entrySet()) {
            var here = call.operation().equals(entry.getValue().operation()) && call.about(entry.getKey());
            if (here && come.add(entry.getKey())) {
                victims.add(portal);
                return passing -> strike(entry.getValue().moment(), passing);
            }
        }
        return Fate.PASS;
    }

    private void strike(KillPoint.Moment moment, Fate.Passing passing)
            throws java.io.IOException, InterruptedException {
        if (moment != KillPoint.Moment.BEFORE) {
            passing.effect();
        }
        missing.countDown();
        missing.await(LONGEST_SECONDS, TimeUnit.SECONDS);
        if (moment == KillPoint.Moment.AFTER_THE_REPLY) {
            passing.reply();
        }
        victims.forEach(Portal::kill);
        dead.countDown();
        passing.cut();
    }

    /** True once a call has come to its point. */
    boolean came() {
        return !come.isEmpty();
    }

    /** Who was killed; waits for it. */
    Set<Portal> victims() throws InterruptedException {
        if (!dead.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("No portal came to all of " + points + ", but to those of " + come);
        }
        return Set.copyOf(victims);
    }
}
