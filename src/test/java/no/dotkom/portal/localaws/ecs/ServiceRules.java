package no.dotkom.portal.localaws.ecs;

import java.util.regex.Pattern;
import no.dotkom.portal.localaws.world.Targets;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.AvailabilityZoneRebalancing;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentController;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PlacementStrategy;
import software.amazon.awssdk.services.ecs.model.PlacementStrategyType;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What AWS refuses in a service, when it is made and when it is changed. */
final class ServiceRules {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,36}");
    private static final int MOST_TARGET_GROUPS = 5;

    private final Clusters clusters;
    private final Targets targets;

    ServiceRules(Clusters clusters, Targets targets) {
        this.clusters = clusters;
        this.targets = targets;
    }

    /** What can be said of the request alone. */
    static void check(CreateServiceRequest request) {
        if (request.serviceName() == null
                || !NAME.matcher(request.serviceName()).matches()) {
            throw Refused.invalid(
                    "Service name contains invalid characters. Up to 255 letters, numbers, hyphens and underscores are"
                            + " allowed.");
        }
        if (request.clientToken() != null
                && !TOKEN.matcher(request.clientToken()).matches()) {
            throw Refused.invalid("Client token must be up to 36 ASCII characters in the range of 33-126.");
        }
        if (request.desiredCount() == null) {
            throw Refused.invalid("Desired count cannot be null for a REPLICA service.");
        }
        Tags.check(request.tags());
        checkModelled(request);
    }

    private static void checkModelled(CreateServiceRequest request) {
        if (request.schedulingStrategy() == SchedulingStrategy.DAEMON) {
            throw Refused.notModelled("schedulingStrategy DAEMON");
        }
        if (request.networkConfiguration() != null) {
            throw Refused.notModelled("networkConfiguration");
        }
        if (request.serviceConnectConfiguration() != null) {
            throw Refused.notModelled("serviceConnectConfiguration");
        }
        checkModelled(request.deploymentController());
    }

    static void checkModelled(@Nullable DeploymentController controller) {
        if (controller != null && controller.type() != DeploymentControllerType.ECS) {
            throw Refused.notModelled("deploymentController " + controller.typeAsString());
        }
    }

    /** The service as it would be. */
    void check(Service service, TaskDefinition definition) {
        if (service.desiredCount() < 0) {
            throw Refused.invalid("Desired count must be greater than or equal to 0.");
        }
        if (definition.networkMode() == NetworkMode.AWSVPC) {
            throw Refused.notModelled("network mode awsvpc");
        }
        checkCapacity(service);
        checkDeployment(service.deploymentConfiguration());
        Placement.check(service.placementConstraints(), service.placementStrategy());
        checkRebalancing(service);
        checkLoadBalancers(service, definition);
    }

    private void checkCapacity(Service service) {
        if (service.launchType() != null && !service.capacityProviderStrategy().isEmpty()) {
            throw Refused.invalid(
                    "Specifying both a launch type and capacity provider strategy is not supported. Remove"
                            + " one and try again.");
        }
        service.capacityProviderStrategy().stream()
                .filter(item -> !clusters.capacityProvider().equals(item.capacityProvider()))
                .findFirst()
                .ifPresent(item -> {
                    throw Refused.invalid(
                            "The specified capacity provider '%s' was not found. Specify a valid name or ARN and try"
                                    + " again.",
                            item.capacityProvider());
                });
    }

    private static void checkDeployment(DeploymentConfiguration configuration) {
        if (configuration.strategy() != DeploymentStrategy.ROLLING) {
            throw Refused.notModelled("deployment strategy " + configuration.strategyAsString());
        }
        var least = configuration.minimumHealthyPercent();
        var most = configuration.maximumPercent();
        if (least < 0 || most < 1 || most < least) {
            throw Refused.invalid(
                    "Invalid deployment configuration. The maximumPercent must be greater than or equal to"
                            + " the minimumHealthyPercent.");
        }
        if (least == 100 && most == 100) {
            throw Refused.invalid(
                    "Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block" + " deployments.");
        }
    }

    private static void checkRebalancing(Service service) {
        if (service.availabilityZoneRebalancing() != AvailabilityZoneRebalancing.ENABLED) {
            return;
        }
        if (service.deploymentConfiguration().maximumPercent() <= 100) {
            throw Refused.invalid("AvailabilityZoneRebalancing does not support maximumPercent <= 100");
        }
        if (!service.placementStrategy().isEmpty()
                && !isZoneSpread(service.placementStrategy().getFirst())) {
            throw Refused.invalid("AvailabilityZoneRebalancing requires that the first placement strategy is to spread"
                    + " across Availability Zones");
        }
    }

    private static boolean isZoneSpread(PlacementStrategy strategy) {
        return strategy.type() == PlacementStrategyType.SPREAD
                && "attribute:ecs.availability-zone".equals(strategy.field());
    }

    private void checkLoadBalancers(Service service, TaskDefinition definition) {
        var balancers = service.loadBalancers();
        if (balancers.size() > MOST_TARGET_GROUPS) {
            throw Refused.invalid("load balancers can have at most %d items.", MOST_TARGET_GROUPS);
        }
        if (balancers.isEmpty() && service.healthCheckGracePeriodSeconds() != null) {
            throw Refused.invalid(
                    "Health check grace period is only valid for services configured to use load balancers");
        }
        balancers.forEach(balancer -> check(balancer, definition));
    }

    private void check(LoadBalancer balancer, TaskDefinition definition) {
        var group = balancer.targetGroupArn();
        if (group == null) {
            throw Refused.invalid("targetGroupArn cannot be null.");
        }
        var container = container(balancer, definition);
        if (container.portMappings().stream()
                .noneMatch(port -> port.containerPort().equals(balancer.containerPort()))) {
            throw Refused.invalid(
                    "The container %s did not have a container port %s defined.",
                    balancer.containerName(), balancer.containerPort());
        }
        if (!targets.exists(group)) {
            throw Refused.invalid("The target group with targetGroupArn %s does not exist.", group);
        }
        if (!targets.hasLoadBalancer(group)) {
            throw Refused.invalid(
                    "The target group with targetGroupArn %s does not have an associated load balancer.", group);
        }
    }

    private static ContainerDefinition container(LoadBalancer balancer, TaskDefinition definition) {
        return definition.containerDefinitions().stream()
                .filter(container -> container.name().equals(balancer.containerName()))
                .findFirst()
                .orElseThrow(() -> Refused.invalid(
                        "The container %s does not exist in the task definition.", balancer.containerName()));
    }
}
