/** What reads text from outside, fed with anything (security.md S07, S12, S15, P32). */
@NullMarked
package no.dotkom.portal.fuzz;

import org.jspecify.annotations.NullMarked;
