package no.dotkom.portal.dashboard.domains;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import no.dotkom.portal.dashboard.port.Dns;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What DNS said of a domain.
 *
 * @param found addresses, sorted
 */
public record Finding(Verdict verdict, List<String> found, Instant at) {
    /** Names below it are of the machine that asks, in every resolver that follows RFC 6761. */
    private static final String THIS_MACHINE = "localhost";

    /** Where the domain leads. */
    public enum Verdict {
        /** To the load balancer. */
        OURS,
        /** Nowhere: DNS-1. */
        NOWHERE,
        /** To something else, which may be a proxy in front of us: DNS-2. */
        ELSEWHERE,
        /** DNS did not answer, or not for the load balancer itself. */
        UNKNOWN
    }

    public Finding {
        found = List.copyOf(found);
    }

    /** Asks for the domain and for the load balancer, whose addresses change. */
    static Finding of(HostName host, String loadBalancer, Dns dns, Instant now) {
        if (host.within(THIS_MACHINE)) {
            return new Finding(Verdict.OURS, List.of(), now);
        }
        try {
            var found = dns.addresses(host.value());
            var verdict = found.isEmpty() ? Verdict.NOWHERE : compared(found, dns.addresses(loadBalancer));
            return new Finding(verdict, List.copyOf(found), now);
        } catch (Dns.Silent silent) {
            return new Finding(Verdict.UNKNOWN, List.of(), now);
        }
    }

    private static Verdict compared(SortedSet<String> found, Set<String> ours) {
        if (ours.isEmpty()) {
            return Verdict.UNKNOWN;
        }
        // One in common is enough: a balancer answers with some of its addresses at a time.
        return found.stream().anyMatch(ours::contains) ? Verdict.OURS : Verdict.ELSEWHERE;
    }

    @Nullable Problem problem(HostName host) {
        return switch (verdict) {
            case OURS, UNKNOWN -> null;
            case NOWHERE -> Problem.of("DNS-1", Map.of("domain", host.value()));
            case ELSEWHERE -> Problem.of("DNS-2", Map.of("domain", host.value(), "target", String.join(", ", found)));
        };
    }
}
