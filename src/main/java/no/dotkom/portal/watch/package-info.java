/** The picture of what runs: one shared poller, snapshots, stopped-task evidence. */
@NullMarked
@ApplicationModule(allowedDependencies = {"model", "diagnose", "apps"})
package no.dotkom.portal.watch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
