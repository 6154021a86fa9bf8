package no.dotkom.portal.diagnose;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The named values of one sentence. What is not known is left out, and the catalogue has a phrase for it. Times are
 * put in as ISO-8601 and words of the catalogue by their key ({@code word.…}), for the reader's language is not known
 * here.
 */
final class Values {
    private static final int LONGEST = 300;
    private final Map<String, String> values = new TreeMap<>();

    Values put(String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            values.put(name, shown(value));
        }
        return this;
    }

    /** What stands in a sentence stands on one line and ends before its full stop does. */
    private static String shown(String value) {
        var plain = new StringBuilder();
        value.strip()
                .codePoints()
                .limit(LONGEST)
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .filter(c -> Character.getType(c) != Character.FORMAT && Character.getType(c) != Character.SURROGATE)
                .forEach(plain::appendCodePoint);
        var text = plain.toString().strip().replaceAll(" {2,}", " ");
        return text.endsWith(".") && !text.endsWith("..") ? text.substring(0, text.length() - 1) : text;
    }

    Values put(String name, OptionalInt value) {
        value.ifPresent(number -> values.put(name, Integer.toString(number)));
        return this;
    }

    Values put(String name, @Nullable Duration time) {
        if (time != null) {
            values.put(name, Duration.ofSeconds(Math.max(0, time.toSeconds())).toString());
        }
        return this;
    }

    Values put(String name, @Nullable Instant at) {
        if (at != null) {
            values.put(name, at.toString());
        }
        return this;
    }

    /** Another sentence of the same code, where one of its values is not known or means something else. */
    Values as(String variant, boolean when) {
        if (when) {
            values.put("as", variant);
        }
        return this;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Told and(Remedy... remedies) {
        return new Told(Map.copyOf(values), List.of(remedies));
    }

    Told and(List<Remedy> remedies) {
        return new Told(Map.copyOf(values), List.copyOf(remedies));
    }

    /** A sentence's values and what to do. */
    record Told(Map<String, String> values, List<Remedy> remedies) {}
}
