package no.dotkom.portal.dashboard.metrics;

import java.time.Instant;
import java.util.Arrays;
import no.dotkom.portal.dashboard.Sentence;

/** The sentence above each chart. */
final class Summaries {
    private static final Sentence NOTHING = said("nothing");
    private final Span span;
    private final Facts facts;

    Summaries(Span span, Facts facts) {
        this.span = span;
        this.facts = facts;
    }

    private static Sentence said(String key, Object... values) {
        return Sentence.of("dashboard.metrics.say." + key, values);
    }

    /** As the charts write it: below ten to a tenth, else whole. */
    private static double amount(double value) {
        return value < 10 ? Math.round(value * 10) / 10.0 : Math.round(value);
    }

    private Object time(int index) {
        return Sentence.moment(span.window().at(index));
    }

    /** Of a share of what is reserved. */
    Sentence peak(double[] values) {
        var most = highest(values);
        if (most < 0) {
            return NOTHING;
        }
        var at = span.window().at(most);
        var share = Math.round(values[most]);
        return facts.versionAt(end(at))
                .map(version -> said("peak.version", share, time(most), version.toString()))
                .orElseGet(() -> said("peak", share, time(most)));
    }

    Sentence requests(double[] rate) {
        var first = next(rate, 0, 1);
        var last = next(rate, rate.length - 1, -1);
        if (last < 0) {
            return NOTHING;
        }
        return first == last
                ? said("requests.one", amount(rate[last]))
                : said("requests", amount(rate[last]), amount(rate[first]), time(first));
    }

    /** @param p95 milliseconds */
    Sentence latency(double[] p95) {
        var last = next(p95, p95.length - 1, -1);
        if (last < 0) {
            return said("unanswered");
        }
        var most = highest(p95);
        return most == last
                ? said("latency.highest", amount(p95[last]))
                : said("latency", amount(p95[last]), amount(p95[most]), time(most));
    }

    Sentence errors(double[] mine, double[] theirs, double[] wrong) {
        var failed = Math.round(sum(mine));
        if (failed > 0) {
            var most = highest(mine);
            var at = span.window().at(most);
            return facts.diedBetween(at.minus(span.window().period()), end(at))
                    .map(died -> said("errors.died", failed, time(most), died.name()))
                    .orElseGet(() -> said("errors", failed, time(most)));
        }
        if (sum(theirs) > 0) {
            return said("errors.balancer", Math.round(sum(theirs)), time(highest(theirs)));
        }
        if (highest(mine) < 0) {
            return NOTHING;
        }
        return sum(wrong) > 0 ? said("errors.wrong", Math.round(sum(wrong))) : said("errors.none");
    }

    Sentence healthy(double[] healthy) {
        var availability = Availability.of(healthy);
        if (availability.all() == 0) {
            return NOTHING;
        }
        var least = lowest(healthy, Availability.begin(healthy));
        var share = said("available", availability.percent(), availability.up(), availability.all(), period());
        return healthy[least] == healthy[highest(healthy)]
                ? Sentence.both(said("healthy.steady", Math.round(healthy[least])), share)
                : Sentence.both(said("healthy.least", Math.round(healthy[least]), time(least)), share);
    }

    /** What one value stands for. */
    private Sentence period() {
        return said("values." + span.window().period().toMinutes());
    }

    private Instant end(Instant begin) {
        return begin.plus(span.window().period());
    }

    private static double sum(double[] values) {
        return Arrays.stream(values).filter(value -> !Double.isNaN(value)).sum();
    }

    /** Where the highest value is, the last of several; -1 when there is none. */
    private static int highest(double[] values) {
        var most = -1;
        for (var index = 0; index < values.length; index++) {
            if (!Double.isNaN(values[index]) && (most < 0 || values[index] >= values[most])) {
                most = index;
            }
        }
        return most;
    }

    private static int lowest(double[] values, int from) {
        var least = -1;
        for (var index = from; index < values.length; index++) {
            if (!Double.isNaN(values[index]) && (least < 0 || values[index] < values[least])) {
                least = index;
            }
        }
        return least;
    }

    private static int next(double[] values, int from, int step) {
        for (var index = from; index >= 0 && index < values.length; index += step) {
            if (!Double.isNaN(values[index])) {
                return index;
            }
        }
        return -1;
    }
}
