/** What the room identity asks of the outside. */
@NullMarked
@NamedInterface("port")
package no.dotkom.portal.identity.port;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
