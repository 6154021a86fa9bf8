package no.dotkom.portal.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** What one portal has leased of a bucket. Not safe for threads by itself; the counts may be read by any. */
final class Purse {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    final AtomicLong waits = new AtomicLong();
    final AtomicLong withheld = new AtomicLong();
    final AtomicLong throttled = new AtomicLong();
    private final Bucket.Size size;
    private volatile double left;
    private volatile int tokens;
    private boolean used;
    private Instant dryUntil = Instant.MIN;
    private Instant promised = Instant.MIN;
    /** Own tokens while no other portal can be asked; NaN while they can. */
    private double alone = Double.NaN;

    private Instant aloneAt = Instant.MIN;

    Purse(Bucket.Size size) {
        this.size = size;
        this.left = size.burst();
    }

    Bucket.Size size() {
        return size;
    }

    /** Tokens that this portal may still use, as far as it knows. */
    double tokens() {
        return tokens + left;
    }

    boolean has(int count) {
        return tokens >= count;
    }

    void take() {
        tokens--;
        used = true;
    }

    void giveBack() {
        tokens++;
    }

    /** Worth a lease when one is taken anyway: so most leases are taken for several buckets at once. */
    boolean wantsMore() {
        return used && tokens * 2 <= size.block();
    }

    void add(BucketRepository.Lease lease, Instant now) {
        tokens += lease.tokens();
        left = lease.left();
        used = false;
        alone = Double.NaN;
        dryUntil = lease.tokens() >= 1 ? Instant.MIN : now.plus(refill(1 - left));
    }

    /** A block from our own small share: nobody can be asked. */
    void addAlone(Instant now) {
        var share = size.alone();
        var gone = Double.isNaN(alone) ? Duration.ZERO : Duration.between(aloneAt, now);
        var there = Double.isNaN(alone) ? share.burst() : alone;
        there = Math.min(share.burst(), there + Math.max(0, gone.toMillis()) / 1000.0 * share.perSecond());
        var taken = (int) Math.min(size.block(), there);
        tokens += taken;
        alone = there - taken;
        left = alone;
        aloneAt = now;
        dryUntil = taken >= 1 ? Instant.MIN : now.plus(seconds((1 - alone) / share.perSecond()));
    }

    /** How long until it is worth asking for more. */
    Duration dry(Instant now) {
        return dryUntil.isAfter(now) && !dryUntil.isAfter(now.plus(LONGEST))
                ? Duration.between(now, dryUntil)
                : Duration.ZERO;
    }

    /** How long until there may be one more. */
    Duration next(Instant now) {
        var dry = dry(now);
        return dry.isZero() ? refill(1) : dry;
    }

    /** When whoever goes empty-handed may come again: each a token later than the one before. */
    Duration turn(Instant now) {
        var from = promised.isAfter(now) && promised.isBefore(now.plus(LONGEST)) ? promised : now;
        promised = from.plus(refill(1));
        return Duration.between(now, promised);
    }

    private Duration refill(double count) {
        return seconds(count / size.perSecond());
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) Math.ceil(seconds * 1000));
    }
}
