/** Who did what, when, from where: append-only, written in the transaction of the deed. */
@NullMarked
@ApplicationModule(allowedDependencies = {"model"})
package no.dotkom.portal.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
