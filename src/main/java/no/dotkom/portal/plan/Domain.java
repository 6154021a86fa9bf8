package no.dotkom.portal.plan;

import no.dotkom.portal.model.HostName;
import org.jspecify.annotations.Nullable;

/**
 * A host that no certificate of the platform covers: it has one of its own, and no rule before its owner has shown that
 * they mean this environment.
 *
 * @param proof the value that a TXT record at {@link #challenge} must have; null where the zone is the platform's
 * @param zone Route 53's id of the zone that we write to; null where the records are the owner's to make
 */
public record Domain(
        HostName host, @Nullable String proof, @Nullable String zone) {
    private static final String LABEL = "_portal-challenge.";

    /** True where no proof is needed, DNS has it, or visitors reach it: then it was there before the rule was made. */
    public boolean proven(ObservedState observed) {
        return proof == null
                || observed.answers(host)
                || observed.domains() instanceof ObservedDomains.Seen seen
                        && seen.proven().contains(host);
    }

    /** The name of the TXT record. */
    public String challenge() {
        return challenge(host);
    }

    public static String challenge(HostName host) {
        return LABEL + host;
    }
}
