/** What the watch asks of the outside. */
@NullMarked
@NamedInterface("port")
package no.dotkom.portal.watch.port;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
