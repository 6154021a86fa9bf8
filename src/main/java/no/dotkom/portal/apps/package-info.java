/** What members want: register, change, pause, remove; owns generations, hosts and rule priorities. */
@NullMarked
@ApplicationModule(allowedDependencies = {"model", "audit", "identity", "ui", "plan"})
package no.dotkom.portal.apps;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
