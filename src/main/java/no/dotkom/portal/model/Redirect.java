package no.dotkom.portal.model;

import java.util.regex.Pattern;

/**
 * A host that answers every request with 301 to another: {@code https}, and where no path is given the path and the
 * query that were asked for.
 *
 * @param from this environment's own; nothing else answers there
 * @param to any host but {@code from}, of this platform or not
 * @param path where everybody is sent, beginning with a slash; empty keeps path and query
 */
public record Redirect(HostName from, HostName to, String path) implements Comparable<Redirect> {
    /** What a redirect action of a load balancer takes without reading placeholders or escapes into it. */
    private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9/._~+@:,=-]{0,127}");

    public Redirect {
        Check.that(!from.equals(to), "A redirect leads to another host");
        Check.that(path.isEmpty() || isPath(path), "A path begins with a slash and is at most 128 characters");
    }

    /** True when a redirect may lead to {@code path}. */
    public static boolean isPath(String path) {
        return PATH.matcher(path).matches();
    }

    /** Where it leads, as one types it: {@code grades.no/now}. */
    public String target() {
        return to + path;
    }

    @Override
    public int compareTo(Redirect other) {
        return from.compareTo(other.from);
    }

    @Override
    public String toString() {
        return from + " → " + target();
    }
}
