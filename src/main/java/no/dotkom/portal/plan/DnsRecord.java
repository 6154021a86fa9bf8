package no.dotkom.portal.plan;

import java.util.List;
import java.util.function.Predicate;
import no.dotkom.portal.model.HostName;

/**
 * Alias records of hosts in a zone of ours that has no wildcard record; most environments need none.
 *
 * @param hosts sorted
 * @param target the load balancer's own DNS name, lower case
 */
public record DnsRecord(String zone, List<HostName> hosts, String target) {
    public DnsRecord {
        hosts = hosts.stream().sorted().toList();
    }

    /** The same for some of its hosts. */
    DnsRecord only(Predicate<HostName> which) {
        return new DnsRecord(zone, hosts.stream().filter(which).toList(), target);
    }
}
