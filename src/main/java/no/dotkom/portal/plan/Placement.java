package no.dotkom.portal.plan;

import java.util.List;

/**
 * What was allocated to an environment under unique constraints.
 *
 * @param rulePriorities one for each rule that its hosts need, ascending
 * @param serviceName the name of its service; has a suffix when an earlier one of that name still drains
 */
public record Placement(String gateway, List<Integer> rulePriorities, String serviceName) {
    public Placement {
        rulePriorities = List.copyOf(rulePriorities);
    }
}
