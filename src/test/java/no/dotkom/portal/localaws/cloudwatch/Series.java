package no.dotkom.portal.localaws.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/** One metric of one set of dimensions: data by the minute, kept {@link #KEPT}. */
final class Series {
    /** AWS keeps 1-minute data 15 days; a local world does not live as long. */
    static final Duration KEPT = Duration.ofDays(3);

    /** What names a series; metrics of other dimensions are other metrics. */
    record Key(String namespace, String metric, Map<String, String> dimensions) {
        Key {
            dimensions = Map.copyOf(dimensions);
        }
    }

    private final NavigableMap<Instant, Datum> minutes = new TreeMap<>();

    Datum at(Instant at) {
        var minute = at.truncatedTo(ChronoUnit.MINUTES);
        minutes.headMap(minute.minus(KEPT)).clear();
        return minutes.computeIfAbsent(minute, m -> new Datum());
    }

    /** Folded into periods that begin at multiples of {@code period}; periods without data are left out. */
    SortedMap<Instant, Datum> folded(Instant from, Instant to, Duration period) {
        var folded = new TreeMap<Instant, Datum>();
        minutes.subMap(begin(from, period), true, to, false)
                .forEach((minute, datum) -> folded.computeIfAbsent(begin(minute, period), b -> new Datum())
                        .add(datum));
        return folded;
    }

    private static Instant begin(Instant at, Duration period) {
        return Instant.ofEpochSecond(at.getEpochSecond() / period.toSeconds() * period.toSeconds());
    }
}
