package no.dotkom.portal.dashboard;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How old the picture of what runs is.
 *
 * @param readAt when AWS last answered, or null when it never did
 * @param now when the page is made
 */
public record Freshness(@Nullable Instant readAt, Instant now) {
    /** The poller looks every 15 s (aws-facts §5): after eight silent rounds nothing may be called well. */
    public static final Duration LIMIT = Duration.ofMinutes(2);

    public boolean old() {
        return readAt == null || readAt.isBefore(now.minus(LIMIT));
    }
}
