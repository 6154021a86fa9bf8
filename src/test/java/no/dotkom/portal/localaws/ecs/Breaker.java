package no.dotkom.portal.localaws.ecs;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** The deployment circuit breaker: counts failed tasks in a row, and ends a deployment that has too many. */
final class Breaker {
    private static final int LEAST = 3;
    private static final int MOST = 200;

    private final Surroundings world;
    private final Deployments deployments;
    private final StateChanges changes;

    Breaker(Surroundings world, Deployments deployments, StateChanges changes) {
        this.world = world;
        this.deployments = deployments;
        this.changes = changes;
    }

    /** Half of the desired tasks, but at least 3 and at most 200 (aws-facts §4). */
    static int threshold(int desired) {
        return Math.clamp((desired + 1) / 2, LEAST, MOST);
    }

    static boolean enabled(DeploymentConfiguration configuration) {
        return Boolean.TRUE.equals(configuration.deploymentCircuitBreaker().enable());
    }

    void look(RunningService service) {
        service.tasks.stream().filter(Breaker::failedUncounted).forEach(task -> count(service, task));
        var primary = service.primary();
        if (primary.inProgress() && !service.current().rollingBack()) {
            var threshold = threshold(service.settings().desiredCount());
            service.current().counted(primary.failedTasks(), threshold);
            if (enabled(configuration(service)) && primary.failedTasks() >= threshold) {
                var rollback = configuration(service).deploymentCircuitBreaker().rollback();
                deployments.fail(service, Boolean.TRUE.equals(rollback));
            }
        }
    }

    private static DeploymentConfiguration configuration(RunningService service) {
        return service.settings().deploymentConfiguration();
    }

    /** Of its own accord, not stopped by the scheduler or by somebody; failed health checks are counted where found. */
    private static boolean failedUncounted(RunningTask task) {
        return !task.counted
                && (task.stopCode() == TaskStopCode.TASK_FAILED_TO_START
                        || task.stopCode() == TaskStopCode.ESSENTIAL_CONTAINER_EXITED);
    }

    void count(RunningService service, RunningTask task) {
        task.counted = true;
        service.replacing();
        var deployment = task.origin.deployment();
        if (deployment != null) {
            deployment.taskFailed(task, world.tempo(), now());
            if (deployment.impaired()) {
                service.events.unableToStart();
                changes.action(service, "WARN", "SERVICE_TASK_START_IMPAIRED", Map.of());
            }
        }
    }

    private Instant now() {
        return world.time().instant();
    }
}
