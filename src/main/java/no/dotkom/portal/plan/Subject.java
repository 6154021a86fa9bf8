package no.dotkom.portal.plan;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.ResourceNames;

/**
 * What an observation is asked about: AWS finds by name, ownership is then read from the tag.
 *
 * @param priorities the rule priorities allocated to it: a stranger on one of them is reported
 * @param hosts whose alias records are looked for, where the platform's zones do not cover them by wildcard
 * @param given revisions that were registered outside the portal and are versions here all the same
 * @param former environments of this name that are gone, and whose kept logs may go on here
 * @param secrets names of all that it ever put into Parameter Store; where there is none, nothing is asked about them
 */
public record Subject(
        EnvironmentId environment,
        EnvironmentName name,
        ResourceNames names,
        String gateway,
        List<Integer> priorities,
        List<HostName> hosts,
        Set<EnvironmentId> former,
        Map<Arn, Generation> given,
        SortedSet<String> secrets) {
    public Subject {
        priorities = List.copyOf(priorities);
        hosts = List.copyOf(hosts);
        former = Set.copyOf(former);
        given = Map.copyOf(given);
        secrets = Collections.unmodifiableSortedSet(new TreeSet<>(secrets));
    }

    /** One that never had a secret. */
    public Subject(
            EnvironmentId environment,
            EnvironmentName name,
            ResourceNames names,
            String gateway,
            List<Integer> priorities,
            List<HostName> hosts,
            Set<EnvironmentId> former,
            Map<Arn, Generation> given) {
        this(environment, name, names, gateway, priorities, hosts, former, given, new TreeSet<>());
    }

    public static Subject of(Wish wish, List<HostName> hosts, Set<EnvironmentId> former, Map<Arn, Generation> given) {
        var placement = wish.placement();
        // A database that was restored may not know those that its newest version names.
        var secrets = new TreeSet<>(wish.held().all());
        secrets.addAll(wish.spec().secrets().names());
        return new Subject(
                wish.environment(),
                wish.name(),
                placement.names(),
                placement.gateway(),
                placement.priorities(),
                hosts,
                former,
                given,
                secrets);
    }
}
