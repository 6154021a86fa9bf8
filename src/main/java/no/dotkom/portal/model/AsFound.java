package no.dotkom.portal.model;

/**
 * How an adopted environment was made where the portal would make it otherwise; kept until somebody takes the advice to
 * drop it. Nothing of it is set for an environment that the portal made.
 *
 * @param taskCpu CPU of the whole task, a hard cap; empty for none
 * @param taskMemory memory of the whole task in MiB; empty for none
 * @param taskRole ARN of the role that the application's own calls use; empty for none
 * @param executionRole ARN of the role that pulls and logs; empty for the platform's
 * @param launchType started by launch type EC2, past every capacity provider
 * @param withoutBreaker no circuit breaker ends a rollout that fails
 * @param blockingLogs a slow log holds the application up (awslogs without {@code mode})
 * @param rebalancing {@code ENABLED} or {@code DISABLED}; empty for the portal's choice
 * @param minimumHealthyPercent and {@code maximumPercent}; both 0 for the portal's choice
 * @param retentionDays of the log group, 0 for the platform's, {@link #FOR_EVER} for lines that never expire
 */
public record AsFound(
        String taskCpu,
        String taskMemory,
        String taskRole,
        String executionRole,
        boolean launchType,
        boolean withoutBreaker,
        boolean blockingLogs,
        String rebalancing,
        int minimumHealthyPercent,
        int maximumPercent,
        int retentionDays) {
    /** No line of the log group expires. */
    public static final int FOR_EVER = -1;

    public static final AsFound NOTHING = new AsFound("", "", "", "", false, false, false, "", 0, 0, 0);

    /** The same service on a revision that was registered elsewhere. @param usualRole the platform's, which is not kept */
    public AsFound on(AsFound revision, Arn usualRole) {
        return new AsFound(
                revision.taskCpu,
                revision.taskMemory,
                revision.taskRole,
                revision.executionRole.equals(usualRole.value()) ? "" : revision.executionRole,
                launchType,
                withoutBreaker,
                revision.blockingLogs,
                rebalancing,
                minimumHealthyPercent,
                maximumPercent,
                retentionDays);
    }

    /** True when {@code other} would run in the same container: then no new revision is needed. */
    public boolean sameContainer(AsFound other) {
        return taskCpu.equals(other.taskCpu)
                && taskMemory.equals(other.taskMemory)
                && taskRole.equals(other.taskRole)
                && executionRole.equals(other.executionRole)
                && blockingLogs == other.blockingLogs;
    }
}
