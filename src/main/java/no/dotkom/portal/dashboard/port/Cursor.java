package no.dotkom.portal.dashboard.port;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a line stands in its log: by its time, then by the id of its event, which is the same whoever reads it and
 * however often.
 *
 * @param at milliseconds since 1970
 * @param id of the event; empty for a moment, which stands before all lines of its millisecond
 */
public record Cursor(long at, String id) implements Comparable<Cursor> {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,14})\\.([0-9A-Za-z]{0,80})");

    public static Cursor at(Instant moment) {
        return new Cursor(Math.max(0, moment.toEpochMilli()), "");
    }

    /** As {@link #text} wrote it; comes from browsers, so it is checked. */
    public static Optional<Cursor> parse(String text) {
        var parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new Cursor(Long.parseLong(parts.group(1)), parts.group(2)))
                : Optional.empty();
    }

    public String text() {
        return at + "." + id;
    }

    public Instant time() {
        return Instant.ofEpochMilli(at);
    }

    @Override
    public int compareTo(Cursor other) {
        var byTime = Long.compare(at, other.at);
        return byTime == 0 ? id.compareTo(other.id) : byTime;
    }

    /** True when it is no line's. */
    public boolean isMoment() {
        return id.isEmpty();
    }

    public boolean isAfter(Cursor other) {
        return compareTo(other) > 0;
    }

    public boolean isBefore(Cursor other) {
        return compareTo(other) < 0;
    }
}
