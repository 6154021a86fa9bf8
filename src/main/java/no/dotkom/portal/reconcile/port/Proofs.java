package no.dotkom.portal.reconcile.port;

import java.util.Set;

/** The public DNS, as anybody's server asks it: where owners of domains publish which environment they mean. */
public interface Proofs {
    /** Values of the TXT records of a name; none when there are none, or nobody answered: neither proves anything. */
    Set<String> texts(String name);
}
