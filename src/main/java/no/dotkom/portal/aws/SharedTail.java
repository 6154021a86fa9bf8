package no.dotkom.portal.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import no.dotkom.portal.dashboard.port.Cursor;
import no.dotkom.portal.dashboard.port.LogTail;
import no.dotkom.portal.dashboard.port.LogTail.Line;
import no.dotkom.portal.dashboard.port.LogTail.Range;
import no.dotkom.portal.dashboard.port.LogTail.Slice;
import no.dotkom.portal.dashboard.port.LogTail.Source;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * One log that somebody looks at: asks AWS for all of them, every two seconds while there is anybody, else never. Each
 * look reads a little of the past again, because lines come late; what was told is told once.
 */
final class SharedTail {
    private static final Logger log = LoggerFactory.getLogger(SharedTail.class);
    private static final long OVERLAP = LogTail.OVERLAP.toMillis();
    /** Further back a look never reads, however long AWS was silent. */
    private static final long BACK = Duration.ofMinutes(5).toMillis();
    /** Pages of one look: 40,000 lines or 4 MB. What is written faster than that cannot be followed. */
    private static final int PAGES = 4;
    /** What was read so lately is as good as new. */
    private static final long FRESH = 3_000;

    private static final Duration PATIENCE = Duration.ofMillis(2_500);

    private record Follower(LogTail.Sink sink) {}

    private final Source source;
    private final LogsCalls logs;
    private final LogHistory history;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private final ReentrantLock state = new ReentrantLock();
    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
    /** Guarded by {@link #state}, as the fields below. */
    private final RecentLines recent = new RecentLines();

    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile boolean primed;
    /** Zero before the first look. */
    private volatile long lookedAt;

    private volatile long touchedAt;

    SharedTail(Source source, LogsCalls logs, LogHistory history, Clock clock) {
        this.source = source;
        this.logs = logs;
        this.history = history;
        this.clock = clock;
        this.touchedAt = clock.millis();
    }

    SharedTail touched() {
        touchedAt = clock.millis();
        return this;
    }

    /** True once. */
    boolean begins() {
        return begun.compareAndSet(false, true);
    }

    boolean isForgotten() {
        var since = clock.millis() - Math.max(touchedAt, lookedAt);
        return followers.isEmpty() && (since > AwsLogTail.REMEMBERED.toMillis() || since < 0);
    }

    /** While AWS does not answer, nobody waits for those who wait already. */
    Slice newest(int most) {
        try {
            if (!reading.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw SdkClientException.create("AWS has not answered yet");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("Stopped while waiting for a log");
        }
        try {
            if (!primed) {
                prime(most);
            } else if (Math.abs(clock.millis() - lookedAt) > FRESH) {
                look();
            }
        } finally {
            reading.unlock();
        }
        return locked(() -> recent.newest(most));
    }

    private void prime(int most) {
        var now = clock.millis();
        var from = locked(recent::readFrom);
        // AWS takes lines that are dated up to two hours ahead.
        var end = from == null ? now + Duration.ofHours(2).toMillis() : from;
        var range = new Range(Cursor.at(Instant.ofEpochMilli(now).minus(Duration.ofDays(30))), new Cursor(end, ""));
        var past = history.backwards(source, range, most, line -> true, PATIENCE);
        locked(() -> {
            recent.addPast(past);
            return null;
        });
        primed = true;
        if (from == null) {
            lookedAt = now;
        } else {
            look();
        }
    }

    LogTail.Subscription follow(Cursor after, LogTail.Sink sink) {
        var follower = new Follower(sink);
        locked(() -> {
            recent.begin(Math.max(after.at() - OVERLAP, clock.millis() - BACK));
            recent.tellSince(after, sink);
            followers.add(follower);
            return null;
        });
        return new LogTail.Subscription() {
            @Override
            public Instant asOf() {
                return Instant.ofEpochMilli(lookedAt);
            }

            @Override
            public void close() {
                followers.remove(follower);
                touched();
            }
        };
    }

    /** Asks AWS while somebody looks. */
    void beat() {
        if (followers.isEmpty()) {
            return;
        }
        reading.lock();
        try {
            look();
        } catch (SdkException silent) {
            log.info("The log {} could not be read: {}", source.group(), silent.getMessage());
        } catch (RuntimeException mistake) {
            log.error("A look at the log {} broke down", source.group(), mistake);
        } finally {
            reading.unlock();
        }
    }

    private void look() {
        var now = clock.millis();
        var from = locked(() -> recent.overlapFrom(lookedAt, now, OVERLAP));
        var earliest = Math.max(from, now - BACK);
        var found = new ArrayList<Line>();
        var page = logs.page(source, earliest, null, null);
        found.addAll(page.lines());
        for (int i = 1; i < PAGES && page.next() != null; i++) {
            page = logs.page(source, earliest, null, page.next());
            found.addAll(page.lines());
        }
        var silent = lookedAt != 0 && lookedAt < now - BACK;
        var rest = page.next();
        locked(() -> {
            tell(found, silent ? earliest : 0, rest, now);
            return null;
        });
        lookedAt = now;
    }

    private void tell(List<Line> found, long silentUntil, @Nullable String rest, long now) {
        if (silentUntil > 0) {
            var last = recent.last();
            var until = new Cursor(silentUntil, "");
            recent.skipTo(silentUntil);
            followers.forEach(each -> each.sink().missed(last, until, false));
        }
        var fresh = recent.add(found);
        if (!fresh.isEmpty()) {
            followers.forEach(each -> each.sink().lines(fresh));
        }
        if (rest != null) {
            var last = recent.last();
            var until = new Cursor(now, "");
            recent.skipTo(now);
            followers.forEach(each -> each.sink().missed(last, until, true));
        }
    }

    private <T extends @Nullable Object> T locked(Supplier<T> work) {
        state.lock();
        try {
            return work.get();
        } finally {
            state.unlock();
        }
    }
}
