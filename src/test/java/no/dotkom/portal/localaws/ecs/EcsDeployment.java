package no.dotkom.portal.localaws.ecs;

import java.time.Instant;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;

/** A deployment of a service, {@code ecs-svc/…}: one revision and how far its tasks have come. */
final class EcsDeployment {
    final String id;
    final Revision revision;
    private final Instant createdAt;
    private Instant updatedAt;
    private DeploymentRolloutState state = DeploymentRolloutState.IN_PROGRESS;
    private String reason;
    private int failedTasks;
    private int neverRan;
    private Instant nextLaunch = Instant.MIN;

    EcsDeployment(String id, Revision revision, Instant createdAt) {
        this.id = id;
        this.revision = revision;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
        this.reason = "ECS deployment %s in progress.".formatted(id);
    }

    boolean inProgress() {
        return state == DeploymentRolloutState.IN_PROGRESS;
    }

    /** Failed without anything to go back to: ECS launches nothing for it any more. */
    boolean failed() {
        return state == DeploymentRolloutState.FAILED;
    }

    boolean completed() {
        return state == DeploymentRolloutState.COMPLETED;
    }

    String reason() {
        return reason;
    }

    void complete(Instant at) {
        become(DeploymentRolloutState.COMPLETED, "ECS deployment %s completed.".formatted(id), at);
        failedTasks = 0;
    }

    void fail(String why, Instant at) {
        become(DeploymentRolloutState.FAILED, why, at);
    }

    /** It was the last to complete, and is returned to. */
    void resume(String why, Instant at) {
        become(DeploymentRolloutState.IN_PROGRESS, why, at);
        failedTasks = 0;
        neverRan = 0;
        nextLaunch = Instant.MIN;
    }

    private void become(DeploymentRolloutState next, String why, Instant at) {
        state = next;
        reason = why;
        updatedAt = at;
    }

    /** Tasks in a row that did not become healthy. */
    int failedTasks() {
        return failedTasks;
    }

    void taskFailed(RunningTask task, Tempo tempo, Instant at) {
        failedTasks++;
        if (task.everRan()) {
            neverRan = 0;
        } else {
            neverRan++;
            nextLaunch = at.plus(tempo.pauseAfter(neverRan));
        }
    }

    void taskHealthy() {
        failedTasks = 0;
        neverRan = 0;
    }

    /** Three in a row that never ran: ECS says so. */
    boolean impaired() {
        return neverRan >= 3;
    }

    boolean mayLaunch(Instant at) {
        return !failed() && !at.isBefore(nextLaunch);
    }

    Deployment described(String status, int desired, int pending, int running) {
        return Deployment.builder()
                .id(id)
                .status(status)
                .taskDefinition(revision.definition().taskDefinitionArn())
                .desiredCount(desired)
                .pendingCount(pending)
                .runningCount(running)
                .failedTasks(failedTasks)
                .createdAt(createdAt)
                .updatedAt(updatedAt)
                .launchType(revision.described().launchType())
                .capacityProviderStrategy(revision.described().capacityProviderStrategy())
                .rolloutState(state)
                .rolloutStateReason(reason)
                .build();
    }
}
