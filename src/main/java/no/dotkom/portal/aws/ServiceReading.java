package no.dotkom.portal.aws;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.plan.Observation;
import no.dotkom.portal.plan.Platform;
import no.dotkom.portal.plan.Rollout;
import no.dotkom.portal.plan.Service;
import no.dotkom.portal.plan.Subject;
import no.dotkom.portal.plan.TargetGroup;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.AvailabilityZoneRebalancing;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/**
 * Reads a service and how far its rollout is. The outcome is that of the service deployment of the newest revision of
 * ours, never "stable": a rolled back service is stable too (aws-facts §0.7).
 */
@Component
class ServiceReading {
    private static final Set<ServiceDeploymentStatus> UNDERWAY =
            EnumSet.of(ServiceDeploymentStatus.PENDING, ServiceDeploymentStatus.IN_PROGRESS);
    private static final Set<ServiceDeploymentStatus> TURNING_BACK = EnumSet.of(
            ServiceDeploymentStatus.STOP_REQUESTED,
            ServiceDeploymentStatus.ROLLBACK_REQUESTED,
            ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS);
    private static final Set<ServiceDeploymentStatus> FAILED = EnumSet.of(
            ServiceDeploymentStatus.STOPPED,
            ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL,
            ServiceDeploymentStatus.ROLLBACK_FAILED);
    private final EcsCalls ecs;
    private final ElbCalls elb;

    ServiceReading(EcsCalls ecs, ElbCalls elb) {
        this.ecs = ecs;
        this.elb = elb;
    }

    /** @param runs the revision the service names, or empty */
    record Read(Observation<Service> service, String runs, boolean draining, Rollout rollout) {}

    Read read(
            Optional<software.amazon.awssdk.services.ecs.model.Service> described,
            Subject subject,
            Platform platform,
            Revised revisions,
            Observation<TargetGroup> targetGroup) {
        try {
            return described
                    .map(service -> translate(service, subject, platform, revisions, targetGroup))
                    .orElseGet(() -> new Read(new Observation.Absent<>(), "", false, new Rollout.None()));
        } catch (SdkException thrown) {
            return unreadable(Said.problem(thrown));
        } catch (IllegalArgumentException strange) {
            // A status that is newer than this program: nothing is done about what is not understood.
            return unreadable(Problem.of("AWS-2").saying(String.valueOf(strange.getMessage())));
        }
    }

    private static Read unreadable(Problem why) {
        return new Read(new Observation.Unreadable<>(why), "", false, new Rollout.None());
    }

    private Read translate(
            software.amazon.awssdk.services.ecs.model.Service service,
            Subject subject,
            Platform platform,
            Revised revisions,
            Observation<TargetGroup> targetGroup) {
        var runs = service.taskDefinition();
        return switch (service.status()) {
            case "INACTIVE" -> new Read(new Observation.Absent<>(), "", false, new Rollout.None());
            case "DRAINING" -> new Read(new Observation.Absent<>(), "", true, new Rollout.None());
            case "ACTIVE" -> {
                var arn = new Arn(service.serviceArn());
                if (!Tags.ours(Tags.of(service.tags()), subject)) {
                    yield new Read(new Observation.Foreign<>(arn), "", false, new Rollout.None());
                }
                var rollout = revisions.current(runs) instanceof Observation.Present(var newest, var definition)
                        ? rollout(service, newest, platform, targetGroup)
                        : new Rollout.None();
                yield new Read(
                        new Observation.Present<>(arn, actual(service, subject, targetGroup)), runs, false, rollout);
            }
            default -> throw new IllegalArgumentException("The service is " + service.status());
        };
    }

    private Service actual(
            software.amazon.awssdk.services.ecs.model.Service service,
            Subject subject,
            Observation<TargetGroup> targetGroup) {
        var balancer = service.loadBalancers().stream().findFirst();
        var configuration = service.deploymentConfiguration();
        var definition = ecs.revision(service.taskDefinition());
        return new Service(
                service.serviceName(),
                Revisions.generation(subject, definition),
                service.desiredCount(),
                service.capacityProviderStrategy().stream()
                        .map(item -> item.capacityProvider())
                        .findFirst()
                        .orElse(""),
                configuration.minimumHealthyPercent(),
                configuration.maximumPercent(),
                balancer.isEmpty() || service.healthCheckGracePeriodSeconds() == null
                        ? 0
                        : service.healthCheckGracePeriodSeconds(),
                service.availabilityZoneRebalancing() == AvailabilityZoneRebalancing.ENABLED,
                breaks(configuration),
                balancer.map(found -> stale(found, targetGroup) ? "" : found.containerName())
                        .orElseGet(() -> definition
                                .definition()
                                .containerDefinitions()
                                .getFirst()
                                .name()),
                balancer.map(found -> found.containerPort()).orElse(0));
    }

