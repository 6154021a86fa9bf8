package no.dotkom.portal.dashboard.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import no.dotkom.portal.dashboard.port.Metrics.Window;
import org.jspecify.annotations.Nullable;

/**
 * The time that the page shows.
 *
 * @param range null for a part that somebody zoomed into
 */
public record Span(Window window, @Nullable Range range) {
    /** AWS keeps values of a minute so long (aws-facts §6). */
    private static final Duration KEPT = Duration.ofDays(15);

    private static final Duration SHORTEST = Duration.ofMinutes(5);
    private static final int MOST_VALUES = 360;
    private static final List<Duration> PERIODS =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(1));

    /** The last values; the newest period that is over is the last of them. */
    public static Span last(Range range, Instant now) {
        var to = floor(now, range.period());
        return new Span(new Window(to.minus(range.length()), to, range.period()), range);
    }

    /** A part of the last 15 days, widened to whole periods and to five minutes; empty when it is no such part. */
    public static Optional<Span> between(Instant from, Instant to, Instant now) {
        var latest = to.isAfter(now) ? now : to;
        if (!from.isBefore(latest) || from.isBefore(now.minus(KEPT))) {
            return Optional.empty();
        }
        var length = Duration.between(from, latest);
        var period = PERIODS.stream()
                .filter(each -> length.dividedBy(each) <= MOST_VALUES)
                .findFirst()
                .orElse(PERIODS.getLast());
        var start = floor(from, period);
        var end = floor(latest, period);
        var widened = Duration.between(start, end).compareTo(SHORTEST) < 0 ? floor(end.minus(SHORTEST), period) : start;
        return Optional.of(new Span(new Window(widened, end, period), null));
    }

    private static Instant floor(Instant at, Duration period) {
        var seconds = period.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), seconds) * seconds);
    }

    /** Its times need their day. */
    public boolean days() {
        return Duration.between(window.from(), window.to()).compareTo(Duration.ofHours(24)) > 0;
    }

    /** Where {@code at} lies, 0 to 100 from left to right; empty outside. */
    Optional<Double> place(Instant at) {
        var last = window.at(window.periods() - 1);
        if (at.isBefore(window.from()) || at.isAfter(window.to())) {
            return Optional.empty();
        }
        var share = 100.0
                * Duration.between(window.from(), at).toMillis()
                / Duration.between(window.from(), last).toMillis();
        return Optional.of(Math.min(100, share));
    }

    /** The value that {@code at} belongs to. */
    int index(Instant at) {
        return (int) Duration.between(window.from(), at).dividedBy(window.period());
    }

    /** Five times from the first value to the last. */
    public List<Instant> marks() {
        var last = window.periods() - 1;
        return IntStream.rangeClosed(0, 4)
                .mapToObj(fourth -> window.at(Math.round(last * fourth / 4f)))
                .distinct()
                .toList();
    }
}
