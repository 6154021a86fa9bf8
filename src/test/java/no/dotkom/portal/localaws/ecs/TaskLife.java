package no.dotkom.portal.localaws.ecs;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import no.dotkom.portal.localaws.ecs.workload.Process;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/**
 * What happens to a task from its placement to its end: PROVISIONING, PENDING (the pull), ACTIVATING (targets), RUNNING,
 * DEACTIVATING (targets drain), STOPPING, DEPROVISIONING, STOPPED. Each step is due on the timeline and does nothing when
 * the task has meanwhile been stopped or its node is lost.
 */
final class TaskLife {
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

    private final Surroundings world;
    private final Consumer<RunningTask> tell;
    private final Consumer<RunningTask> forget;
    private final ContainerStart starting;
    private final SecretFetch secrets;
    private final TaskTargets targets;

    /**
     * @param tell hears of each change of a task
     * @param forget hears when a stopped task is to be described no more
     */
    TaskLife(Surroundings world, Consumer<RunningTask> tell, Consumer<RunningTask> forget) {
        this.world = world;
        this.tell = tell;
        this.forget = forget;
        this.starting = new ContainerStart(world);
        this.secrets = new SecretFetch(world);
        this.targets = new TaskTargets(world.targets());
    }

    RunningTask launch(
            String arn,
            TaskDefinition definition,
            Instance instance,
            RunningTask.Origin origin,
            Map<String, String> digests) {
        var task =
                new RunningTask(arn, definition, instance, origin, world.time().instant());
        definition
                .containerDefinitions()
                .forEach(container -> task.containers.add(new RunningContainer(
                        container,
                        containerArn(task),
                        digests.get(container.name()),
                        world.account().hex(64))));
        instance.hold(task);
        tell.accept(task);
        next(task, world.tempo().provisioning(), () -> pull(task, digests));
        return task;
    }

    private String containerArn(RunningTask task) {
        var cluster = task.arn.split("/")[1];
        return world.account()
                .arn(
                        "ecs",
                        "container/%s/%s/%s"
                                .formatted(cluster, task.id(), world.account().hex(32)));
    }

    /** Does {@code step} later, unless the task has been stopped by then. */
    private void next(RunningTask task, Duration after, Runnable step) {
        world.time().in(after, () -> {
            if (task.wanted() && task.instance.connected()) {
                step.run();
            }
        });
    }

    private void pull(RunningTask task, Map<String, String> digests) {
        task.pulling(world.time().instant());
        tell.accept(task);
        next(
                task,
                world.tempo().pull(),
                () -> secrets.fetch(task)
                        .ifPresentOrElse(problem -> failToStart(task, problem), () -> pulled(task, digests)));
    }

    private void pulled(RunningTask task, Map<String, String> digests) {
        var problem = starting.pullProblem(task, digests);
        if (problem == null) {
            task.pulled(world.time().instant());
            next(task, world.tempo().start(), () -> start(task, digests));
        } else {
            failToStart(task, problem);
        }
    }

    private void start(RunningTask task, Map<String, String> digests) {
        var problem = starting.prepare(task);
        if (problem != null) {
            failToStart(task, problem);
            return;
        }
        task.containers.forEach(container -> {
            var process =
                    starting.process(task, container, digests, (code, reason) -> exited(task, container, code, reason));
            container.started(process);
            process.run();
        });
        task.activating();
        targets.register(task);
        tell.accept(task);
        next(task, world.tempo().activating(), () -> run(task));
    }

    private void failToStart(RunningTask task, ContainerStart.Problem problem) {
        problem.container().failed(problem.text());
        failToStart(task, "Task failed to start");
    }

    private void failToStart(RunningTask task, String reason) {
        task.stop(TaskStopCode.TASK_FAILED_TO_START, reason, world.time().instant());
        tell.accept(task);
        deprovision(task);
    }

    private void run(RunningTask task) {
        task.started(world.time().instant());
        tell.accept(task);
        task.containers.stream().filter(RunningContainer::hasCheck).forEach(container -> check(task, container));
    }

