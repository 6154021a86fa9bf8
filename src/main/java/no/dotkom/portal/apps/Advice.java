package no.dotkom.portal.apps;

import java.util.Arrays;
import java.util.List;
import no.dotkom.portal.model.AsFound;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.RolloutSettings;

/**
 * What the portal would do otherwise in an environment that was adopted: kept as it was found until a member takes the
 * advice.
 */
public enum Advice {
    BREAKER,
    DRAIN,
    LAUNCH_TYPE,
    TASK_LIMITS,
    LOGS,
    PERCENT,
    REBALANCING,
    EXECUTION_ROLE,
    RETENTION;

    /** What would be better done otherwise in {@code version}. */
    public static List<Advice> on(Version version) {
        return on(version.spec(), version.asFound());
    }

    /** The same before it is a version. */
    public static List<Advice> on(EnvironmentSpec spec, AsFound found) {
        return Arrays.stream(values())
                .filter(advice -> advice.applies(spec, found))
                .toList();
    }

    private boolean applies(EnvironmentSpec spec, AsFound found) {
        return switch (this) {
            case BREAKER -> found.withoutBreaker();
            case DRAIN -> !found.equals(AsFound.NOTHING) && spec.rollout().drainSeconds() < RolloutSettings.LEAST_DRAIN;
            case LAUNCH_TYPE -> found.launchType();
            case TASK_LIMITS ->
                !found.taskCpu().isEmpty() || !found.taskMemory().isEmpty();
            case LOGS -> found.blockingLogs();
            case PERCENT -> found.maximumPercent() != 0;
            case REBALANCING -> !found.rebalancing().isEmpty();
            case EXECUTION_ROLE -> !found.executionRole().isEmpty();
            case RETENTION -> found.retentionDays() != 0;
        };
    }

    /** {@code found} without what this advice is about. */
    AsFound taken(AsFound found) {
        return new AsFound(
                this == TASK_LIMITS ? "" : found.taskCpu(),
                this == TASK_LIMITS ? "" : found.taskMemory(),
                found.taskRole(),
                this == EXECUTION_ROLE ? "" : found.executionRole(),
                this != LAUNCH_TYPE && found.launchType(),
                this != BREAKER && found.withoutBreaker(),
                this != LOGS && found.blockingLogs(),
                this == REBALANCING ? "" : found.rebalancing(),
                this == PERCENT ? 0 : found.minimumHealthyPercent(),
                this == PERCENT ? 0 : found.maximumPercent(),
                this == RETENTION ? 0 : found.retentionDays());
    }

    RolloutSettings taken(RolloutSettings rollout) {
        return this == DRAIN
                ? new RolloutSettings(
                        rollout.graceSeconds(),
                        rollout.stopTimeoutSeconds(),
                        RolloutSettings.DEFAULT.drainSeconds(),
                        rollout.shortStop())
                : rollout;
    }
}
