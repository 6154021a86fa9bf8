package no.dotkom.portal.localaws.ecs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.dotkom.portal.localaws.ecs.Placement.Decision;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/**
 * Brings the tasks of a service in line with what is asked of it, one look at a time: never below the minimum of healthy
 * tasks of its own will, never above the maximum, the old ones only after the new ones are healthy.
 */
final class Scheduler {
    private final Surroundings world;
    private final Tasks tasks;
    private final Instances instances;
    private final TaskLife life;
    private final HealthWatch health;
    private final Breaker breaker;
    private final Deployments deployments;
    private final StateChanges changes;
    private final TaskRoles roles;

    Scheduler(
            Surroundings world,
            Tasks tasks,
            Instances instances,
            TaskLife life,
            Deployments deployments,
            StateChanges changes) {
        this.world = world;
        this.tasks = tasks;
        this.instances = instances;
        this.life = life;
        this.deployments = deployments;
        this.changes = changes;
        this.roles = new TaskRoles(world.roles());
        this.breaker = new Breaker(world, deployments, changes);
        this.health = new HealthWatch(world, life, breaker);
    }

    /** How many tasks a service may have: percentages of the desired count, rounded as AWS does. */
    record Limits(int desired, int least, int most) {
        static Limits of(RunningService service) {
            var desired = service.settings().desiredCount();
            var configuration = service.settings().deploymentConfiguration();
            return new Limits(
                    desired,
                    Math.ceilDiv(desired * configuration.minimumHealthyPercent(), 100),
                    Math.floorDiv(desired * configuration.maximumPercent(), 100));
        }
    }

    void look(RunningService service) {
        if (service.inactive()) {
            return;
        }
        health.look(service);
        breaker.look(service);
        if (service.draining()) {
            drain(service);
        } else {
            roll(service);
        }
        service.dropFinishedDeployments();
    }

    private void drain(RunningService service) {
        stop(service, service.alive());
        if (service.tasks.stream().allMatch(RunningTask::stopped)) {
            service.deactivate();
            service.serviceDeployments.forEach(deployment ->
                    deployment.stop("The service was deleted.", world.time().instant()));
        }
    }

    private void roll(RunningService service) {
        if (service.current().rollbackRequested()) {
            deployments.stopByUser(service);
        } else if (service.current().pending()) {
            service.current().begin(world.time().instant());
        }
        var limits = Limits.of(service);
        stopSurplus(service, limits);
        var placed = launch(service, limits);
        stopLeaving(service, limits, placed);
        settle(service, limits);
    }

    /** Tasks of the primary deployment where they may stay. */
    private static List<RunningTask> fresh(RunningService service) {
        return service.alive().stream()
                .filter(task -> task.origin.deployment() == service.primary() && task.instance.active())
                .toList();
    }

    /** Tasks of other deployments, and those on draining nodes. */
    private static List<RunningTask> leaving(RunningService service) {
        var fresh = fresh(service);
        return service.alive().stream().filter(task -> !fresh.contains(task)).toList();
    }

    private void stopSurplus(RunningService service, Limits limits) {
        var fresh = fresh(service);
        var surplus = fresh.size() - limits.desired();
        if (surplus > 0) {
            var order = Comparator.<RunningTask, Boolean>comparing(task -> task.healthy)
                    .thenComparing(task -> -sharingZone(fresh, task))
                    .thenComparing(task -> -fresh.indexOf(task));
            stop(service, fresh.stream().sorted(order).limit(surplus).toList());
        }
    }

    private static int sharingZone(List<RunningTask> tasks, RunningTask task) {
        return (int) tasks.stream()
                .filter(other -> other.instance.node.zone().equals(task.instance.node.zone()))
                .count();
    }

