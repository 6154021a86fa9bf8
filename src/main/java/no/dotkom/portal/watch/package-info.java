/** The picture of what runs: one shared poller, snapshots, stopped-task evidence. */
@NullMarked
@ApplicationModule(allowedDependencies = {"model", "diagnose", "plan", "apps", "apps :: port"})
package no.dotkom.portal.watch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
