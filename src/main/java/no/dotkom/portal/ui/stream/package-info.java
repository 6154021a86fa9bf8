/** The page stream: who follows what, what changed, and the frames that carry it. */
@NullMarked
package no.dotkom.portal.ui.stream;

import org.jspecify.annotations.NullMarked;
