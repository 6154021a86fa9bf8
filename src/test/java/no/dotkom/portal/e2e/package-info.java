/** The whole portal in a real browser, over AWS on this machine. */
@NullMarked
package no.dotkom.portal.e2e;

import org.jspecify.annotations.NullMarked;
