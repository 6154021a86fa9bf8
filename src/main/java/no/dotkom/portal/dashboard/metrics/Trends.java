package no.dotkom.portal.dashboard.metrics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import no.dotkom.portal.dashboard.Situation;
import no.dotkom.portal.dashboard.port.Metrics;
import no.dotkom.portal.dashboard.port.Metrics.Measure;
import no.dotkom.portal.dashboard.port.Metrics.Source;
import no.dotkom.portal.ui.Sparkline;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * The last hour as small lines, on pages that are about something else: those show what is known and ask for the rest
 * when they stand, so that no page waits for CloudWatch.
 */
@Service
public class Trends {
    private static final Logger log = LoggerFactory.getLogger(Trends.class);
    /** Of a row in the list: two metrics, for each is billed. */
    private static final Set<Measure> OF_A_ROW = EnumSet.of(Measure.REQUESTS, Measure.ANSWERS_5XX);

    private static final Set<Measure> OF_A_PAGE = EnumSet.of(
            Measure.REQUESTS, Measure.ANSWERS_5XX, Measure.LATENCY_P95, Measure.MEMORY_HIGHEST, Measure.HEALTHY);
    /** CloudWatch has a value after two minutes, so that the newest are not known to be zero. */
    private static final int LATE = 3;

    /** Of a longer list the first: who looks for one of the others filters. */
    private static final int MOST_ROWS = 100;

    private static final Duration GOOD = Duration.ofMinutes(5);
    private static final int REMEMBERED = 2_000;

    private final Metrics metrics;
    private final Sources sources;
    private final Clock clock;
    private final Map<Key, Kept> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Kept> eldest) {
            return size() > REMEMBERED;
        }
    };

    Trends(Metrics metrics, Sources sources, Clock clock) {
        this.metrics = metrics;
        this.sources = sources;
        this.clock = clock;
    }

    /**
     * One of them.
     *
     * @param name message key below {@code dashboard.trend}
     * @param unit message key below {@code dashboard.trend.unit}
     * @param last the newest value, or null
     */
    public record Trend(String name, String unit, @Nullable Double last, Sparkline line) {}

    private record Key(Source source, Set<Measure> measures) {}

    /** Kept longer than {@link Metrics} does, whose answers are of one span of time: this one's end moves each minute. */
    private record Kept(Readings readings, Instant at) {}

    /** The lines of rows that are known, by environment id; reads nothing. */
    public Map<String, Sparkline> ofRows(Collection<Situation> rows) {
        var lines = new HashMap<String, Sparkline>();
        for (var row : rows) {
            recall(new Key(sources.of(row), OF_A_ROW)).ifPresent(readings -> lines.put(row.id(), requests(readings)));
        }
        return lines;
    }

    /** Asks CloudWatch for the lines of rows; what it does not tell stays as it was. */
    public void readRows(Collection<Situation> rows) {
        read(measured(rows), OF_A_ROW);
    }

    private List<Source> measured(Collection<Situation> rows) {
        return rows.stream()
                .limit(MOST_ROWS)
                .map(sources::of)
                .filter(source -> source.targetGroup() != null)
                .toList();
    }

    /** Asks for rows of which nothing is known, while the page is on its way; {@code then} when there is something. */
    public void readRowsLater(Collection<Situation> rows, Runnable then) {
        var missing = measured(rows).stream()
                .filter(source -> recall(new Key(source, OF_A_ROW)).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            Thread.ofVirtual().name("trends").start(() -> {
                if (read(missing, OF_A_ROW)) {
                    then.run();
                }
            });
        }
    }

    /** The trends of one environment that are known; reads nothing. */
    public List<Trend> ofPage(Situation now) {
        var source = sources.of(now);
        return recall(new Key(source, OF_A_PAGE))
                .map(readings -> ofPage(readings, source.targetGroup() != null))
                .orElse(List.of());
    }

    private static List<Trend> ofPage(Readings readings, boolean http) {
        var memory = trend("memory", "percent", readings.of(Measure.MEMORY_HIGHEST));
        return http
                ? List.of(
                        trend("requests", "minute", readings.counted(Measure.REQUESTS)),
                        trend("latency", "ms", readings.milliseconds(Measure.LATENCY_P95)),
                        trend("errors", "minute", readings.counted(Measure.ANSWERS_5XX)),
                        memory)
                : List.of(memory);
    }

    public void readPage(Situation now) {
        read(List.of(sources.of(now)), OF_A_PAGE);
    }

    /** False when there is nothing new. */
    private boolean read(List<Source> wanted, Set<Measure> measures) {
        if (wanted.isEmpty()) {
            return false;
        }
        var span = Span.last(Range.HOUR, clock.instant());
        try {
            var read = metrics.read(wanted, span.window(), measures);
            synchronized (kept) {
                read.forEach((source, series) ->
                        kept.put(new Key(source, measures), new Kept(new Readings(series, span), clock.instant())));
            }
            return true;
        } catch (Metrics.Unreadable unreadable) {
            log.info("No trends: {}", unreadable.getMessage());
            return false;
        }
    }

    private Optional<Readings> recall(Key key) {
        synchronized (kept) {
            return Optional.ofNullable(kept.get(key))
                    .filter(found -> !clock.instant().isAfter(found.at().plus(GOOD)))
                    .map(Kept::readings);
        }
    }

    /** A row does not pay for knowing when the load balancer reported: what is absent is zero, but for the newest. */
    private static Sparkline requests(Readings readings) {
        var requests = readings.of(Measure.REQUESTS).clone();
        for (var index = 0; index < requests.length - LATE; index++) {
            requests[index] = Double.isNaN(requests[index]) ? 0 : requests[index];
        }
        var errors = Arrays.stream(readings.of(Measure.ANSWERS_5XX))
                .map(value -> Double.isNaN(value) ? 0 : value)
                .boxed()
                .toList();
        return Sparkline.of(Arrays.stream(requests).boxed().toList(), errors);
    }

    private static Trend trend(String name, String unit, double[] values) {
        var line = Sparkline.of(Arrays.stream(values).boxed().toList(), List.of());
        return new Trend(name, unit, new Line(name, "", values).last(), line);
    }
}
