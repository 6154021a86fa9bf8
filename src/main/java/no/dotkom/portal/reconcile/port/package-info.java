/** What the loop asks of the outside. */
@NullMarked
@NamedInterface("port")
package no.dotkom.portal.reconcile.port;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
