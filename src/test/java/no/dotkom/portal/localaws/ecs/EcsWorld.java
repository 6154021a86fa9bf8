package no.dotkom.portal.localaws.ecs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import no.dotkom.portal.localaws.ecs.workload.Hosting;
import no.dotkom.portal.localaws.ecs.workload.VirtualHosting;
import no.dotkom.portal.localaws.elbv2.Elbv2;
import no.dotkom.portal.localaws.elbv2.Probe;
import no.dotkom.portal.localaws.world.Account;
import no.dotkom.portal.localaws.world.Lag;
import no.dotkom.portal.localaws.world.Timeline;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** A world in virtual time: ECS and load balancing as they are, the rest as small as can be. */
final class EcsWorld {
    static final String CLUSTER = "online";
    static final String GROUP = "/apps/shop-production";
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    final Timeline time = new Timeline(START);
    final Account account = Account.seeded(7);
    final Lag lag = new Lag(time);
    final Fakes.Nodes nodes = new Fakes.Nodes();
    final Fakes.Registry images = new Fakes.Registry();
    final Fakes.Logs logs = new Fakes.Logs();
    final Fakes.Metrics metrics = new Fakes.Metrics();
    final Fakes.Rights rights = new Fakes.Rights();
    final Fakes.Secrets secrets = new Fakes.Secrets();
    final Hosting hosting = new VirtualHosting(time);
    final Elbv2 elbv2 = new Elbv2(time, account, lag, nodes, Probe.atOnce(hosting), metrics);
    final Ecs ecs = new Ecs(
            new Surroundings(
                    time, account, lag, nodes, images, elbv2, logs, metrics, rights, secrets, hosting, Tempo.quick()),
            new ClusterSettings(
                    CLUSTER, "ec2", account.arn("autoscaling", "autoScalingGroup:1:autoScalingGroupName/nodes")));
    private final String listener;
    private int priorities;

    EcsWorld() {
        var balancer = elbv2.createLoadBalancer(CreateLoadBalancerRequest.builder()
                        .name("gateway")
                        .subnets("subnet-a", "subnet-b")
                        .build())
                .loadBalancers()
                .getFirst()
                .loadBalancerArn();
        listener = elbv2.createListener(CreateListenerRequest.builder()
                        .loadBalancerArn(balancer)
                        .protocol(ProtocolEnum.HTTP)
                        .port(80)
                        .defaultActions(a ->
                                a.type(ActionTypeEnum.FIXED_RESPONSE).fixedResponseConfig(f -> f.statusCode("404")))
                        .build())
                .listeners()
                .getFirst()
                .listenerArn();
    }

    void pass(Duration duration) {
        time.advance(duration);
    }

    void passSeconds(long seconds) {
        time.advance(Duration.ofSeconds(seconds));
    }

    /** Moves time second by second until it is so; fails after {@code atMost}. */
    Duration until(BooleanSupplier so, Duration atMost) {
        var begin = time.instant();
        while (!so.getAsBoolean()) {
            if (Duration.between(begin, time.instant()).compareTo(atMost) > 0) {
                throw new AssertionError("not so after %s: %s".formatted(atMost, messages("shop")));
            }
            passSeconds(1);
        }
        return Duration.between(begin, time.instant());
    }

    /** Registers {@code demo/<kind>:<tag>} with 128 MiB reserved and returns the revision's ARN. */
    String definition(String kind, String tag) {
        return definition(kind, tag, container -> {});
    }

    String definition(String kind, String tag, Consumer<ContainerDefinition.Builder> change) {
        var container = ContainerDefinition.builder()
                .name("app")
                .image("registry.example/demo/%s:%s".formatted(kind, tag))
                .cpu(128)
                .memoryReservation(128)
                .memory(256)
                .portMappings(port -> port.containerPort(8080))
                .logConfiguration(log -> log.logDriver("awslogs")
                        .options(Map.of(
                                "awslogs-group",
                                GROUP,
                                "awslogs-region",
                                "eu-north-1",
                                "awslogs-stream-prefix",
                                "app")));
        change.accept(container);
        return ecs.registerTaskDefinition(RegisterTaskDefinitionRequest.builder()
                        .family("shop-production")
                        .networkMode("bridge")
                        .containerDefinitions(container.build())
                        .build())
                .taskDefinition()
                .taskDefinitionArn();
    }

