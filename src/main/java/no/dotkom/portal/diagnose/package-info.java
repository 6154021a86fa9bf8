/** Evidence in, one sentence and one next action out. Pure, like {@code plan}. */
@NullMarked
@ApplicationModule(allowedDependencies = {"model"})
package no.dotkom.portal.diagnose;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
