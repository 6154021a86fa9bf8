package no.dotkom.portal.dashboard.metrics;

import no.dotkom.portal.apps.Platforms;
import no.dotkom.portal.dashboard.Situation;
import no.dotkom.portal.dashboard.port.Metrics.Source;
import org.springframework.stereotype.Component;

/** Whose metrics an environment's are: the service's by its name, the target group's as it was last seen. */
@Component
class Sources {
    private final Platforms platforms;

    Sources(Platforms platforms) {
        this.platforms = platforms;
    }

    Source of(Situation now) {
        var environment = now.environment();
        var service = now.service();
        var targetGroup = service == null ? null : service.targetGroup();
        return new Source(
                environment.names().service(),
                targetGroup,
                targetGroup == null
                        ? null
                        : platforms.current().gateway(environment.gateway()).loadBalancer());
    }
}
