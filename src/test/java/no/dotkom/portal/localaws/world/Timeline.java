package no.dotkom.portal.localaws.world;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one clock of the world and everything that is due on it. Due work runs in order of time, then of scheduling, on
 * the thread that moves the time, with {@link #lock} held: so a run is the same each time. Simulations move it by
 * {@link #advance}; a served world has a driver thread that calls {@link #catchUp} with the wall clock.
 *
 * <p>Every service method of the model runs with {@link #lock} held (the dispatcher takes it), so model code needs no
 * other synchronisation. Nothing that blocks on a socket may run inside it.
 */
public final class Timeline extends Clock {
    private record Due(Instant at, long order, Runnable work) {}

    /** Held while the model is read or changed. */
    public final ReentrantLock lock = new ReentrantLock();

    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::order));
    private volatile Instant now;
    private long scheduled;

    public Timeline(Instant start) {
        this.now = start;
    }

    /** Runs {@code work} once, {@code after} from now of this timeline. */
    public void in(Duration after, Runnable work) {
        lock.lock();
        try {
            queue.add(new Due(now.plus(after), scheduled++, work));
        } finally {
            lock.unlock();
        }
    }

    /** Runs {@code work} every {@code period} for ever, first after one period. */
    public void every(Duration period, Runnable work) {
        in(period, () -> {
            work.run();
            every(period, work);
        });
    }

    /** Moves time forward by {@code by} and runs all that is due on the way. */
    public void advance(Duration by) {
        catchUp(now.plus(by));
    }

    /** Moves time forward to {@code to} (never back) and runs all that is due on the way. */
    public void catchUp(Instant to) {
        lock.lock();
        try {
            for (var due = queue.peek(); due != null && !due.at().isAfter(to); due = queue.peek()) {
                queue.remove();
                now = due.at().isAfter(now) ? due.at() : now;
                due.work().run();
            }
            now = to.isAfter(now) ? to : now;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
