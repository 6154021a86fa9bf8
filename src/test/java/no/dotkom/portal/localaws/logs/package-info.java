/** CloudWatch Logs: groups, streams and events. */
@NullMarked
package no.dotkom.portal.localaws.logs;

import org.jspecify.annotations.NullMarked;
