package no.dotkom.portal.dashboard.domains;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import no.dotkom.portal.dashboard.Rights;
import no.dotkom.portal.dashboard.Situation;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.model.Reach;
import no.dotkom.portal.model.Redirect;
import no.dotkom.portal.plan.ObservedDomains;
import no.dotkom.portal.reconcile.DomainState;
import org.jspecify.annotations.Nullable;

/**
 * The domains page of an environment.
 *
 * @param domains those that are served, then those that lead on; none for a worker
 * @param reach who can reach it, or null for a worker
 * @param egress the addresses from which the platform's own applications come
 */
public record DomainsView(
        Situation now,
        List<Situation> tabs,
        List<Domain> domains,
        @Nullable Reach reach,
        String egress,
        Rights may) {
    /**
     * One domain.
     *
     * @param href where it is visited
     * @param redirect where it leads visitors, or null where the app answers
     * @param zone the platform's zone that it is in, or null
     * @param ours the portal writes the records of that zone
     * @param wildcard a record of that zone covers it already
     * @param certificate the name on the certificate that covers it, or null when it is served without
     * @param own how far its own certificate is, or null where the platform's covers it or the loop has not come by
     * @param proof what its TXT record must say, or null where none is needed
     * @param priorities numbers of the rules that send requests to the application
     * @param target what a record has to point to
     * @param finding what DNS said, or null before it was asked
     * @param problem what is missing or wrong, or null
     */
    public record Domain(
            HostName host,
            String href,
            @Nullable Redirect redirect,
            @Nullable String zone,
            boolean ours,
            boolean wildcard,
            @Nullable String certificate,
            @Nullable DomainState own,
            @Nullable String proof,
            List<Integer> priorities,
            String target,
            @Nullable Finding finding,
            @Nullable Problem problem) {
        /** Somebody has a record to make first; nothing is wrong. */
        private static final Set<String> WAITING = Set.of("PROOF-1", "CERT-1");

        /** Of its sign: healthy, unhealthy, pending, or unknown. */
        public String state() {
            if (problem != null && !waiting()) {
                return "unhealthy";
            }
            if (finding == null || waiting()) {
                return "pending";
            }
            return finding.verdict() == Finding.Verdict.UNKNOWN ? "unknown" : "healthy";
        }

        /** The last part of the key of its sign. */
        public String word() {
            return waiting() ? "waiting" : state();
        }

        private boolean waiting() {
            return problem != null && WAITING.contains(problem.code());
        }

        /** A record for a zone that is kept elsewhere, as zone files have it. */
        public String record() {
            return host + (apex() ? ". ALIAS " : ". CNAME ") + target + ".";
        }

        /** The TXT record, as zone files have it. */
        public String proofRecord() {
            return no.dotkom.portal.plan.Domain.challenge(host) + ". TXT \"" + proof + "\"";
        }

        /** The record that ACM asks for, as zone files have it; null before ACM has said. */
        public @Nullable String validation() {
            return own == null || own.recordName() == null
                    ? null
                    : own.recordName() + ". CNAME " + own.recordValue() + ".";
        }

        /** Its owner has a record to make for ACM. */
        public boolean validating() {
            var lost = problem != null && problem.code().equals("CERT-3");
            return validation() != null && own != null && !own.written() && (!own.attached() || lost);
        }

        /** The last part of the key that says how far its own certificate is. */
        public String ownState() {
            if (own == null || own.status() == null) {
                return "none";
            }
            if (own.status().equals("PENDING")) {
                return own.recordName() == null ? "untold" : own.written() ? "written" : "PENDING";
            }
            return own.attached() ? "attached" : own.status();
        }

        /** A rule leads here once its own certificate is on the load balancer (decision 0020). */
        public boolean ruleLater() {
            return waiting() && (own == null ? proof != null : !own.attached());
        }

        /** It leads nowhere, or elsewhere. */
        public boolean missing() {
            return problem != null && problem.code().startsWith("DNS-");
        }

        /**
         * True when it is the name of a zone itself, which may hold no CNAME (RFC 1034 §3.6.2). In .no and most others
         * those have two labels; where a registry sells below that the hint is missing, and nothing else.
         */
        public boolean apex() {
            return !ours && host.value().chars().filter(each -> each == '.').count() == 1;
        }

        /** There is a record to make; a wildcard of the platform's is its maintainers'. */
        public boolean copyable() {
            var leads = finding != null && finding.verdict() == Finding.Verdict.OURS;
            return !wildcard && (missing() || (!ours && !leads));
        }
    }

    public DomainsView {
        domains = List.copyOf(domains);
    }

    public String path() {
        return now.path() + "/domains";
    }

    /** Certificates on the listener beside its own; null where none of these domains has one. */
    public @Nullable Integer certificates() {
        return domains.stream()
                .map(Domain::own)
                .filter(Objects::nonNull)
                .map(DomainState::listenerCertificates)
                .findFirst()
                .orElse(null);
    }

    /** As many as it may have. */
    public int most() {
        return ObservedDomains.MOST;
    }

    /** One of them was not asked for yet. */
    public boolean unasked() {
        return domains.stream().anyMatch(domain -> domain.finding() == null);
    }

    /** One of them may be well in a moment. */
    public boolean pending() {
        return domains.stream().anyMatch(domain -> !domain.state().equals("healthy"));
    }
}
