package no.dotkom.portal.localaws.ecs;

import java.time.Duration;
import no.dotkom.portal.localaws.world.Targets;

/** Where traffic reaches a service's task: in its target groups from its start to its end, as long as these are there. */
final class TaskTargets {
    private final Targets targets;

    TaskTargets(Targets targets) {
        this.targets = targets;
    }

    void register(RunningTask task) {
        if (task.origin.deployment() == null || task.origin.service() == null) {
            return;
        }
        for (var balancer : task.origin.deployment().revision.described().loadBalancers()) {
            var port = hostPort(task, balancer.containerName(), balancer.containerPort());
            task.targets.add(new RunningTask.Target(balancer.targetGroupArn(), port));
            if (targets.exists(balancer.targetGroupArn())) {
                targets.register(balancer.targetGroupArn(), task.instance.node.instanceId(), port);
                task.origin.service().events.registered(balancer.targetGroupArn());
            }
        }
    }

    private static int hostPort(RunningTask task, String container, int containerPort) {
        return task.containers.stream()
                .filter(candidate -> candidate.definition.name().equals(container))
                .map(candidate -> candidate.hostPorts().get(containerPort))
                .findFirst()
                .orElseThrow();
    }

    /** @return how long the targets drain */
    Duration deregister(RunningTask task) {
        var longest = Duration.ZERO;
        for (var target : task.targets) {
            var group = target.targetGroupArn();
            if (targets.exists(group)) {
                targets.deregister(group, task.instance.node.instanceId(), target.port());
                longest = max(longest, targets.deregistrationDelay(group));
                tellDraining(task, group);
            }
        }
        return longest;
    }

    private static void tellDraining(RunningTask task, String group) {
        if (task.origin.service() != null && task.origin.deployment() != null) {
            task.origin.service().events.deregistered(group);
            task.origin.service().events.draining(task.origin.deployment().id);
        }
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
