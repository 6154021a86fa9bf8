/** The log viewer: what a line says, what is searched for, what stands between lines, and the stream of new ones. */
@NullMarked
package no.dotkom.portal.dashboard.logs;

import org.jspecify.annotations.NullMarked;
