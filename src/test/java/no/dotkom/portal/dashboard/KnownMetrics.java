package no.dotkom.portal.dashboard;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import no.dotkom.portal.dashboard.port.Metrics;

/** Metrics that tests measure. */
public final class KnownMetrics implements Metrics {
    private final Map<String, Map<Measure, TreeMap<Instant, Double>>> measured = new ConcurrentHashMap<>();
    private final Map<String, String> silent = new ConcurrentHashMap<>();
    private final AtomicLong asked = new AtomicLong();

    /** A value of the period that begins then. @param service by its name on ECS */
    public KnownMetrics measure(String service, Measure measure, Instant at, double value) {
        measured.computeIfAbsent(service, name -> new EnumMap<>(Measure.class))
                .computeIfAbsent(measure, name -> new TreeMap<>())
                .put(at, value);
        return this;
    }

    /** CloudWatch does not tell this one's. */
    public void silence(String service, String said) {
        silent.put(service, said);
    }

    @Override
    public Map<Source, Map<Measure, Series>> read(Collection<Source> sources, Window window, Set<Measure> measures) {
        var all = new HashMap<Source, Map<Measure, Series>>();
        for (var source : sources) {
            if (silent.containsKey(source.service())) {
                throw new Unreadable(silent.get(source.service()), null);
            }
            var series = new EnumMap<Measure, Series>(Measure.class);
            measures.forEach(measure -> series.put(measure, series(source, measure, window)));
            asked.addAndGet(measures.size());
            all.put(source, series);
        }
        return all;
    }

    private Series series(Source source, Measure measure, Window window) {
        var values = new double[window.periods()];
        Arrays.fill(values, Double.NaN);
        var known = measured.getOrDefault(source.service(), Map.of()).getOrDefault(measure, new TreeMap<>());
        for (var index = 0; index < values.length; index++) {
            var within = known.subMap(window.at(index), window.at(index).plus(window.period()));
            if (!within.isEmpty()) {
                values[index] = within.lastEntry().getValue();
            }
        }
        return new Series(values);
    }

    @Override
    public long asked(YearMonth month) {
        return asked.get();
    }
}
