/** The domains page: where each domain of an environment leads, and what is missing. */
@NullMarked
package no.dotkom.portal.dashboard.domains;

import org.jspecify.annotations.NullMarked;
