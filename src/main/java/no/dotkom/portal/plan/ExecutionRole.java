package no.dotkom.portal.plan;

import no.dotkom.portal.model.Arn;

/**
 * The execution role of an environment that has secrets: what ECS pulls, logs and fetches them as.
 *
 * @param path below which the portal makes roles
 * @param boundary what it may not pass, whatever its policy says
 * @param policy its one inline policy, as it was put
 * @param settled false for the first moments, in which services of AWS may not see it yet
 */
public record ExecutionRole(String name, Arn arn, String path, Arn boundary, String policy, boolean settled) {
    /** What may act as it. */
    public static final String TRUST = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
            "Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

    /** The name of its inline policy. */
    public static final String POLICY = "environment";

    /** With another policy. */
    public ExecutionRole with(String newPolicy) {
        return new ExecutionRole(name, arn, path, boundary, newPolicy, settled);
    }

    /** True when {@code other} lets the same be done. */
    boolean allowsAs(ExecutionRole other) {
        return policy.equals(other.policy);
    }
}
