package no.dotkom.portal.localaws.ecs;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** Looks at the health of a service's running tasks, and stops those that fail it after the grace period. */
final class HealthWatch {
    private final Surroundings world;
    private final TaskLife life;
    private final Breaker breaker;

    HealthWatch(Surroundings world, TaskLife life, Breaker breaker) {
        this.world = world;
        this.life = life;
        this.breaker = breaker;
    }

    void look(RunningService service) {
        service.alive().stream().filter(RunningTask::running).forEach(task -> look(service, task));
    }

    private void look(RunningService service, RunningTask task) {
        task.healthy = !task.instance.isLost() && healthy(task);
        if (task.healthy) {
            becameHealthy(task);
        } else if (age(task).toSeconds() >= grace(service)) {
            stopIfFailing(service, task);
        }
    }

    private static void becameHealthy(RunningTask task) {
        if (!task.everHealthy && task.origin.deployment() != null) {
            task.origin.deployment().taskHealthy();
        }
        task.everHealthy = true;
    }

    private boolean healthy(RunningTask task) {
        if (!task.hasChecks()) {
            return age(task).compareTo(world.tempo().settle()) >= 0;
        }
        return task.targets.stream().allMatch(target -> health(task, target).state() == TargetHealthStateEnum.HEALTHY)
                && task.containers.stream()
                        .allMatch(container -> !container.hasCheck() || container.health() == HealthStatus.HEALTHY);
    }

    private TargetHealth health(RunningTask task, RunningTask.Target target) {
        return world.targets().exists(target.targetGroupArn())
                ? world.targets().health(target.targetGroupArn(), task.instance.node.instanceId(), target.port())
                : TargetHealth.builder().state(TargetHealthStateEnum.UNUSED).build();
    }

    private Duration age(RunningTask task) {
        var startedAt = task.startedAt();
        return startedAt == null
                ? Duration.ZERO
                : Duration.between(startedAt, world.time().instant());
    }

    private static int grace(RunningService service) {
        var seconds = service.settings().healthCheckGracePeriodSeconds();
        return seconds == null ? 0 : seconds;
    }

    private void stopIfFailing(RunningService service, RunningTask task) {
        var unhealthy = unhealthyTarget(task);
        if (unhealthy.isPresent()) {
            var target = unhealthy.get();
            service.events.unhealthyTarget(task, target, health(task, target).description());
            stop(
                    service,
                    task,
                    "Task failed ELB health checks in (target-group %s)".formatted(target.targetGroupArn()));
        } else if (task.health() == HealthStatus.UNHEALTHY) {
            service.events.unhealthyContainer(task);
            stop(service, task, "Task failed container health checks");
        }
    }

    private Optional<RunningTask.Target> unhealthyTarget(RunningTask task) {
        return task.targets.stream()
                .filter(target -> health(task, target).state() == TargetHealthStateEnum.UNHEALTHY)
                .findFirst();
    }

    private void stop(RunningService service, RunningTask task, String reason) {
        breaker.count(service, task);
        service.events.stopped(List.of(task));
        life.stop(task, TaskStopCode.SERVICE_SCHEDULER_INITIATED, reason);
    }
}
