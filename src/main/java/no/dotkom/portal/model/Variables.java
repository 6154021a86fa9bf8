package no.dotkom.portal.model;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Plain environment variables, by name, sorted. Reserved names ({@code AWS_*}, {@code ECS_*}, {@code LD_*}: they change
 * what the agent or the loader does) may be kept, where a container was adopted with them, but not asked for. At most 100 and 16 KiB in all, for a task definition holds 64 KiB.
 */
public record Variables(SortedMap<String, String> values) {
    private static final Pattern NAME = Pattern.compile("[A-Z_][A-Z0-9_]{0,127}");
    private static final int MOST = 100;
    private static final int MOST_CHARACTERS = 16 * 1024;
    public static final Variables NONE = new Variables(new TreeMap<>());

    public Variables {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        values.keySet().forEach(name -> Check.that(isName(name), "A variable is named by A–Z, 0–9 and _: " + name));
        Check.that(values.size() <= MOST, "At most 100 variables");
        Check.that(characters(values) <= MOST_CHARACTERS, "Variables hold at most 16 KiB in all");
    }

    public static Variables of(Map<String, String> values) {
        return new Variables(new TreeMap<>(values));
    }

    /** Those of them that nobody may ask for. */
    public SortedSet<String> reserved() {
        var reserved = new TreeSet<>(values.keySet());
        reserved.removeIf(name -> !isReserved(name));
        return reserved;
    }

    /** All but those of these names. */
    public Variables without(Set<String> names) {
        var rest = new TreeMap<>(values);
        rest.keySet().removeAll(names);
        return new Variables(rest);
    }

    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    public static boolean isReserved(String name) {
        return name.startsWith("AWS_") || name.startsWith("ECS_") || name.startsWith("LD_");
    }

    private static int characters(Map<String, String> values) {
        return values.entrySet().stream()
                .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
                .sum();
    }
}
