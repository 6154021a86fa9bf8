package no.dotkom.portal.plan;

import no.dotkom.portal.model.Arn;

/**
 * One load balancer with the listener our rules go to.
 *
 * @param id short and stable; environments remember it
 * @param address where the portal itself asks through it, {@code http(s)://host:port}
 * @param hostedZone the canonical zone of its DNS name, for alias records
 */
public record Gateway(String id, Arn loadBalancer, Arn listener, String dnsName, String hostedZone, String address) {}
