package no.dotkom.portal.localaws.ecs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** One task, from its placement until ECS forgets it. What happens to it, and when, is {@link TaskLife}'s. */
final class RunningTask {
    /**
     * Where traffic reaches the task.
     *
     * @param port of the node
     */
    record Target(String targetGroupArn, int port) {}

    /** Why a task was made. */
    record Origin(
            @Nullable RunningService service, @Nullable EcsDeployment deployment, String group, String startedBy) {}

    final String arn;
    final TaskDefinition definition;
    final Need need;
    final Instance instance;
    final Origin origin;
    final List<RunningContainer> containers = new ArrayList<>();
    final List<Target> targets = new ArrayList<>();
    final Instant createdAt;
    private String lastStatus = "PROVISIONING";
    private @Nullable Instant pullStartedAt;
    private @Nullable Instant pullStoppedAt;
    private @Nullable Instant startedAt;
    private @Nullable Instant stoppingAt;
    private @Nullable Instant executionStoppedAt;
    private @Nullable Instant stoppedAt;
    private @Nullable TaskStopCode stopCode;
    private @Nullable String stoppedReason;
    private long version = 1;

    /** Passed all its health checks at the scheduler's last look, and at any. */
    boolean healthy;

    boolean everHealthy;

    /** The deployment's failure count knows of it. */
    boolean counted;

    RunningTask(String arn, TaskDefinition definition, Instance instance, Origin origin, Instant createdAt) {
        this.arn = arn;
        this.definition = definition;
        this.need = Need.of(definition);
        this.instance = instance;
        this.origin = origin;
        this.createdAt = createdAt;
    }

    String id() {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    String lastStatus() {
        return lastStatus;
    }

    /** Nobody asked it to stop. */
    boolean wanted() {
        return stopCode == null;
    }

    boolean running() {
        return lastStatus.equals("RUNNING");
    }

    boolean stopped() {
        return lastStatus.equals("STOPPED");
    }

    boolean pending() {
        return wanted() && !running();
    }

    @Nullable Instant startedAt() {
        return startedAt;
    }

    @Nullable TaskStopCode stopCode() {
        return stopCode;
    }

    boolean everRan() {
        return startedAt != null;
    }

    void pulling(Instant at) {
        pullStartedAt = at;
        become("PENDING");
    }

    void pulled(Instant at) {
        pullStoppedAt = at;
        version++;
    }

    void activating() {
        become("ACTIVATING");
    }

    void started(Instant at) {
        startedAt = at;
        become("RUNNING");
    }

    /** From here on the task only ends; the first reason stands. */
    void stop(TaskStopCode code, String reason, Instant at) {
        stopCode = code;
        stoppedReason = reason;
        stoppingAt = at;
        healthy = false;
        version++;
    }

    void deactivating() {
        become("DEACTIVATING");
    }

    void stopping() {
        become("STOPPING");
    }

    void deprovisioning(Instant at) {
        executionStoppedAt = executionStoppedAt == null ? at : executionStoppedAt;
        become("DEPROVISIONING");
    }

    void executionStopped(Instant at) {
        executionStoppedAt = at;
    }

    void stopped(Instant at) {
        stoppedAt = at;
        become("STOPPED");
    }

    private void become(String status) {
        lastStatus = status;
        version++;
    }

    HealthStatus health() {
        var checked = containers.stream().filter(RunningContainer::hasCheck).toList();
        if (checked.stream().anyMatch(container -> container.health() == HealthStatus.UNHEALTHY)) {
            return HealthStatus.UNHEALTHY;
        }
        var allPass = checked.stream().allMatch(container -> container.health() == HealthStatus.HEALTHY);
        return !checked.isEmpty() && allPass ? HealthStatus.HEALTHY : HealthStatus.UNKNOWN;
    }

    boolean hasChecks() {
        return !targets.isEmpty() || containers.stream().anyMatch(RunningContainer::hasCheck);
    }

    Task described(String clusterArn, @Nullable String capacityProvider) {
        var task = Task.builder()
                .taskArn(arn)
                .clusterArn(clusterArn)
                .taskDefinitionArn(definition.taskDefinitionArn())
                .containerInstanceArn(instance.arn)
                .availabilityZone(instance.node.zone())
                .capacityProviderName(capacityProvider)
                .launchType(LaunchType.EC2)
                .group(origin.group())
                .startedBy(origin.startedBy().isEmpty() ? null : origin.startedBy())
                .lastStatus(lastStatus)
                .desiredStatus(wanted() ? "RUNNING" : "STOPPED")
                .cpu(String.valueOf(need.cpu()))
                .memory(String.valueOf(need.memory()))
                .containers(containers.stream()
                        .map(container -> container.described(arn))
                        .toList())
                .healthStatus(health())
                .attachments(List.of())
                .attributes(List.of())
                .overrides(o -> o.containerOverrides(List.of()).inferenceAcceleratorOverrides(List.of()))
                .enableExecuteCommand(false)
                .version(version);
        return times(task)
                .stopCode(stopCode)
                .stoppedReason(stoppedReason)
                .tags(List.of())
                .build();
    }

    private Task.Builder times(Task.Builder task) {
        return (startedAt == null ? task : task.connectivity("CONNECTED").connectivityAt(createdAt))
                .createdAt(createdAt)
                .pullStartedAt(pullStartedAt)
                .pullStoppedAt(pullStoppedAt)
                .startedAt(startedAt)
                .stoppingAt(stoppingAt)
                .executionStoppedAt(executionStoppedAt)
                .stoppedAt(stoppedAt);
    }
}
