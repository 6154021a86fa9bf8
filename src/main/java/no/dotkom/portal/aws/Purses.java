package no.dotkom.portal.aws;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The tokens of this portal. All portals share them through PostgreSQL, and each leases them in blocks. While PostgreSQL
 * does not answer, a portal lives on a quarter of the share by its own reckoning.
 */
@Component
class Purses {
    private static final Logger log = LoggerFactory.getLogger(Purses.class);
    /** So long PostgreSQL is not asked again after it did not answer. */
    private static final Duration AWAY = Duration.ofSeconds(10);
    /** Whoever leases holds the lock, and PostgreSQL may be slow: others do not wait for it any longer. */
    private static final Duration BUSY = Duration.ofSeconds(1);

    private final Map<Bucket, Purse> purses = new EnumMap<>(Bucket.class);
    private final BucketRepository buckets;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private Instant awayUntil = Instant.MIN;

    Purses(BucketRepository buckets, AwsProperties properties, Clock clock) {
        this.buckets = buckets;
        this.clock = clock;
        for (var bucket : Bucket.values()) {
            purses.put(bucket, new Purse(bucket.size(properties.share())));
        }
    }

    Purse of(Bucket bucket) {
        return requireNonNull(purses.get(bucket));
    }

    /** Takes a token of each, or none: then how long it is worth waiting for one. Zero when they were taken. */
    Duration take(Set<Bucket> mine) {
        if (!locked()) {
            return BUSY;
        }
        try {
            var now = clock.instant();
            if (!ready(mine) && longest(mine, now, Purse::dry).isZero()) {
                lease(mine, now);
            }
            if (ready(mine)) {
                mine.forEach(bucket -> of(bucket).take());
                return Duration.ZERO;
            }
            return longest(mine, now, Purse::next);
        } finally {
            lock.unlock();
        }
    }

    /** What was taken was not used. */
    void giveBack(Set<Bucket> mine) {
        lock.lock();
        try {
            mine.forEach(bucket -> of(bucket).giveBack());
        } finally {
            lock.unlock();
        }
    }

    /** When whoever got none may come again: in turn, one token after the other. */
    Duration turn(Set<Bucket> mine) {
        lock.lock();
        try {
            return longest(mine, clock.instant(), Purse::turn);
        } finally {
            lock.unlock();
        }
    }

    private boolean locked() {
        try {
            return lock.tryLock(BUSY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean ready(Set<Bucket> mine) {
        return missing(mine).findAny().isEmpty();
    }

    /** Purses that have too little for a call that takes from these buckets. */
    private Stream<Purse> missing(Set<Bucket> mine) {
        return mine.stream()
                .filter(bucket -> !of(bucket).has(mine.size() == 1 && bucket.sharedWithChanges() ? 2 : 1))
                .map(this::of);
    }

    private Duration longest(Set<Bucket> mine, Instant now, BiFunction<Purse, Instant, Duration> wait) {
        return missing(mine)
                .map(purse -> wait.apply(purse, now))
                .reduce(Duration.ZERO, (a, b) -> a.compareTo(b) > 0 ? a : b);
    }

    private void lease(Set<Bucket> mine, Instant now) {
        if (awayUntil.isAfter(now) && !awayUntil.isAfter(now.plus(AWAY))) {
            alone(mine, now);
            return;
        }
        try {
            buckets.lease(wanted(mine), now)
                    .forEach((bucket, lease) -> of(bucket).add(lease, now));
        } catch (RuntimeException away) {
            log.warn("The shared limits of AWS cannot be read, a quarter of them is used: {}", away.getMessage());
            awayUntil = clock.instant().plus(AWAY);
            alone(mine, now);
        }
    }

    private Map<Bucket, Bucket.Size> wanted(Set<Bucket> mine) {
        var wanted = new EnumMap<Bucket, Bucket.Size>(Bucket.class);
        var missing = missing(mine).toList();
        purses.forEach((bucket, purse) -> {
            if (mine.contains(bucket) ? missing.contains(purse) : purse.wantsMore()) {
                wanted.put(bucket, purse.size());
            }
        });
        return wanted;
    }

    private void alone(Set<Bucket> mine, Instant now) {
        missing(mine).forEach(purse -> purse.addAlone(now));
    }
}
