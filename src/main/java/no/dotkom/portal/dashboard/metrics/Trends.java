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
import java.util.Set;
import java.util.stream.IntStream;
import no.dotkom.portal.dashboard.Situation;
import no.dotkom.portal.dashboard.port.Metrics;
import no.dotkom.portal.dashboard.port.Metrics.Measure;
import no.dotkom.portal.dashboard.port.Metrics.Series;
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

    private record Kept(Map<Measure, Series> series, Instant at) {}

    /** The lines of rows that are known, by environment id; reads nothing. */
    public Map<String, Sparkline> ofRows(Collection<Situation> rows) {
        var lines = new HashMap<String, Sparkline>();
        for (var row : rows) {
            var series = recall(new Key(sources.of(row), OF_A_ROW));
            if (!series.isEmpty()) {
                lines.put(row.id(), requests(series));
            }
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
        var series = recall(new Key(sources.of(now), OF_A_PAGE));
        if (series.isEmpty()) {
            return List.of();
        }
        var memory = trend("memory", "percent", values(series, Measure.MEMORY_HIGHEST));
        if (!series.containsKey(Measure.REQUESTS)) {
            return List.of(memory);
        }
        var reported = values(series, Measure.HEALTHY);
        return List.of(
                trend("requests", "minute", counted(series, Measure.REQUESTS, reported)),
                trend(
                        "latency",
                        "ms",
                        values(series, Measure.LATENCY_P95).stream()
                                .map(each -> each * 1000)
                                .toList()),
                trend("errors", "minute", counted(series, Measure.ANSWERS_5XX, reported)),
                memory);
    }

    public void readPage(Situation now) {
        read(List.of(sources.of(now)), OF_A_PAGE);
    }

    /** False when there is nothing new. */
    private boolean read(List<Source> wanted, Set<Measure> measures) {
        if (wanted.isEmpty()) {
            return false;
        }
        var window = Span.last(Range.HOUR, clock.instant()).window();
        try {
            var read = metrics.read(wanted, window, measures);
            synchronized (kept) {
                read.forEach(
                        (source, series) -> kept.put(new Key(source, measures), new Kept(series, clock.instant())));
            }
            return true;
        } catch (Metrics.Unreadable unreadable) {
            log.info("No trends: {}", unreadable.getMessage());
            return false;
        }
    }

    private Map<Measure, Series> recall(Key key) {
        synchronized (kept) {
            var found = kept.get(key);
            return found == null || clock.instant().isAfter(found.at().plus(GOOD)) ? Map.of() : found.series();
        }
    }

    /** What CloudWatch did not count is zero, but for the newest. */
    private static Sparkline requests(Map<Measure, Series> series) {
        var requests = values(series, Measure.REQUESTS);
        var known = IntStream.range(0, requests.size())
                .mapToObj(index -> index < requests.size() - LATE ? 0.0 : Double.NaN)
                .toList();
        var errors = values(series, Measure.ANSWERS_5XX).stream()
                .map(value -> value.isNaN() ? 0 : value)
                .toList();
        return Sparkline.of(counted(series, Measure.REQUESTS, known), errors);
    }

    private static Trend trend(String name, String unit, List<Double> values) {
        var last = values.stream()
                .filter(value -> !value.isNaN())
                .reduce((earlier, later) -> later)
                .orElse(null);
        return new Trend(name, unit, last, Sparkline.of(values, List.of()));
    }

    private static List<Double> values(Map<Measure, Series> series, Measure measure) {
        var found = series.get(measure);
        return found == null ? List.of() : Arrays.stream(found.values()).boxed().toList();
    }

    /** A count is absent when nothing happened: zero where {@code reported} has something (aws-facts §6). */
    private static List<Double> counted(Map<Measure, Series> series, Measure measure, List<Double> reported) {
        var values = values(series, measure);
        return IntStream.range(0, values.size())
                .mapToObj(index ->
                        values.get(index).isNaN() && !reported.get(index).isNaN() ? 0 : values.get(index))
                .toList();
    }
}
