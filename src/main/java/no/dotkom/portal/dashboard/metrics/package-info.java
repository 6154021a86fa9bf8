/** The metrics page: which time it shows, what each chart draws and says, and what stands between the values. */
@NullMarked
package no.dotkom.portal.dashboard.metrics;

import org.jspecify.annotations.NullMarked;
