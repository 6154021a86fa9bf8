package no.dotkom.portal.localaws.ecs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerImage;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** Begins, completes, fails and reverts deployments: each time the deployment, its record and the events together. */
final class Deployments {
    private static final String ID_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final Surroundings world;
    private final StateChanges changes;

    Deployments(Surroundings world, StateChanges changes) {
        this.world = world;
        this.changes = changes;
    }

    /** A new deployment of the service as it is set now; an unfinished one before it is stopped. */
    void begin(RunningService service, TaskDefinition definition) {
        var sources = service.deployments.stream()
                .map(deployment -> deployment.revision)
                .toList();
        service.serviceDeployments.stream()
                .filter(before -> !before.ended())
                .forEach(before -> before.stop("The service deployment was stopped because a newer one began.", now()));
        var revision = revision(service, definition);
        service.revisions.addFirst(revision);
        var deployment = new EcsDeployment("ecs-svc/" + digits(), revision, now());
        service.begin(deployment);
        service.serviceDeployments.addFirst(new EcsServiceDeployment(
                arn("service-deployment", service, letters()), service, deployment, sources, now()));
        service.events.forgetRepeats();
        changes.deployment(service, "INFO", "SERVICE_DEPLOYMENT_IN_PROGRESS", deployment);
    }

    private Revision revision(RunningService service, TaskDefinition definition) {
        var settings = service.settings();
        var described = ServiceRevision.builder()
                .serviceRevisionArn(arn("service-revision", service, digits()))
                .serviceArn(settings.serviceArn())
                .clusterArn(settings.clusterArn())
                .taskDefinition(definition.taskDefinitionArn())
                .capacityProviderStrategy(settings.capacityProviderStrategy())
                .launchType(settings.launchType())
                .loadBalancers(settings.loadBalancers())
                .serviceRegistries(List.of())
                .containerImages(definition.containerDefinitions().stream()
                        .map(this::image)
                        .toList())
                .guardDutyEnabled(false)
                .createdAt(now())
                .build();
        return new Revision(described, definition);
    }

    private ContainerImage image(ContainerDefinition container) {
        var found = world.images().find(container.image());
        return ContainerImage.builder()
                .containerName(container.name())
                .image(container.image())
                .imageDigest(found.map(image -> image.digest()).orElse(null))
                .build();
    }

    private String arn(String kind, RunningService service, String id) {
        var cluster = service.settings().clusterArn().replaceFirst("^.*/", "");
        return world.account().arn("ecs", "%s/%s/%s/%s".formatted(kind, cluster, service.name(), id));
    }

    private String digits() {
        return String.valueOf(random().nextLong(1_000_000_000_000_000_000L, Long.MAX_VALUE));
    }

    private String letters() {
        var letters = new StringBuilder();
        for (int i = 0; i < 21; i++) {
            letters.append(ID_LETTERS.charAt(random().nextInt(ID_LETTERS.length())));
        }
        return letters.toString();
    }

    private SplittableRandom random() {
        return world.account().random();
    }

    private Instant now() {
        return world.time().instant();
    }

    void complete(RunningService service) {
        var deployment = service.primary();
        deployment.complete(now());
        service.completed(deployment);
        service.current().arrived(now());
        service.events.deploymentCompleted(deployment.id);
        changes.deployment(service, "INFO", "SERVICE_DEPLOYMENT_COMPLETED", deployment);
    }

    /** The circuit breaker has tripped. */
    void fail(RunningService service, boolean rollback) {
        var failed = service.primary();
        failed.fail("ECS deployment circuit breaker: tasks failed to start.", now());
        service.events.deploymentFailed(failed.id, "tasks failed to start.");
        changes.deployment(service, "ERROR", "SERVICE_DEPLOYMENT_FAILED", failed);
        service.current().breakerTripped();
        if (rollback) {
            rollBack(
                    service,
                    "Service deployment rolled back because the circuit breaker threshold was exceeded.",
                    "ECS deployment circuit breaker: rolling back to deploymentId %s.");
        } else {
            service.current()
                    .stop("Service deployment stopped because the circuit breaker threshold was exceeded.", now());
        }
    }

    /** StopServiceDeployment has asked for it. */
    void stopByUser(RunningService service) {
        var stopped = service.primary();
        stopped.fail("ECS deployment %s was stopped by StopServiceDeployment.".formatted(stopped.id), now());
        changes.deployment(service, "ERROR", "SERVICE_DEPLOYMENT_FAILED", stopped);
        rollBack(
                service,
                "Service deployment rolled back because of a user request.",
                "ECS deployment: rolling back to deploymentId %s.");
    }

    private void rollBack(RunningService service, String why, String deploymentReason) {
        var candidate = service.lastCompleted();
        if (candidate == null) {
            service.current().rollbackFailed(why, now());
            return;
        }
        var to = service.deployments.contains(candidate) ? candidate : again(candidate);
        to.resume(deploymentReason.formatted(to.id), now());
        service.current().rollBack(why, to.revision, now());
        service.rollbackBegins(to, returned(service.settings(), to.revision));
        service.events.forgetRepeats();
        service.events.rollingBack(to.id);
        changes.deployment(service, "INFO", "SERVICE_DEPLOYMENT_IN_PROGRESS", to);
    }

    /** Its tasks are all gone, so its revision is deployed anew. */
    private EcsDeployment again(EcsDeployment gone) {
        return new EcsDeployment("ecs-svc/" + digits(), gone.revision, now());
    }

    private static Service returned(Service settings, Revision to) {
        return settings.toBuilder()
                .taskDefinition(to.definition().taskDefinitionArn())
                .loadBalancers(new ArrayList<>(to.described().loadBalancers()))
                .build();
    }
}
