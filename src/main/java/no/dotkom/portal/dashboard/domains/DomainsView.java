package no.dotkom.portal.dashboard.domains;

import java.util.List;
import no.dotkom.portal.dashboard.Rights;
import no.dotkom.portal.dashboard.Situation;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.model.Reach;
import no.dotkom.portal.model.Redirect;
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
     * @param wildcard a record of that zone covers it already
     * @param certificate the name on the certificate that covers it, or null when it is served without
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
            boolean wildcard,
            @Nullable String certificate,
            List<Integer> priorities,
            String target,
            @Nullable Finding finding,
            @Nullable Problem problem) {
        /** Of its sign: healthy, unhealthy, pending, or unknown. */
        public String state() {
            if (problem != null) {
                return "unhealthy";
            }
            if (finding == null) {
                return "pending";
            }
            return finding.verdict() == Finding.Verdict.UNKNOWN ? "unknown" : "healthy";
        }

        /** A record for a zone that is kept elsewhere, as zone files have it. */
        public String record() {
            return host + ". CNAME " + target + ".";
        }

        /** It leads nowhere, or elsewhere. */
        public boolean missing() {
            return problem != null && problem.code().startsWith("DNS-");
        }

        /** There is a record to make; a wildcard of the platform's is its maintainers'. */
        public boolean copyable() {
            return missing() && !wildcard;
        }
    }

    public DomainsView {
        domains = List.copyOf(domains);
    }

    public String path() {
        return now.path() + "/domains";
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
