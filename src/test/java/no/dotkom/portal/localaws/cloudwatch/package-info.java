/** CloudWatch: metrics by the minute. */
@NullMarked
package no.dotkom.portal.localaws.cloudwatch;

import org.jspecify.annotations.NullMarked;
