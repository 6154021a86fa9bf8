package no.dotkom.portal.dashboard.metrics;

import java.util.List;
import java.util.Set;
import no.dotkom.portal.dashboard.port.Metrics.Measure;

/** Draws the charts of one environment. */
final class Charts {
    static final Set<Measure> ALL = Set.of(Measure.values());

    /** The axis of a share shows at least so much: the line of what is reserved has room above it. */
    private static final double LEAST_PERCENT = 125;

    private final Readings readings;
    private final Summaries summaries;
    private final Facts facts;

    Charts(Readings readings, Span span, Facts facts) {
        this.readings = readings;
        this.summaries = new Summaries(span, facts);
        this.facts = facts;
    }

    /** @param http false for a worker, which nobody asks */
    List<Chart> all(boolean http) {
        var memory = share("memory", Measure.MEMORY_HIGHEST, Measure.MEMORY_AVERAGE);
        var cpu = share("cpu", Measure.CPU_HIGHEST, Measure.CPU_AVERAGE);
        return http ? List.of(memory, cpu, requests(), latency(), errors(), healthy()) : List.of(memory, cpu);
    }

    private Chart share(String id, Measure highest, Measure average) {
        var lines =
                List.of(new Line("highest", "1", readings.of(highest)), new Line("average", "", readings.of(average)));
        var scale = Scale.to(Math.max(LEAST_PERCENT, most(lines)), true);
        return new Chart(id, "percent", summaries.peak(lines.getFirst().values()), lines, scale, 100, 0, true);
    }

    private Chart requests() {
        var rate = readings.rate(Measure.REQUESTS);
        var line = new Line("requests", "1", rate);
        return new Chart(
                "requests", "count", summaries.requests(rate), List.of(line), Scale.to(line.most(), true), 0, 0, true);
    }

    private Chart latency() {
        var p95 = readings.milliseconds(Measure.LATENCY_P95);
        var lines = List.of(
                new Line("p50", "", readings.milliseconds(Measure.LATENCY_P50)),
                new Line("p95", "1", p95),
                new Line("p99", "2", readings.milliseconds(Measure.LATENCY_P99)));
        return new Chart("latency", "ms", summaries.latency(p95), lines, Scale.to(most(lines), true), 0, 0, false);
    }

    private Chart errors() {
        var mine = new Line("5xx", "3", readings.counted(Measure.ANSWERS_5XX));
        var theirs = new Line("balancer", "2", readings.counted(Measure.BALANCER_5XX));
        var wrong = new Line("4xx", "", readings.counted(Measure.ANSWERS_4XX));
        var lines = List.of(mine, theirs, wrong);
        var said = summaries.errors(mine.values(), theirs.values(), wrong.values());
        return new Chart("errors", "count", said, lines, Scale.to(most(lines), true), 0, 0, false);
    }

    private Chart healthy() {
        var line = new Line("healthy", "1", readings.of(Measure.HEALTHY));
        var scale = Scale.to(Math.max(line.most(), facts.wanted()) + 1, true);
        return new Chart(
                "healthy", "count", summaries.healthy(line.values()), List.of(line), scale, 0, facts.wanted(), true);
    }

    private static double most(List<Line> lines) {
        return lines.stream().mapToDouble(Line::most).max().orElse(0);
    }
}
