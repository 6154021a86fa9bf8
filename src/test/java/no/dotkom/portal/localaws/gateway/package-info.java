/** The load balancer made real: a reverse proxy on a loopback port that follows the model's rules. */
@NullMarked
package no.dotkom.portal.localaws.gateway;

import org.jspecify.annotations.NullMarked;
