package no.dotkom.furniture;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The wall clock, and as much ahead of it as tests have moved it; it never goes back. */
final class DemoClock extends Clock {
    static final DemoClock INSTANCE = new DemoClock();
    private volatile Duration ahead = Duration.ZERO;

    synchronized void advance(Duration by) {
        ahead = ahead.plus(by);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
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
