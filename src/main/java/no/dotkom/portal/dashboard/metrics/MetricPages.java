package no.dotkom.portal.dashboard.metrics;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.dashboard.Situation;
import no.dotkom.portal.dashboard.port.Metrics;
import no.dotkom.portal.dashboard.port.Metrics.Measure;
import no.dotkom.portal.dashboard.port.Metrics.Series;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.watch.TaskPicture;
import no.dotkom.portal.watch.Watch;
import org.springframework.stereotype.Service;

/** Makes the metrics page; when CloudWatch does not tell, the page says so and nothing else waits for it. */
@Service
public class MetricPages {
    /** Stopped tasks that may be marked. */
    private static final int STOPPED = 200;

    private final Metrics metrics;
    private final Sources sources;
    private final Apps apps;
    private final Watch watch;
    private final Clock clock;

    MetricPages(Metrics metrics, Sources sources, Apps apps, Watch watch, Clock clock) {
        this.metrics = metrics;
        this.sources = sources;
        this.apps = apps;
        this.watch = watch;
        this.clock = clock;
    }

    /** @param table the chart to show as a table, or empty */
    public MetricsView page(Member member, Situation now, List<Situation> tabs, Span span, String table) {
        var source = sources.of(now);
        var http = source.targetGroup() != null;
        var facts = facts(now);
        Map<Measure, Series> series = Map.of();
        String silent = null;
        try {
            series = metrics.read(List.of(source), span.window(), Charts.ALL).getOrDefault(source, Map.of());
        } catch (Metrics.Unreadable unreadable) {
            silent = String.valueOf(unreadable.getMessage());
        }
        return new MetricsView(
                now,
                tabs,
                span,
                silent == null ? new Charts(new Readings(series, span), span, facts).all(http) : List.of(),
                new Marks(facts, span).all(),
                table,
                silent,
                http,
                member.platformAdmin() ? usage() : null);
    }

    private Facts facts(Situation now) {
        var ref = now.environment().ref();
        var deployed = apps.versions(ref, Long.MAX_VALUE).stream()
                .map(version -> new Facts.Deployed(version.createdAt(), number(version)))
                .toList();
        var died = watch.stopped(ref.id(), null, STOPPED).stream()
                .filter(TaskPicture::died)
                .filter(task -> task.stoppedAt() != null)
                .map(task -> new Facts.Died(task.stoppedAt(), task.shortId()))
                .toList();
        return new Facts(deployed, died, now.wanted());
    }

    private static long number(Version version) {
        return version.generation().number();
    }

    private MetricsView.Usage usage() {
        return new MetricsView.Usage(
                metrics.asked(YearMonth.from(clock.instant().atZone(ZoneOffset.UTC))));
    }

    /** The part of time that an address asks for, or the last of it. @param range a word of {@link Range} */
    public Span span(String range, Optional<Instant> from, Optional<Instant> to) {
        var now = clock.instant();
        return from.flatMap(start -> to.flatMap(end -> Span.between(start, end, now)))
                .orElseGet(() -> Span.last(Range.of(range), now));
    }
}
