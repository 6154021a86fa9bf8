/** Thousands of made-up histories of a platform, played on the real rooms in virtual time, and the laws they must keep. */
@NullMarked
package no.dotkom.portal.simulate;

import org.jspecify.annotations.NullMarked;
