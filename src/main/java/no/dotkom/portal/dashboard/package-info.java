/** What members look at: status, rollouts, tasks, log tail. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "model",
            "audit",
            "identity",
            "ui",
            "ui :: stream",
            "plan",
            "diagnose",
            "apps",
            "reconcile",
            "watch"
        })
package no.dotkom.portal.dashboard;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
