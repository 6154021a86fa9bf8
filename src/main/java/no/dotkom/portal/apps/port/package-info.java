/** What the room apps asks of the outside. */
@NullMarked
@NamedInterface("port")
package no.dotkom.portal.apps.port;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
