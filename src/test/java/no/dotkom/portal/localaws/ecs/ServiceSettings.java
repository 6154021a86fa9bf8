package no.dotkom.portal.localaws.ecs;

import java.util.List;
import no.dotkom.portal.localaws.world.Account;
import no.dotkom.portal.localaws.world.Timeline;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.AvailabilityZoneRebalancing;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** How the settings of a service come about: what AWS fills in at creation, and what a change changes. */
final class ServiceSettings {
    private final Clusters clusters;
    private final Account account;
    private final Timeline time;

    ServiceSettings(Clusters clusters, Account account, Timeline time) {
        this.clusters = clusters;
        this.account = account;
        this.time = time;
    }

    /** A new service as AWS fills it in, ready but for its task definition. */
    Service created(CreateServiceRequest request) {
        var balanced = !request.loadBalancers().isEmpty();
        var grace = request.healthCheckGracePeriodSeconds();
        return Service.builder()
                .serviceName(request.serviceName())
                .serviceArn(account.arn("ecs", "service/%s/%s".formatted(clusters.name(), request.serviceName())))
                .clusterArn(clusters.arn())
                .status("ACTIVE")
                .desiredCount(request.desiredCount())
                .loadBalancers(request.loadBalancers())
                .serviceRegistries(request.hasServiceRegistries() ? request.serviceRegistries() : List.of())
                .launchType(request.launchType())
                .capacityProviderStrategy(strategy(request))
                .deploymentConfiguration(filled(request.deploymentConfiguration(), defaults()))
                .placementConstraints(request.placementConstraints())
                .placementStrategy(request.placementStrategy())
                .healthCheckGracePeriodSeconds(balanced && grace == null ? Integer.valueOf(0) : grace)
                .availabilityZoneRebalancing(
                        request.availabilityZoneRebalancing() == null
                                ? AvailabilityZoneRebalancing.ENABLED
                                : request.availabilityZoneRebalancing())
                .schedulingStrategy(SchedulingStrategy.REPLICA)
                .deploymentController(controller -> controller.type(DeploymentControllerType.ECS))
                .enableECSManagedTags(Boolean.TRUE.equals(request.enableECSManagedTags()))
                .enableExecuteCommand(Boolean.TRUE.equals(request.enableExecuteCommand()))
                .propagateTags(or(request.propagateTags(), PropagateTags.NONE))
                .roleArn(balanced ? serviceLinkedRole() : null)
                .createdBy("arn:aws:iam::%s:role/portal".formatted(account.id()))
                .createdAt(time.instant())
                .build();
    }

    private List<CapacityProviderStrategyItem> strategy(CreateServiceRequest request) {
        if (request.hasCapacityProviderStrategy()
                && !request.capacityProviderStrategy().isEmpty()) {
            return request.capacityProviderStrategy().stream()
                    .map(ServiceSettings::filled)
                    .toList();
        }
        return request.launchType() == null ? List.of(clusters.strategy()) : List.of();
    }

    private static CapacityProviderStrategyItem filled(CapacityProviderStrategyItem item) {
        return item.toBuilder()
                .weight(or(item.weight(), 0))
                .base(or(item.base(), 0))
                .build();
    }

    private String serviceLinkedRole() {
        return "arn:aws:iam::%s:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS".formatted(account.id());
    }

    /** Left out is unchanged; an empty list removes. */
    Service changed(Service before, UpdateServiceRequest request) {
        var balancers = or(request.hasLoadBalancers(), request.loadBalancers(), before.loadBalancers());
        var grace = request.healthCheckGracePeriodSeconds();
        return before.toBuilder()
                .desiredCount(or(request.desiredCount(), before.desiredCount()))
                .loadBalancers(balancers)
                .healthCheckGracePeriodSeconds(
                        balancers.isEmpty() ? grace : Integer.valueOf(grace == null ? graceOf(before) : grace))
                .serviceRegistries(
                        or(request.hasServiceRegistries(), request.serviceRegistries(), before.serviceRegistries()))
                .capacityProviderStrategy(strategy(before, request))
                .launchType(request.hasCapacityProviderStrategy() ? null : before.launchTypeAsString())
                .deploymentConfiguration(filled(request.deploymentConfiguration(), before.deploymentConfiguration()))
                .placementConstraints(or(
                        request.hasPlacementConstraints(),
                        request.placementConstraints(),
                        before.placementConstraints()))
                .placementStrategy(
                        or(request.hasPlacementStrategy(), request.placementStrategy(), before.placementStrategy()))
                .availabilityZoneRebalancing(
                        or(request.availabilityZoneRebalancingAsString(), before.availabilityZoneRebalancingAsString()))
                .enableExecuteCommand(or(request.enableExecuteCommand(), before.enableExecuteCommand()))
                .enableECSManagedTags(or(request.enableECSManagedTags(), before.enableECSManagedTags()))
                .propagateTags(or(request.propagateTagsAsString(), before.propagateTagsAsString()))
                .build();
    }

    private static int graceOf(Service before) {
        return before.healthCheckGracePeriodSeconds() == null ? 0 : before.healthCheckGracePeriodSeconds();
    }

    /** The cluster's own strategy when the service's is removed. */
    private List<CapacityProviderStrategyItem> strategy(Service before, UpdateServiceRequest request) {
        if (!request.hasCapacityProviderStrategy()) {
            return before.capacityProviderStrategy();
        }
        return request.capacityProviderStrategy().isEmpty()
                ? List.of(clusters.strategy())
                : request.capacityProviderStrategy().stream()
                        .map(ServiceSettings::filled)
                        .toList();
    }

    static boolean startsDeployment(Service before, Service after, UpdateServiceRequest request) {
        return Boolean.TRUE.equals(request.forceNewDeployment())
                || !after.taskDefinition().equals(before.taskDefinition())
                || !after.loadBalancers().equals(before.loadBalancers())
                || !after.serviceRegistries().equals(before.serviceRegistries());
    }

    /** A configuration with AWS's defaults; what a change leaves out stays as it was. */
    private static DeploymentConfiguration filled(
            @Nullable DeploymentConfiguration wanted, DeploymentConfiguration before) {
        if (wanted == null) {
            return before;
        }
        return before.toBuilder()
                .maximumPercent(or(wanted.maximumPercent(), before.maximumPercent()))
                .minimumHealthyPercent(or(wanted.minimumHealthyPercent(), before.minimumHealthyPercent()))
                .deploymentCircuitBreaker(or(wanted.deploymentCircuitBreaker(), before.deploymentCircuitBreaker()))
                .alarms(or(wanted.alarms(), before.alarms()))
                .strategy(or(wanted.strategyAsString(), before.strategyAsString()))
                .bakeTimeInMinutes(or(wanted.bakeTimeInMinutes(), before.bakeTimeInMinutes()))
                .build();
    }

    private static DeploymentConfiguration defaults() {
        return DeploymentConfiguration.builder()
                .maximumPercent(200)
                .minimumHealthyPercent(100)
                .deploymentCircuitBreaker(breaker -> breaker.enable(false).rollback(false))
                .strategy(DeploymentStrategy.ROLLING)
                .bakeTimeInMinutes(0)
                .build();
    }

    private static <T> T or(@Nullable T wanted, T before) {
        return wanted == null ? before : wanted;
    }

    private static <T> List<T> or(boolean given, List<T> wanted, List<T> before) {
        return given ? wanted : before;
    }
}