    /** A service without load balancer, rolled out with the circuit breaker. */
    CreateServiceRequest.Builder worker(String name, String definition) {
        return CreateServiceRequest.builder()
                .cluster(CLUSTER)
                .serviceName(name)
                .taskDefinition(definition)
                .desiredCount(1)
                .deploymentConfiguration(
                        d -> d.deploymentCircuitBreaker(b -> b.enable(true).rollback(true)));
    }

    CreateServiceRequest.Builder web(String name, String definition, String targetGroup) {
        return worker(name, definition)
                .healthCheckGracePeriodSeconds(20)
                .loadBalancers(
                        b -> b.targetGroupArn(targetGroup).containerName("app").containerPort(8080));
    }

    Service create(CreateServiceRequest.Builder request) {
        return ecs.createService(request.build()).service();
    }

    Service update(Consumer<UpdateServiceRequest.Builder> change) {
        var request = UpdateServiceRequest.builder().cluster(CLUSTER).service("shop");
        change.accept(request);
        return ecs.updateService(request.build()).service();
    }

    Service service(String name) {
        return ecs.describeServices(DescribeServicesRequest.builder()
                        .cluster(CLUSTER)
                        .services(name)
                        .include(ServiceField.TAGS)
                        .build())
                .services()
                .getFirst();
    }

    ServiceDeployment current(String name) {
        return ecs.describeServiceDeployments(DescribeServiceDeploymentsRequest.builder()
                        .serviceDeploymentArns(service(name).currentServiceDeployment())
                        .build())
                .serviceDeployments()
                .getFirst();
    }

    List<String> messages(String name) {
        return service(name).events().stream().map(ServiceEvent::message).toList();
    }

    List<Task> running(String name) {
        return tasks(name, DesiredStatus.RUNNING);
    }

    List<Task> stopped(String name) {
        return tasks(name, DesiredStatus.STOPPED);
    }

    private List<Task> tasks(String name, DesiredStatus status) {
        var arns = ecs.listTasks(ListTasksRequest.builder()
                        .cluster(CLUSTER)
                        .serviceName(name)
                        .desiredStatus(status)
                        .build())
                .taskArns();
        return arns.isEmpty()
                ? List.of()
                : ecs.describeTasks(DescribeTasksRequest.builder()
                                .cluster(CLUSTER)
                                .tasks(arns)
                                .build())
                        .tasks();
    }

    /** A target group that no rule names yet. */
    String targetGroup(String name) {
        return elbv2.createTargetGroup(CreateTargetGroupRequest.builder()
                        .name(name)
                        .protocol(ProtocolEnum.HTTP)
                        .port(80)
                        .vpcId("vpc-1")
                        .targetType(TargetTypeEnum.INSTANCE)
                        .healthCheckPath("/health")
                        .healthCheckIntervalSeconds(10)
                        .healthCheckTimeoutSeconds(5)
                        .healthyThresholdCount(2)
                        .unhealthyThresholdCount(3)
                        .build())
                .targetGroups()
                .getFirst()
                .targetGroupArn();
    }

    /** A target group that a rule of the listener names, with a deregistration delay of 20 s. */
    String balanced(String name) {
        var group = targetGroup(name);
        elbv2.createRule(CreateRuleRequest.builder()
                .listenerArn(listener)
                .priority(++priorities)
                .conditions(c -> c.field("host-header").hostHeaderConfig(h -> h.values(name + ".example.no")))
                .actions(a -> a.type(ActionTypeEnum.FORWARD).targetGroupArn(group))
                .build());
        elbv2.modifyTargetGroupAttributes(ModifyTargetGroupAttributesRequest.builder()
                .targetGroupArn(group)
                .attributes(a -> a.key("deregistration_delay.timeout_seconds").value("20"))
                .build());
        return group;
    }
}