    private void check(RunningTask task, RunningContainer container) {
        var check = container.definition.healthCheck();
        next(task, Duration.ofSeconds(check.interval()), () -> {
            var process = container.process();
            if (process == null || !container.running()) {
                return;
            }
            var before = task.health();
            container.checked(process.passesCheck(check.command()), !inStartPeriod(task, check.startPeriod()));
            if (task.health() != before) {
                tell.accept(task);
            }
            check(task, container);
        });
    }

    private boolean inStartPeriod(RunningTask task, @Nullable Integer seconds) {
        var startedAt = task.startedAt();
        return seconds != null && startedAt != null && world.time().instant().isBefore(startedAt.plusSeconds(seconds));
    }

    /** Stops a task in good order: out of its target groups, then SIGTERM, then SIGKILL. The first reason stands. */
    void stop(RunningTask task, TaskStopCode code, String reason) {
        if (!task.wanted()) {
            return;
        }
        task.stop(code, reason, world.time().instant());
        if (!task.instance.connected()) {
            tell.accept(task);
        } else if (task.containers.stream().noneMatch(RunningContainer::running)) {
            tell.accept(task);
            deprovision(task);
        } else {
            deactivate(task);
        }
    }

    private void deactivate(RunningTask task) {
        task.deactivating();
        tell.accept(task);
        world.time().in(targets.deregister(task), () -> terminate(task));
    }

    private void terminate(RunningTask task) {
        if (task.instance.connected() && task.lastStatus().equals("DEACTIVATING")) {
            task.stopping();
            tell.accept(task);
            running(task).forEach(container -> processOf(container).terminate(patience(container)));
        }
    }

    private static List<RunningContainer> running(RunningTask task) {
        return task.containers.stream().filter(RunningContainer::running).toList();
    }

    private static Process processOf(RunningContainer container) {
        return Objects.requireNonNull(container.process());
    }

    private static Duration patience(RunningContainer container) {
        var seconds = container.definition.stopTimeout();
        return seconds == null ? STOP_TIMEOUT : Duration.ofSeconds(seconds);
    }

    private void exited(RunningTask task, RunningContainer container, int code, @Nullable String reason) {
        if (!task.instance.connected()) {
            return;
        }
        container.exited(code, reason);
        if (task.wanted() && container.definition.essential()) {
            essentialExited(task);
        }
        if (!task.wanted() && running(task).isEmpty()) {
            deprovision(task);
        }
    }

    private void essentialExited(RunningTask task) {
        task.stop(
                TaskStopCode.ESSENTIAL_CONTAINER_EXITED,
                "Essential container in task exited",
                world.time().instant());
        task.executionStopped(world.time().instant());
        task.stopping();
        tell.accept(task);
        targets.deregister(task);
        running(task).forEach(container -> processOf(container).kill());
    }

    private void deprovision(RunningTask task) {
        if (!task.lastStatus().equals("DEPROVISIONING") && !task.stopped()) {
            task.deprovisioning(world.time().instant());
            tell.accept(task);
            world.time().in(world.tempo().stopping(), () -> finish(task));
        }
    }

    private void finish(RunningTask task) {
        if (!task.stopped()) {
            task.containers.forEach(RunningContainer::stoppedUnstarted);
            task.stopped(world.time().instant());
            task.instance.free(task);
            tell.accept(task);
            world.time().in(world.tempo().forget(), () -> forget.accept(task));
        }
    }

    /** The node fell silent: nobody answers there any more, and nobody says so. */
    void cutOff(RunningTask task) {
        running(task).forEach(container -> processOf(container).kill());
    }

    void hostGone(RunningTask task, String instanceId) {
        if (task.wanted()) {
            task.stop(
                    TaskStopCode.TERMINATION_NOTICE,
                    "Host EC2 (instance %s) terminated.".formatted(instanceId),
                    world.time().instant());
        }
        targets.deregister(task);
        finish(task);
    }
}
