package no.dotkom.portal.localaws.world;

/**
 * Who may act as a role, and what the role may do: ECS asks before it starts a task, IAM implements it. Every call is made
 * with the timeline's lock held, and answers as the services see IAM: what is new shows after the lag.
 */
public interface Roles {
    /** Whether something is allowed. */
    sealed interface Decision {
        record Allowed() implements Decision {}

        /** @param why the end of AWS's sentence, such as "because no identity-based policy allows the … action" */
        record Denied(String why) implements Decision {}
    }

    /** True when the role exists and lets {@code ecs-tasks.amazonaws.com} act as it. */
    boolean assumableByTasks(String role);

    /** @param role ARN or name, as in a task definition */
    Decision decide(String role, String action, String resource);
}
