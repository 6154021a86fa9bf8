package no.dotkom.portal.plan;

import no.dotkom.portal.model.HealthCheck;

/**
 * Where the gateway finds the tasks. Protocol, port and target type never change: HTTP, 80 (ECS overrides it at each
 * registration), instance.
 *
 * @param name at most 32 characters; looked up by tag, never by a cut name
 * @param drainSeconds deregistration delay
 */
public record TargetGroup(String name, String vpc, HealthCheck health, int drainSeconds) {}
