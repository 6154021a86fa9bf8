/** Elastic Load Balancing v2: load balancers, listeners, rules and target groups, with real health checks. */
@NullMarked
package no.dotkom.portal.localaws.elbv2;

import org.jspecify.annotations.NullMarked;
