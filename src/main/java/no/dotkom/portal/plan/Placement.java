package no.dotkom.portal.plan;

import java.util.List;
import no.dotkom.portal.model.ResourceNames;

/**
 * What was allocated to an environment under unique constraints.
 *
 * @param rulePriorities one for each rule that its hosts need, ascending
 * @param names what its resources are called; the service's has a suffix when an earlier one still drains
 */
public record Placement(String gateway, List<Integer> rulePriorities, ResourceNames names) {
    public Placement {
        rulePriorities = List.copyOf(rulePriorities);
    }
}
