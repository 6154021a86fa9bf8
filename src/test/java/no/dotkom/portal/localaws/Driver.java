package no.dotkom.portal.localaws;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import no.dotkom.portal.localaws.world.Timeline;

/** Moves the time of a served world with the wall clock, ahead of it by what tests have asked for. */
final class Driver implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Driver.class.getName());
    private static final long TICK_MS = 50;

    private final Timeline timeline;
    private final Clock wall = Clock.systemUTC();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            work -> Thread.ofPlatform().daemon().name("local AWS's clock").unstarted(work));
    private volatile Duration ahead = Duration.ZERO;

    private Driver(Timeline timeline) {
        this.timeline = timeline;
    }

    static Driver start(Timeline timeline) {
        var driver = new Driver(timeline);
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

    synchronized void advance(Duration by) {
        ahead = ahead.plus(by);
        timeline.catchUp(wall.instant().plus(ahead));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
