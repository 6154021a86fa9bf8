package no.dotkom.portal.aws;

import no.dotkom.portal.apps.port.PlatformInUse;
import no.dotkom.portal.plan.Platform;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The platform in use, asked late: reading its manifest needs this room first. */
@Component
class CurrentPlatform {
    private final ObjectProvider<PlatformInUse> platforms;

    CurrentPlatform(ObjectProvider<PlatformInUse> platforms) {
        this.platforms = platforms;
    }

    Platform current() {
        return platforms.getObject().current();
    }
}
