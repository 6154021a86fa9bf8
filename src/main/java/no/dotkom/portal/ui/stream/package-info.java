/** The page stream: who follows what, what changed, and the frames that carry it. */
@NullMarked
@NamedInterface("stream")
package no.dotkom.portal.ui.stream;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
