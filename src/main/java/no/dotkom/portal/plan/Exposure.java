package no.dotkom.portal.plan;

import java.util.Comparator;
import java.util.List;

/** How an environment is reached, as AWS resources. */
public sealed interface Exposure {
    /**
     * Through the gateway.
     *
     * @param rules in order of priority
     * @param records alias records of ours, none where wildcards cover the hosts
     * @param domains hosts with a certificate of their own; few environments have any
     */
    record Http(TargetGroup targetGroup, List<HostRule> rules, List<DnsRecord> records, List<Domain> domains)
            implements Exposure {
        public Http {
            rules = rules.stream()
                    .sorted(Comparator.comparingInt(HostRule::priority))
                    .toList();
            records = List.copyOf(records);
            domains = List.copyOf(domains);
        }
    }

    /** A worker. */
    record None() implements Exposure {}
}
