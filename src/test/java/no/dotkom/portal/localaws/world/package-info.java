/** What all modelled services share: time, identity, and the seams between them. */
@NullMarked
package no.dotkom.portal.localaws.world;

import org.jspecify.annotations.NullMarked;
