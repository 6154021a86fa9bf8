package no.dotkom.portal.plan;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Names of secrets that an environment has, or had, a value of in Parameter Store.
 *
 * @param removed those of them that somebody took away: they go once nothing that runs needs them
 */
public record HeldSecrets(SortedSet<String> all, SortedSet<String> removed) {
    public static final HeldSecrets NONE = new HeldSecrets(new TreeSet<>(), new TreeSet<>());

    public HeldSecrets {
        all = Collections.unmodifiableSortedSet(new TreeSet<>(all));
        removed = Collections.unmodifiableSortedSet(new TreeSet<>(removed));
    }
}
