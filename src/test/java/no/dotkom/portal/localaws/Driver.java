package no.dotkom.portal.localaws;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import no.dotkom.portal.localaws.world.Timeline;

/** Moves the time of a served world with the wall clock, ahead of it by what tests have asked for. */
final class Driver implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Driver.class.getName());
    private static final long TICK_MS = 50;
    /** As often as the most impatient health check there can be looks, and more. */
    private static final Duration STEP = Duration.ofSeconds(1);
    /** One that is not answered by then is asked of a port that keeps silent. */
    private static final long ANSWERED_MS = 100;

    private final Timeline timeline;
    private final AtomicInteger checks;
    private final Clock wall = Clock.systemUTC();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            work -> Thread.ofPlatform().daemon().name("local AWS's clock").unstarted(work));
    private volatile Duration ahead = Duration.ZERO;

    private Driver(Timeline timeline, AtomicInteger checks) {
        this.timeline = timeline;
        this.checks = checks;
    }

    /** @param checks health checks that are not answered yet */
    static Driver start(Timeline timeline, AtomicInteger checks) {
        var driver = new Driver(timeline, checks);
        driver.thread.scheduleWithFixedDelay(driver::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
        return driver;
    }

    /** A failure of modelled work is a bug of the model: it is logged, and the clock goes on. */
    private void tick() {
        try {
            timeline.catchUp(wall.instant().plus(ahead));
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "work that was due failed", e);
        }
    }

    /** In steps that wait for the health checks they began: else time runs away from the answers, and tasks are killed. */
    synchronized void advance(Duration by) {
        for (var left = by; left.isPositive(); left = left.minus(STEP)) {
            ahead = ahead.plus(left.compareTo(STEP) < 0 ? left : STEP);
            timeline.catchUp(wall.instant().plus(ahead));
            answered();
        }
    }

    private void answered() {
        var deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ANSWERED_MS);
        while (checks.get() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
