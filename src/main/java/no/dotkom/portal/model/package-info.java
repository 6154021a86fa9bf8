/** Values that cannot be wrong: names, images, sizes, specs; checked once, at construction. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package no.dotkom.portal.model;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
