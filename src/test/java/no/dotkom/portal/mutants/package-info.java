/** Mistakes planted in the portal on purpose, to see that somebody notices. */
@NullMarked
package no.dotkom.portal.mutants;

import org.jspecify.annotations.NullMarked;
