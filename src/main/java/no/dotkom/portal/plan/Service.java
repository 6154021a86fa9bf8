package no.dotkom.portal.plan;

import no.dotkom.portal.model.Generation;

/**
 * The ECS service of an environment, as far as we decide it.
 *
 * @param name the environment's full name, with a suffix when made again while the old one drains
 * @param revision the generation tag of the task-definition revision it runs
 * @param count tasks wanted; 0 while paused
 * @param capacityProvider that places its tasks; empty where it is started by launch type
 * @param minimumHealthyPercent of the count that stays up in a rollout
 * @param maximumPercent of the count that may run in a rollout
 * @param graceSeconds health checks are ignored this long after a start; 0 for a worker
 * @param rebalancing true for two tasks or more with room above 100 % (aws-facts §2)
 * @param breaker true when a rollout that fails ends by itself
 * @param container and {@code port}: where the target group's traffic goes; port 0 for a worker
 */
public record Service(
        String name,
        Generation revision,
        int count,
        String capacityProvider,
        int minimumHealthyPercent,
        int maximumPercent,
        int graceSeconds,
        boolean rebalancing,
        boolean breaker,
        String container,
        int port) {
    /** The {@code revision} of a service that runs one we did not register. */
    public static final Generation STRANGE = new Generation(Long.MAX_VALUE);
}
