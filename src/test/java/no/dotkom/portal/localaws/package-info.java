/** AWS on this machine: one model of the AWS we use, in the SDK's own types, for tests and for the first run. */
@NullMarked
package no.dotkom.portal.localaws;

import org.jspecify.annotations.NullMarked;