    /** @return false when tasks are missing and there is no place for any */
    private boolean launch(RunningService service, Limits limits) {
        var missing = limits.desired() - fresh(service).size();
        if (missing <= 0 || !service.primary().mayLaunch(world.time().instant())) {
            return true;
        }
        var roleProblem = roles.problem(service.primary().revision.definition());
        if (roleProblem.isPresent()) {
            service.events.failedToLaunch(roleProblem.get());
            return true;
        }
        var room = limits.most() - service.alive().size();
        var launched = new ArrayList<RunningTask>();
        var nowhere = Optional.<Decision.Nowhere>empty();
        for (int i = 0; i < Math.min(missing, room) && nowhere.isEmpty(); i++) {
            switch (place(service)) {
                case Decision.Placed placed -> launched.add(tasks.launch(service, placed.on()));
                case Decision.Nowhere none -> nowhere = Optional.of(none);
            }
        }
        tellStarted(service, launched);
        nowhere.ifPresent(none -> tellNowhere(service, none));
        return !launched.isEmpty();
    }

    private static void tellStarted(RunningService service, List<RunningTask> launched) {
        if (!launched.isEmpty()) {
            service.events.started(launched, Math.min(launched.size(), service.takeReplaced()));
        }
    }

    private Decision place(RunningService service) {
        return Placement.choose(
                Need.of(service.primary().revision.definition()),
                instances.all(),
                service.alive(),
                service.settings().placementConstraints(),
                service.settings().placementStrategy());
    }

    private void tellNowhere(RunningService service, Decision.Nowhere nowhere) {
        if (service.events.unableToPlace(nowhere.sentence())) {
            changes.action(service, "ERROR", "SERVICE_TASK_PLACEMENT_FAILURE", Map.of("reason", nowhere.code()));
        }
    }

    /** Below the desired count only when nothing could be launched and the minimum allows it. */
    private void stopLeaving(RunningService service, Limits limits, boolean launchable) {
        if (service.primary().failed()) {
            return;
        }
        var floor = launchable ? Math.max(limits.least(), limits.desired()) : limits.least();
        var healthy = service.alive().stream().filter(task -> task.healthy).count();
        var stopping = new ArrayList<RunningTask>();
        for (var task : leaving(service)) {
            if (!task.healthy) {
                stopping.add(task);
            } else if (healthy - 1 >= floor) {
                stopping.add(task);
                healthy--;
            }
        }
        if (stopping.isEmpty() && !launchable) {
            tellStuck(service, limits);
        }
        stop(service, stopping);
    }

    /** Nothing moves, nothing is on its way, and only the percentages stand in the way. */
    private static void tellStuck(RunningService service, Limits limits) {
        var full = service.alive().size() >= limits.most();
        var waiting = service.tasks.stream().anyMatch(task -> !task.wanted() && !task.stopped() || task.pending());
        if (full && !waiting && fresh(service).stream().allMatch(task -> task.healthy)) {
            service.events.stuckByConfiguration();
        }
    }

    private void stop(RunningService service, List<RunningTask> stopping) {
        if (!stopping.isEmpty()) {
            service.events.stopped(stopping);
            var reason = "Scaling activity initiated by (deployment %s)".formatted(service.primary().id);
            stopping.forEach(task -> life.stop(task, TaskStopCode.SERVICE_SCHEDULER_INITIATED, reason));
        }
    }

    private void settle(RunningService service, Limits limits) {
        var healthy = fresh(service).stream().filter(task -> task.healthy).count();
        var others = service.tasks.stream()
                .anyMatch(task -> !task.stopped() && task.origin.deployment() != service.primary());
        var there = healthy >= limits.desired() && !others && leaving(service).isEmpty();
        if (there && service.primary().inProgress()) {
            deployments.complete(service);
        }
        var moving = service.tasks.stream().anyMatch(task -> !task.wanted() && !task.stopped());
        if (there && service.primary().completed() && !moving && service.events.steady()) {
            changes.action(service, "INFO", "SERVICE_STEADY_STATE", Map.of());
        }
    }
}
