package no.dotkom.portal.localaws.ecs;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.Rollback;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentRollbackMonitorsStatus;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionSummary;

/** The record of one change of a service, from PENDING to its end; a rollback is part of the change that failed. */
final class EcsServiceDeployment {
    static final String NO_CANDIDATE = "No rollback candidate was found to run the rollback.";

    final String arn;
    final EcsDeployment deployment;
    final Instant createdAt;
    private final String serviceArn;
    private final String clusterArn;
    private final List<Revision> sources;
    private final DeploymentConfiguration configuration;
    private ServiceDeploymentStatus status = ServiceDeploymentStatus.PENDING;
    private @Nullable String reason;
    private @Nullable Instant startedAt;
    private @Nullable Instant finishedAt;
    private @Nullable Instant stoppedAt;
    private Instant updatedAt;
    private @Nullable Rollback rollback;
    private boolean triggered;
    private int failures;
    private int threshold;

    EcsServiceDeployment(
            String arn, RunningService service, EcsDeployment deployment, List<Revision> sources, Instant createdAt) {
        this.arn = arn;
        this.deployment = deployment;
        this.serviceArn = service.settings().serviceArn();
        this.clusterArn = service.settings().clusterArn();
        this.configuration = service.settings().deploymentConfiguration();
        this.sources = List.copyOf(sources);
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    ServiceDeploymentStatus status() {
        return status;
    }

    boolean ended() {
        return finishedAt != null;
    }

    boolean pending() {
        return status == ServiceDeploymentStatus.PENDING;
    }

    boolean stoppable() {
        return status == ServiceDeploymentStatus.PENDING || status == ServiceDeploymentStatus.IN_PROGRESS;
    }

    boolean rollingBack() {
        return status == ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS;
    }

    boolean rollbackRequested() {
        return status == ServiceDeploymentStatus.ROLLBACK_REQUESTED;
    }

    void begin(Instant at) {
        startedAt = at;
        become(ServiceDeploymentStatus.IN_PROGRESS, null, at);
    }

    void counted(int failedTasks, int limit) {
        failures = failedTasks;
        threshold = limit;
    }

    void requestRollback(Instant at) {
        become(
                ServiceDeploymentStatus.ROLLBACK_REQUESTED,
                "Service deployment rollback was requested by the user.",
                at);
    }

    void breakerTripped() {
        triggered = true;
    }

    void rollBack(String why, Revision to, Instant at) {
        rollback = Rollback.builder()
                .reason(why)
                .startedAt(at)
                .serviceRevisionArn(to.arn())
                .build();
        become(ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS, why, at);
    }

    /** There is nothing to go back to. */
    void rollbackFailed(String why, Instant at) {
        rollback = Rollback.builder().reason(why).startedAt(at).build();
        end(ServiceDeploymentStatus.ROLLBACK_FAILED, NO_CANDIDATE, at);
    }

    /** All tasks are where they should be: the new ones, or after a rollback the old ones. */
    void arrived(Instant at) {
        if (rollingBack()) {
            end(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL, reason, at);
        } else if (!ended()) {
            end(ServiceDeploymentStatus.SUCCESSFUL, null, at);
        }
    }

    void stop(String why, Instant at) {
        if (!ended()) {
            stoppedAt = at;
            end(ServiceDeploymentStatus.STOPPED, why, at);
        }
    }

    private void end(ServiceDeploymentStatus last, @Nullable String why, Instant at) {
        finishedAt = at;
        become(last, why, at);
    }

    private void become(ServiceDeploymentStatus next, @Nullable String why, Instant at) {
        status = next;
        reason = why;
        updatedAt = at;
    }

    ServiceDeploymentBrief brief() {
        return ServiceDeploymentBrief.builder()
                .serviceDeploymentArn(arn)
                .serviceArn(serviceArn)
                .clusterArn(clusterArn)
                .createdAt(createdAt)
                .startedAt(startedAt)
                .finishedAt(finishedAt)
                .targetServiceRevisionArn(deployment.revision.arn())
                .status(status)
                .statusReason(reason)
                .build();
    }

    ServiceDeployment described(RunningService service) {
        return ServiceDeployment.builder()
                .serviceDeploymentArn(arn)
                .serviceArn(serviceArn)
                .clusterArn(clusterArn)
                .createdAt(createdAt)
                .startedAt(startedAt)
                .finishedAt(finishedAt)
                .stoppedAt(stoppedAt)
                .updatedAt(updatedAt)
                .sourceServiceRevisions(sources.stream()
                        .map(source -> summary(service, source, 0))
                        .toList())
                .targetServiceRevision(
                        summary(service, deployment.revision, service.settings().desiredCount()))
                .status(status)
                .statusReason(reason)
                .deploymentConfiguration(configuration)
                .rollback(rollback)
                .deploymentCircuitBreaker(breaker())
                .build();
    }

    private static ServiceRevisionSummary summary(RunningService service, Revision revision, int requested) {
        return ServiceRevisionSummary.builder()
                .arn(revision.arn())
                .requestedTaskCount(requested)
                .runningTaskCount(service.count(revision, RunningTask::running))
                .pendingTaskCount(service.count(revision, RunningTask::pending))
                .build();
    }

    private ServiceDeploymentCircuitBreaker breaker() {
        return ServiceDeploymentCircuitBreaker.builder()
                .status(breakerStatus())
                .failureCount(failures)
                .threshold(threshold)
                .build();
    }

    private ServiceDeploymentRollbackMonitorsStatus breakerStatus() {
        if (!Breaker.enabled(configuration)) {
            return ServiceDeploymentRollbackMonitorsStatus.DISABLED;
        }
        if (triggered) {
            return ServiceDeploymentRollbackMonitorsStatus.TRIGGERED;
        }
        return ended()
                ? ServiceDeploymentRollbackMonitorsStatus.MONITORING_COMPLETE
                : ServiceDeploymentRollbackMonitorsStatus.MONITORING;
    }
}
