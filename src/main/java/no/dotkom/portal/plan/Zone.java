package no.dotkom.portal.plan;

import no.dotkom.portal.model.HostName;
import org.jspecify.annotations.Nullable;

/**
 * A DNS zone that applications may take hosts from.
 *
 * @param name without a trailing dot
 * @param hostedZone Route 53's id; absent where we do not write records
 * @param wildcard true when a wildcard record points all direct children to the gateway already
 * @param certificate the name on the certificate that covers them, e.g. {@code *.online.ntnu.no}
 */
public record Zone(
        String name,
        @Nullable String hostedZone,
        boolean wildcard,
        @Nullable String certificate) {
    /** True when its wildcard record leads {@code host} here already; a wildcard stands for one label. */
    public boolean leads(HostName host) {
        return wildcard && host.directlyBelow(name);
    }
}
