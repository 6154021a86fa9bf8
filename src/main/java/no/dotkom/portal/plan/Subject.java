package no.dotkom.portal.plan;

import java.util.List;
import java.util.Set;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.model.HostName;

/**
 * What an observation is asked about: AWS finds by name, ownership is then read from the tag.
 *
 * @param priorities the rule priorities allocated to it: a stranger on one of them is reported
 * @param hosts whose alias records are looked for, where the platform's zones do not cover them by wildcard
 * @param former environments of this name that are gone, and whose kept logs may go on here
 */
public record Subject(
        EnvironmentId environment,
        EnvironmentName name,
        String serviceName,
        String gateway,
        List<Integer> priorities,
        List<HostName> hosts,
        Set<EnvironmentId> former) {
    public Subject {
        priorities = List.copyOf(priorities);
        hosts = List.copyOf(hosts);
        former = Set.copyOf(former);
    }

    public static Subject of(Wish wish, List<HostName> hosts, Set<EnvironmentId> former) {
        var placement = wish.placement();
        return new Subject(
                wish.environment(),
                wish.name(),
                placement.serviceName(),
                placement.gateway(),
                placement.rulePriorities(),
                hosts,
                former);
    }
}
