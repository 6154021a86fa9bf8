package no.dotkom.portal.ui;

import java.util.List;
import java.util.Locale;

/**
 * A row of numbers as paths in a box of 112 by 24: the line, the area under it, and a mark under each place with errors.
 * A gap ({@link Double#NaN}) breaks the line.
 */
public record Sparkline(String line, String area, String errors) {
    private static final double WIDTH = 112;
    /** The line keeps this far from top and bottom, so that its stroke is not cut. */
    private static final double TOP = 3;

    private static final double BOTTOM = 23;

    /** @param errors one number a place, as many as {@code values}, or empty */
    public static Sparkline of(List<Double> values, List<Double> errors) {
        var line = path(values);
        return new Sparkline(line, area(line), marks(errors));
    }

    /** Below a line in one piece, from where it begins to where it ends. */
    private static String area(String line) {
        return line.isEmpty() || line.lastIndexOf('M') > 0
                ? ""
                : line + "V24H" + line.substring(1, line.indexOf(' ')) + "Z";
    }

    private static String path(List<Double> values) {
        var most = values.stream()
                .filter(value -> !value.isNaN())
                .mapToDouble(value -> value)
                .max()
                .orElse(0);
        var path = new StringBuilder();
        var broken = true;
        for (int i = 0; i < values.size(); i++) {
            double value = values.get(i);
            if (!Double.isNaN(value)) {
                var height = most == 0 ? 0 : value / most * (BOTTOM - TOP);
                path.append(broken ? 'M' : 'L')
                        .append(number(x(i, values)))
                        .append(' ')
                        .append(number(BOTTOM - height));
            }
            broken = Double.isNaN(value);
        }
        return path.toString();
    }

    private static String marks(List<Double> errors) {
        var most = errors.stream().mapToDouble(value -> value).max().orElse(0);
        var path = new StringBuilder();
        for (int i = 0; i < errors.size(); i++) {
            if (errors.get(i) > 0) {
                path.append('M')
                        .append(number(x(i, errors)))
                        .append(" 24V")
                        .append(number(21 - errors.get(i) / most * 13));
            }
        }
        return path.toString();
    }

    private static double x(int place, List<Double> of) {
        return of.size() < 2 ? 0 : place * WIDTH / (of.size() - 1);
    }

    private static String number(double value) {
        var text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
