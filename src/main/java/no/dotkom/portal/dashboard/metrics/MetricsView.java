package no.dotkom.portal.dashboard.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import no.dotkom.portal.dashboard.Sentence;
import no.dotkom.portal.dashboard.Situation;
import org.jspecify.annotations.Nullable;

/**
 * The metrics page.
 *
 * @param charts none when CloudWatch did not tell
 * @param table the chart that is shown as a table, or empty
 * @param silent CloudWatch's own words when it did not tell, else null
 * @param usage what the portal asked of CloudWatch this month, for platform admins, else null
 */
public record MetricsView(
        Situation now,
        List<Situation> tabs,
        Span span,
        List<Chart> charts,
        List<Mark> marks,
        String table,
        @Nullable String silent,
        boolean http,
        @Nullable Usage usage) {
    /** @param metrics billed at {@link #PRICE} */
    public record Usage(long metrics) {
        /** Dollars for one metric of GetMetricData, in every region and from the first on (aws-facts §5). */
        public static final double PRICE = 0.01 / 1000;

        public double dollars() {
            return metrics * PRICE;
        }
    }

    public MetricsView {
        charts = List.copyOf(charts);
        marks = List.copyOf(marks);
    }

    public String path() {
        return now.path() + "/metrics";
    }

    /** This page's address; a part that was zoomed into has its own times. */
    public String address() {
        var range = span.range();
        return path()
                + (range == null
                        ? "?from=" + span.window().from() + "&to="
                                + span.window().to()
                        : "?range=" + range.word());
    }

    public String address(Range range) {
        return path() + "?range=" + range.word();
    }

    public String asTable(Chart chart) {
        return address() + (table.equals(chart.id()) ? "" : "&table=" + chart.id()) + "#c-" + chart.id();
    }

    public List<Range> ranges() {
        return List.of(Range.values());
    }

    /** Nothing was ever measured in the span. */
    public boolean empty() {
        return silent == null && charts.stream().allMatch(Chart::empty);
    }

    /** The newest value of all. */
    public @Nullable Instant last() {
        for (var index = span.window().periods() - 1; index >= 0; index--) {
            if (measured(index)) {
                return span.window().at(index);
            }
        }
        return null;
    }

    private boolean measured(int index) {
        return charts.stream()
                .flatMap(chart -> chart.lines().stream())
                .anyMatch(line -> !Double.isNaN(line.values()[index]));
    }

    /** Times between values in which nothing was measured: the longest two. */
    public List<Gap> gaps() {
        var gaps = new ArrayList<Gap>();
        var first = -1;
        var since = -1;
        for (var index = 0; index < span.window().periods(); index++) {
            if (measured(index)) {
                if (first >= 0 && since >= 0) {
                    gaps.add(new Gap(span.window().at(since), span.window().at(index)));
                }
                first = first < 0 ? index : first;
                since = -1;
            } else if (since < 0) {
                since = index;
            }
        }
        return gaps.stream()
                .sorted(Comparator.comparing(Gap::length).reversed())
                .limit(2)
                .toList();
    }

    /** Nothing was measured from the one to before the other. */
    public record Gap(Instant from, Instant to) {
        Duration length() {
            return Duration.between(from, to);
        }

        public Sentence says() {
            return Sentence.of("dashboard.metrics.gap", Sentence.moment(from), Sentence.moment(to));
        }
    }

    /** How often there is a value, and when the last was; nothing where there is none. */
    public List<Sentence> rhythm() {
        var every =
                Sentence.of("dashboard.metrics.every." + span.window().period().toMinutes());
        var last = last();
        return last == null ? List.of() : List.of(every, Sentence.of("dashboard.metrics.last", Sentence.moment(last)));
    }

    /** What each row of a chart's table is of, newest first. */
    public List<Integer> rows() {
        var rows = new ArrayList<Integer>();
        for (var index = span.window().periods() - 1; index >= 0; index--) {
            rows.add(index);
        }
        return rows;
    }
}
