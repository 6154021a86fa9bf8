/** Route 53: hosted zones and their records. */
@NullMarked
package no.dotkom.portal.localaws.route53;

import org.jspecify.annotations.NullMarked;
