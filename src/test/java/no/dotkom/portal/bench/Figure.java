package no.dotkom.portal.bench;

import java.util.Locale;

/**
 * One number with its unit.
 *
 * @param limit good is at most this much; {@link #NONE} where nobody set one
 */
record Figure(String name, double value, String unit, double limit) {
    static final double NONE = Double.POSITIVE_INFINITY;

    static Figure of(String name, double value, String unit) {
        return new Figure(name, value, unit, NONE);
    }

    Figure atMost(double most) {
        return new Figure(name, value, unit, most);
    }

    boolean limited() {
        return limit != NONE;
    }

    boolean good() {
        return value <= limit;
    }

    /** As a table shows it: three digits are enough, and what is too much stands out. */
    String text() {
        return good() ? number(value) : "✗ " + number(value);
    }

    static String number(double value) {
        var whole = Math.abs(value) >= 100 || value == Math.rint(value);
        return String.format(Locale.ROOT, whole ? "%.0f" : "%.1f", value);
    }
}
