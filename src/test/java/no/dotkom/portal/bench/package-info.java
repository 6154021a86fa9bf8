/**
 * How fast and how small the portal is, measured from outside: {@code script/bench} starts the jar as the README says
 * and asks it as its users do.
 *
 * <p>One class a {@link no.dotkom.portal.bench.Measure}, each beside the others; a new one is a class and its place in
 * {@link no.dotkom.portal.bench.Bench}'s list.
 */
@NullMarked
package no.dotkom.portal.bench;

import org.jspecify.annotations.NullMarked;
