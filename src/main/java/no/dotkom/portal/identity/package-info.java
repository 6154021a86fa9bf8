/** Who is asking: sign-in, members, teams, roles. */
@NullMarked
@ApplicationModule(allowedDependencies = {"model", "audit"})
package no.dotkom.portal.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
