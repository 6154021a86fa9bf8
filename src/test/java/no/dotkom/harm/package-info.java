/** Code that proofs load into the processes they harm. */
@NullMarked
package no.dotkom.harm;

import org.jspecify.annotations.NullMarked;
