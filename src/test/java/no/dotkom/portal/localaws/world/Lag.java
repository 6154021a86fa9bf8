package no.dotkom.portal.localaws.world;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Read-after-write lag: how long lists do not show what is new. Zero unless a test asks for it. */
public final class Lag {
    private final Clock clock;
    private volatile Duration by = Duration.ZERO;

    public Lag(Clock clock) {
        this.clock = clock;
    }

    public void set(Duration by) {
        this.by = by;
    }

    /** Reads as if there were no lag: for whoever looks at the world from above. */
    public <T> T lifted(Supplier<T> read) {
        var before = by;
        by = Duration.ZERO;
        try {
            return read.get();
        } finally {
            by = before;
        }
    }

    /** True when something made at {@code created} shows by now. */
    public boolean shows(Instant created) {
        return !created.plus(by).isAfter(clock.instant());
    }
}
