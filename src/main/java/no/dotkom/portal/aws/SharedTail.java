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
import no.dotkom.portal.dashboard.port.LogTail.Errand;
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
    /** Pages of one look: 80,000 lines or 8 MB. What is written faster than that cannot be followed. */
    private static final int PAGES = 8;
    /** In milliseconds. */
    private static final long LEAST_OVERLAP = 1_000;
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

    /** So much of the past is read again; changed by who holds {@link #reading}. */
    private long overlap = OVERLAP;

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
        var past = history.backwards(source, range, most, line -> true, new Errand(PATIENCE, false));
        var overtaken = locked(() -> {
            if (from == null && recent.readFrom() != null) {
                return true;
            }
            recent.addPast(past);
            return false;
        });
        if (overtaken) {
            // Somebody began to follow meanwhile, and is told what comes from there on: only what was before is past.
            prime(most);
            return;
        }
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
            var now = clock.millis();
            // A cursor comes from a browser: one of next year must not make the others wait till then.
            var from = Math.min(after.at(), now) - (after.isMoment() ? 0 : OVERLAP);
            recent.begin(Math.max(from, now - BACK));
            recent.tellSince(after, from, sink);
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
        var from = locked(() -> recent.overlapFrom(lookedAt, now, overlap));
        var earliest = Math.max(from, now - BACK);
        var found = new ArrayList<Line>();
        var pages = 1;
        var page = logs.page(source, earliest, null, null);
        found.addAll(page.lines());
        for (; pages < PAGES && page.next() != null; pages++) {
            page = logs.page(source, earliest, null, page.next());
            found.addAll(page.lines());
        }
        adapt(pages);
        var silent = lookedAt != 0 && lookedAt < now - BACK;
        var rest = page.next();
        locked(() -> {
            tell(found, silent ? earliest : 0, rest, now);
            return null;
        });
        lookedAt = now;
    }

    /** A dense log is read again for less of its past, so that what is new fits into a look; a thin one for all of it. */
    private void adapt(int pages) {
        if (pages > PAGES / 2) {
            overlap = Math.max(LEAST_OVERLAP, overlap / 2);
        } else if (pages == 1) {
            overlap = Math.min(OVERLAP, overlap * 2);
        }
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
