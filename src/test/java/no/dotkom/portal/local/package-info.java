/** What stands around the portal on this machine: an identity provider, PostgreSQL. */
@NullMarked
package no.dotkom.portal.local;

import org.jspecify.annotations.NullMarked;
