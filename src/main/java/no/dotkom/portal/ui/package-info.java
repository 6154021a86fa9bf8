/** Furniture every page shares: layout, error pages, preferences, formatting, the page stream. */
@NullMarked
@ApplicationModule(allowedDependencies = {"model", "identity"})
package no.dotkom.portal.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
