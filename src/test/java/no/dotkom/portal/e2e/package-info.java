/** Walks through the running portal in a real browser. */
@NullMarked
package no.dotkom.portal.e2e;

import org.jspecify.annotations.NullMarked;
