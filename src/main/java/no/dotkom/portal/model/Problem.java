package no.dotkom.portal.model;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something that stands in the way: a code of ux.md §9 (or a field error's own), the values its sentence needs, and
 * what AWS or another said, which is shown only behind a click. The sentence itself is a message key,
 * {@code problem.<code>}, so that it exists in both languages.
 *
 * @param said the raw text, or empty
 */
public record Problem(String code, SortedMap<String, String> values, String said) {
    public Problem {
        Check.that(!code.isBlank(), "A problem has a code");
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    public static Problem of(String code) {
        return new Problem(code, new TreeMap<>(), "");
    }

    public static Problem of(String code, Map<String, String> values) {
        return new Problem(code, new TreeMap<>(values), "");
    }

    public Problem saying(String text) {
        return new Problem(code, values, text);
    }
}
