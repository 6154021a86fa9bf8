/** The only door to all else over HTTP: implements ports, nothing else. */
@NullMarked
@ApplicationModule(allowedDependencies = {"model", "plan", "identity :: port", "apps :: port", "reconcile :: port"})
package no.dotkom.portal.outside;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
