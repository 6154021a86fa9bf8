package no.dotkom.portal.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import no.dotkom.portal.aws.MetricCalls.Wanted;
import no.dotkom.portal.dashboard.port.Metrics;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The dashboard's port on CloudWatch. What was read serves for a minute, as long as a new value takes to appear; of many
 * that want the same at once one asks.
 */
@Component
class AwsMetrics implements Metrics {
    private static final Duration FRESH = Duration.ofSeconds(60);
    /** Series that are remembered: the pages of 40 people, in less than 8 MB at the longest. */
    private static final int REMEMBERED = 500;
    /** A CloudWatch that is slow keeps so many waiting, and tells all others at once (reliability.md F20). */
    private static final int AT_ONCE = 4;

    private final MetricCalls calls;
    private final Supplier<String> cluster;
    private final MetricUsageRepository usage;
    private final Clock clock;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Map<Key, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Known> eldest) {
            return size() > REMEMBERED;
        }
    };

    @Autowired
    AwsMetrics(MetricCalls calls, CurrentPlatform platform, MetricUsageRepository usage, Clock clock) {
        this(calls, () -> platform.current().clusterName(), usage, clock);
    }

    /** @param cluster the name of the cluster that the services are in */
    AwsMetrics(MetricCalls calls, Supplier<String> cluster, MetricUsageRepository usage, Clock clock) {
        this.calls = calls;
        this.cluster = cluster;
        this.usage = usage;
        this.clock = clock;
    }

    private record Key(Wanted wanted, Window window) {}

    /** @param at when it was asked for */
    private record Known(CompletableFuture<Series> series, Instant at) {}

    @Override
    public Map<Source, Map<Measure, Series>> read(Collection<Source> sources, Window window, Set<Measure> measures) {
        var all = new HashMap<Wanted, CompletableFuture<Series>>();
        var mine = new HashMap<Wanted, CompletableFuture<Series>>();
        // All in one hold: two that take turns would each ask for a part of it.
        synchronized (known) {
            wanted(sources, measures).forEach(each -> all.put(each, recall(new Key(each, window), mine)));
        }
        if (!mine.isEmpty()) {
            ask(mine, window);
        }
        return told(all);
    }

    private static List<Wanted> wanted(Collection<Source> sources, Set<Measure> measures) {
        var wanted = new ArrayList<Wanted>();
        for (var source : sources) {
            measures.stream()
                    .filter(measure -> MetricCalls.measured(source, measure))
                    .map(measure -> new Wanted(source, measure))
                    .forEach(wanted::add);
        }
        return wanted;
    }

    /** What is known or on its way, or else a place for it, which is put into {@code mine}. */
    private CompletableFuture<Series> recall(Key key, Map<Wanted, CompletableFuture<Series>> mine) {
        var now = clock.instant();
        var found = known.get(key);
        if (found != null && now.isBefore(found.at().plus(FRESH))) {
            return found.series();
        }
        var series = new CompletableFuture<Series>();
        known.put(key, new Known(series, now));
        mine.put(key.wanted(), series);
        return series;
    }

    /** Whatever comes of it, nobody is left waiting. */
    private void ask(Map<Wanted, CompletableFuture<Series>> mine, Window window) {
        try {
            var found = ask(mine.keySet(), window);
            mine.forEach((each, series) -> series.complete(found.get(each)));
        } catch (RuntimeException | Error failed) {
            synchronized (known) {
                mine.keySet().forEach(each -> known.remove(new Key(each, window)));
            }
            mine.values().forEach(series -> series.completeExceptionally(failed));
        }
    }

    private Map<Wanted, Series> ask(Set<Wanted> wanted, Window window) {
        if (!places.tryAcquire()) {
            throw new Unreadable("Too many questions are open at CloudWatch", null);
        }
        try {
            var found = calls.read(cluster.get(), wanted, window);
            usage.add(YearMonth.from(clock.instant().atZone(ZoneOffset.UTC)), wanted.size());
            return found;
        } catch (SdkException refused) {
            throw new Unreadable(Said.text(refused), refused);
        } finally {
            places.release();
        }
    }

    private static Series await(CompletableFuture<Series> series) {
        try {
            return series.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException theirs ? theirs : failed;
        }
    }

    private static Map<Source, Map<Measure, Series>> told(Map<Wanted, CompletableFuture<Series>> all) {
        var told = new HashMap<Source, Map<Measure, Series>>();
        all.forEach((each, series) -> told.computeIfAbsent(each.source(), source -> new EnumMap<>(Measure.class))
                .put(each.measure(), await(series)));
        return told;
    }

    @Override
    public long asked(YearMonth month) {
        return usage.asked(month);
    }
}
