package no.dotkom.portal.apps.port;

import no.dotkom.portal.plan.Platform;

/** The platform that the portal works on; adapters ask it for the cluster and the gateways. */
public interface PlatformInUse {
    Platform current();
}
