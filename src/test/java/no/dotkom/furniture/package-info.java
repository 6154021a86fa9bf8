/**
 * The rooms ui and identity by themselves, with a room of the tests' own in place of all others. Outside of the portal's
 * root package, so that the portal itself never finds it.
 */
@NullMarked
package no.dotkom.furniture;

import org.jspecify.annotations.NullMarked;