    private static boolean breaks(DeploymentConfiguration configuration) {
        var breaker = configuration.deploymentCircuitBreaker();
        return breaker != null && Boolean.TRUE.equals(breaker.enable()) && Boolean.TRUE.equals(breaker.rollback());
    }

    /** One of the name was deleted and made again: the service still registers its tasks in what is no more. */
    private static boolean stale(LoadBalancer balancer, Observation<TargetGroup> targetGroup) {
        return targetGroup instanceof Observation.Present(var arn, var actual)
                && !arn.value().equals(balancer.targetGroupArn());
    }

    private Rollout rollout(
            software.amazon.awssdk.services.ecs.model.Service service,
            Arn newest,
            Platform platform,
            Observation<TargetGroup> targetGroup) {
        var cluster = platform.cluster().value();
        var deployment = ecs.deployments(cluster, service.serviceName()).stream()
                .filter(candidate -> ecs.revisionOf(candidate).equals(newest.value()))
                .findFirst();
        deployment
                .filter(found -> found.status() == ServiceDeploymentStatus.UNKNOWN_TO_SDK_VERSION)
                .ifPresent(found -> {
                    throw new IllegalArgumentException("The deployment is " + found.statusAsString());
                });
        if (deployment.isPresent() && FAILED.contains(deployment.get().status())) {
            return new Rollout.Failed(newest, why(deployment.get()));
        }
        if (deployment.isPresent() && TURNING_BACK.contains(deployment.get().status())) {
            return turningBack(newest, deployment.get());
        }
        var primary = service.deployments().stream()
                .filter(candidate -> candidate.status().equals("PRIMARY"))
                .findFirst();
        if (primary.isEmpty()) {
            return new Rollout.None();
        }
        var runs = new Arn(service.taskDefinition());
        if (runs.equals(newest) && primary.get().rolloutState() == DeploymentRolloutState.FAILED) {
            return new Rollout.Failed(
                    newest, Problem.of("CB-1").saying(text(primary.get().rolloutStateReason())));
        }
        var underway = deployment.filter(found -> UNDERWAY.contains(found.status()));
        if (underway.isEmpty() && converged(service, primary.get(), targetGroup)) {
            return new Rollout.Stable(runs);
        }
        return new Rollout.Rolling(
                runs, since(underway, primary.get()), placed(service, primary.get(), cluster), underway.isPresent());
    }

    private static Rollout turningBack(Arn newest, ServiceDeployment deployment) {
        var begun = deployment.rollback() == null ? null : deployment.rollback().startedAt();
        return new Rollout.TurningBack(newest, begun == null ? deployment.createdAt() : begun, why(deployment));
    }

    private static Instant since(Optional<ServiceDeployment> underway, Deployment primary) {
        return underway.map(ServiceDeployment::createdAt).orElse(primary.createdAt());
    }

    private static Problem why(ServiceDeployment deployment) {
        var rolledBack =
                deployment.rollback() == null ? "" : text(deployment.rollback().reason());
        var status = text(deployment.statusReason());
        return Problem.of("CB-1").saying(rolledBack.isBlank() ? status : rolledBack);
    }

    private static String text(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text;
    }

    private boolean converged(
            software.amazon.awssdk.services.ecs.model.Service service,
            Deployment primary,
            Observation<TargetGroup> targetGroup) {
        var counted = primary.rolloutState() != DeploymentRolloutState.IN_PROGRESS
                && service.runningCount().equals(service.desiredCount())
                && service.pendingCount() == 0;
        if (!counted || service.loadBalancers().isEmpty() || service.desiredCount() == 0) {
            return counted;
        }
        return targetGroup instanceof Observation.Present(var arn, var actual)
                && healthy(arn) >= service.desiredCount();
    }

    private long healthy(Arn targetGroup) {
        return elb.health(targetGroup.value()).stream()
                .filter(target -> target.targetHealth().state() == TargetHealthStateEnum.HEALTHY)
                .count();
    }

    /** True once any task of the primary deployment has found a node; asked of AWS only while none runs. */
    private boolean placed(
            software.amazon.awssdk.services.ecs.model.Service service, Deployment primary, String cluster) {
        var failed = primary.failedTasks() == null ? 0 : primary.failedTasks();
        if (primary.runningCount() > 0 || failed > 0) {
            return true;
        }
        return ecs.tasksOf(cluster, service.serviceName()).stream()
                .anyMatch(task -> task.taskDefinitionArn().equals(service.taskDefinition())
                        && task.containerInstanceArn() != null);
    }

    /** Rolls back whatever deployment is under way; done when there is none any more. */
    void stopUnderway(String cluster, Arn service) {
        ecs.deployments(cluster, service.value()).stream()
                .filter(deployment -> UNDERWAY.contains(deployment.status()))
                .map(ServiceDeployment::serviceDeploymentArn)
                .forEach(ecs::stopDeployment);
    }
}
