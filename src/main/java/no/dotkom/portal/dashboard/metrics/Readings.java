package no.dotkom.portal.dashboard.metrics;

import java.util.Arrays;
import java.util.Map;
import no.dotkom.portal.dashboard.port.Metrics.Measure;
import no.dotkom.portal.dashboard.port.Metrics.Series;

/** What was measured of one environment in a span. */
final class Readings {
    private final Map<Measure, Series> series;
    private final Span span;

    Readings(Map<Measure, Series> series, Span span) {
        this.series = series;
        this.span = span;
    }

    /** As CloudWatch has it. */
    double[] of(Measure measure) {
        var found = series.get(measure);
        if (found != null) {
            return found.values();
        }
        var none = new double[span.window().periods()];
        Arrays.fill(none, Double.NaN);
        return none;
    }

    /** A count is absent when nothing happened: zero while the load balancer reported at all (aws-facts §6). */
    double[] counted(Measure measure) {
        var values = of(measure).clone();
        var reported = of(Measure.HEALTHY);
        for (var index = 0; index < values.length; index++) {
            if (Double.isNaN(values[index]) && !Double.isNaN(reported[index])) {
                values[index] = 0;
            }
        }
        return values;
    }

    /** How many a minute. */
    double[] rate(Measure measure) {
        var minutes = span.window().period().toSeconds() / 60.0;
        return Arrays.stream(counted(measure)).map(value -> value / minutes).toArray();
    }

    double[] milliseconds(Measure measure) {
        return Arrays.stream(of(measure)).map(value -> value * 1000).toArray();
    }
}
