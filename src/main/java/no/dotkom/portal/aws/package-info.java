/** The only door to AWS: implements the ports, nothing else. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "model",
            "plan",
            "apps :: port",
            "reconcile :: port",
            "watch :: port",
            "dashboard :: port"
        })
package no.dotkom.portal.aws;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
