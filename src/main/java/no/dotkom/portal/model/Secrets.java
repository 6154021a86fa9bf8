package no.dotkom.portal.model;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The environment variables of a container whose values are kept in Parameter Store: their names, sorted. Nothing in
 * the portal's own records has a value. At most {@value #MOST}.
 */
public record Secrets(SortedSet<String> names) {
    /** The agent fetches ten with each call, and a task starts no sooner. */
    public static final int MOST = 50;

    public static final Secrets NONE = new Secrets(new TreeSet<>());

    public Secrets {
        names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
        names.forEach(name ->
                Check.that(Variables.isName(name) && !Variables.isReserved(name), "No secret may be called: " + name));
        Check.that(names.size() <= MOST, "At most " + MOST + " secrets");
    }

    public static Secrets of(Collection<String> names) {
        return new Secrets(new TreeSet<>(names));
    }

    public boolean isEmpty() {
        return names.isEmpty();
    }
}
