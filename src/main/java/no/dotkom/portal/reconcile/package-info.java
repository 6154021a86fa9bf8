/** The loop: claim, observe, plan, apply, record, come back. */
@NullMarked
@ApplicationModule(allowedDependencies = {"model", "audit", "plan", "diagnose", "apps", "apps :: port", "watch"})
package no.dotkom.portal.reconcile;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
