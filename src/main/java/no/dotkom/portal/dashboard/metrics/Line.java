package no.dotkom.portal.dashboard.metrics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One line of a chart.
 *
 * @param name message key below {@code dashboard.metrics.line}
 * @param kind how it is drawn: {@code 1} as the main line, {@code 2} and {@code 3} as warnings, empty as a side line
 * @param values one a period, {@link Double#NaN} where nothing was measured
 */
public record Line(String name, String kind, double[] values) {
    /** Of the box that a path is drawn in; its height is 100. */
    public static final int WIDTH = 360;

    double most() {
        return Arrays.stream(values).filter(value -> !Double.isNaN(value)).max().orElse(0);
    }

    boolean empty() {
        return Arrays.stream(values).allMatch(Double::isNaN);
    }

    /** The newest value. */
    public @Nullable Double last() {
        for (var index = values.length - 1; index >= 0; index--) {
            if (!Double.isNaN(values[index])) {
                return values[index];
            }
        }
        return null;
    }

    /** The line, broken where nothing was measured; a value alone is a dot. */
    public String path(Scale scale) {
        var path = new StringBuilder();
        for (var index = 0; index < values.length; index++) {
            if (Double.isNaN(values[index])) {
                continue;
            }
            var begins = index == 0 || Double.isNaN(values[index - 1]);
            var ends = index == values.length - 1 || Double.isNaN(values[index + 1]);
            path.append(begins ? 'M' : 'L').append(point(index, scale));
            if (begins && ends) {
                path.append("h.1");
            }
        }
        return path.toString();
    }

    /** What is below the line. */
    public String area(Scale scale) {
        var path = new StringBuilder();
        for (var index = 0; index < values.length; index++) {
            if (Double.isNaN(values[index])) {
                continue;
            }
            if (index == 0 || Double.isNaN(values[index - 1])) {
                path.append('M').append(rounded(x(index), 1)).append(" 100");
            }
            path.append('L').append(point(index, scale));
            if (index == values.length - 1 || Double.isNaN(values[index + 1])) {
                path.append('L').append(rounded(x(index), 1)).append(" 100Z");
            }
        }
        return path.toString();
    }

    private String point(int index, Scale scale) {
        return rounded(x(index), 1) + " " + rounded(scale.place(values[index]), 1);
    }

    private double x(int index) {
        return values.length < 2 ? 0 : (double) index * WIDTH / (values.length - 1);
    }

    /** For the script, which moves the cursor: {@code 41,,182.5}. */
    public String data() {
        return Arrays.stream(values)
                .mapToObj(value -> Double.isNaN(value) ? "" : rounded(value, 2))
                .collect(Collectors.joining(","));
    }

    private static String rounded(double value, int places) {
        return BigDecimal.valueOf(value)
                .setScale(places, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
