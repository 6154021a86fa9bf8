package no.dotkom.portal.plan;

import java.util.List;
import no.dotkom.portal.model.HostName;

/**
 * One listener rule that sends hosts to a target group; changed in place, never deleted and made again.
 *
 * @param priority unique on its listener; the lowest number wins
 * @param hosts sorted; hosts and source addresses together are at most {@value #MOST_VALUES} (condition values of a rule)
 * @param sources source CIDR blocks, sorted; empty lets everybody in
 * @param targetGroup the name of the target group it forwards to
 */
public record HostRule(int priority, List<HostName> hosts, List<String> sources, String targetGroup) {
    /** Condition values a rule holds (aws-facts §3). */
    public static final int MOST_VALUES = 5;

    /** Numbers below are Terraform's (design.md decision 9). */
    public static final int PORTALS = 2000;

    public HostRule {
        hosts = hosts.stream().sorted().toList();
        sources = sources.stream().sorted().toList();
    }
}
