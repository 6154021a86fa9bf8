/** The thinking room: what should be, what is, and the steps between. No I/O, no clock, no randomness. */
@NullMarked
@ApplicationModule(allowedDependencies = {"model"})
package no.dotkom.portal.plan;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
