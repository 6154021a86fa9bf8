package no.dotkom.portal.aws;

import java.util.List;
import no.dotkom.portal.plan.Service;
import no.dotkom.portal.plan.Step;
import no.dotkom.portal.plan.Subject;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.AvailabilityZoneRebalancing;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.PlacementStrategy;
import software.amazon.awssdk.services.ecs.model.PlacementStrategyType;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** What is sent to make and change a service. */
final class ServiceRequests {
    private ServiceRequests() {}

    static CreateServiceRequest create(Subject subject, String cluster, Step.CreateService step, String token) {
        var want = step.want();
        var request = CreateServiceRequest.builder()
                .cluster(cluster)
                .serviceName(want.name())
                .clientToken(token)
                .taskDefinition(step.taskDefinition().value())
                .desiredCount(want.count())
                .schedulingStrategy(SchedulingStrategy.REPLICA)
                .placementStrategy(spread())
                .deploymentConfiguration(configuration(want))
                .availabilityZoneRebalancing(rebalancing(want))
                .enableECSManagedTags(true)
                .propagateTags(PropagateTags.SERVICE)
                .tags(Revisions.tags(Tags.of(subject)));
        if (want.capacityProvider().isEmpty()) {
            request.launchType(LaunchType.EC2);
        } else {
            request.capacityProviderStrategy(strategy(want));
        }
        if (step.targetGroup() != null) {
            request.loadBalancers(balancer(want, step.targetGroup().value()))
                    .healthCheckGracePeriodSeconds(want.graceSeconds());
        }
        return request.build();
    }

    /** Only what differs: an omitted field stays as it is, an empty list takes away (aws-facts §4). */
    static UpdateServiceRequest update(String cluster, Step.UpdateService step) {
        var want = step.want();
        var actual = step.actual();
        var request = UpdateServiceRequest.builder().cluster(cluster).service(want.name());
        if (!want.revision().equals(actual.revision())) {
            request.taskDefinition(step.taskDefinition().value());
        }
        if (want.count() != actual.count()) {
            request.desiredCount(want.count());
        }
        if (!configuration(want).equals(configuration(actual)) || want.rebalancing() != actual.rebalancing()) {
            request.deploymentConfiguration(configuration(want)).availabilityZoneRebalancing(rebalancing(want));
        }
        if (want.port() != actual.port() || !want.container().equals(actual.container())) {
            request.loadBalancers(balancers(
                    want, step.targetGroup() == null ? null : step.targetGroup().value()));
        }
        if (want.graceSeconds() != actual.graceSeconds() && want.port() != 0) {
            request.healthCheckGracePeriodSeconds(want.graceSeconds());
        }
        // There is no way back from a capacity provider to a launch type.
        if (!want.capacityProvider().equals(actual.capacityProvider())
                && !want.capacityProvider().isEmpty()) {
            request.capacityProviderStrategy(strategy(want)).forceNewDeployment(true);
        }
        return request.build();
    }

    private static CapacityProviderStrategyItem strategy(Service want) {
        return CapacityProviderStrategyItem.builder()
                .capacityProvider(want.capacityProvider())
                .weight(1)
                .build();
    }

    private static DeploymentConfiguration configuration(Service want) {
        return DeploymentConfiguration.builder()
                .minimumHealthyPercent(want.minimumHealthyPercent())
                .maximumPercent(want.maximumPercent())
                .deploymentCircuitBreaker(
                        breaker -> breaker.enable(want.breaker()).rollback(want.breaker()))
                .build();
    }

    private static AvailabilityZoneRebalancing rebalancing(Service want) {
        return want.rebalancing() ? AvailabilityZoneRebalancing.ENABLED : AvailabilityZoneRebalancing.DISABLED;
    }

    /** Zones first, or rebalancing is not allowed; then full nodes before empty ones (aws-facts §2). */
    private static List<PlacementStrategy> spread() {
        return List.of(
                PlacementStrategy.builder()
                        .type(PlacementStrategyType.SPREAD)
                        .field("attribute:ecs.availability-zone")
                        .build(),
                PlacementStrategy.builder()
                        .type(PlacementStrategyType.BINPACK)
                        .field("memory")
                        .build());
    }

    private static List<LoadBalancer> balancers(Service want, @Nullable String targetGroup) {
        return targetGroup == null ? List.of() : List.of(balancer(want, targetGroup));
    }

    private static LoadBalancer balancer(Service want, String targetGroup) {
        return LoadBalancer.builder()
                .targetGroupArn(targetGroup)
                .containerName(want.container())
                .containerPort(want.port())
                .build();
    }
}
