/** What the dashboards ask of the outside. */
@NullMarked
@NamedInterface("port")
package no.dotkom.portal.dashboard.port;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
