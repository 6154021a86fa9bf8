package no.dotkom.portal.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.ResourceNames;

/**
 * What was allocated to an environment under unique constraints.
 *
 * @param rulePriorities one for each rule that its hosts need, ascending
 * @param redirectPriorities one for each host that it redirects, now or in a version that it may go back to
 * @param proof what a TXT record of a domain outside the platform must say for this environment; empty where none is
 * @param names what its resources are called; the service's has a suffix when an earlier one still drains
 */
public record Placement(
        String gateway,
        List<Integer> rulePriorities,
        SortedMap<HostName, Integer> redirectPriorities,
        String proof,
        ResourceNames names) {
    public Placement {
        rulePriorities = List.copyOf(rulePriorities);
        redirectPriorities = Collections.unmodifiableSortedMap(new TreeMap<>(redirectPriorities));
    }

    /** Nothing is redirected, and nothing lies outside. */
    public Placement(String gateway, List<Integer> rulePriorities, ResourceNames names) {
        this(gateway, rulePriorities, new TreeMap<>(), "", names);
    }

    /** Every number it has, ascending. */
    public List<Integer> priorities() {
        var all = new ArrayList<>(rulePriorities);
        all.addAll(redirectPriorities.values());
        return all.stream().sorted().toList();
    }
}
