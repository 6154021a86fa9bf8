package no.dotkom.portal.localaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import no.dotkom.portal.localaws.LocalAws.Settings;
import no.dotkom.portal.localaws.wire.Clients;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** One application from nothing to nothing, with the real SDK clients, in virtual time. */
class EndToEndTest {
    private final LocalAws world = LocalAws.virtual(Settings.seeded(3));
    private final EcsClient ecs = Clients.of(EcsClient.builder(), world.dispatch());
    private final ElasticLoadBalancingV2Client elb =
            Clients.of(ElasticLoadBalancingV2Client.builder(), world.dispatch());
    private final CloudWatchLogsClient logs = Clients.of(CloudWatchLogsClient.builder(), world.dispatch());
    private final String cluster = world.platform().cluster();

    @Test
    void anApplicationIsMadeUpdatedAndRemoved() {
        // Given
        logs.createLogGroup(g -> g.logGroupName("/apps/shop-production"));
        var group = targetGroup();
        var rule = rule(group);

        // When
        create(definition("1.0.0"), group);
        until(() -> status() == ServiceDeploymentStatus.SUCCESSFUL);

        // Then
        var target = elb.describeTargetHealth(t -> t.targetGroupArn(group))
                .targetHealthDescriptions()
                .getFirst();
        assertThat(target.targetHealth().state()).isEqualTo(TargetHealthStateEnum.HEALTHY);
        assertThat(portOfTask()).isEqualTo(target.target().port());
        assertThat(logs.filterLogEvents(f -> f.logGroupName("/apps/shop-production"))
                        .events())
                .anyMatch(event -> event.message().startsWith("Listening on 0.0.0.0:8080"));

        // When
        ecs.updateService(u -> u.cluster(cluster).service("shop-production").taskDefinition(definition("1.1.0")));
        until(() -> status() == ServiceDeploymentStatus.SUCCESSFUL);

        // Then
        assertThat(elb.describeTargetHealth(t -> t.targetGroupArn(group)).targetHealthDescriptions())
                .extracting(TargetHealthDescription::target)
                .doesNotContain(target.target());

        // When
        ecs.deleteService(d -> d.cluster(cluster).service("shop-production").force(true));
        until(() -> ecs.describeServices(d -> d.cluster(cluster).services("shop-production"))
                .services()
                .getFirst()
                .status()
                .equals("INACTIVE"));
        elb.deleteRule(d -> d.ruleArn(rule));
        elb.deleteTargetGroup(d -> d.targetGroupArn(group));

        // Then
        assertThat(ecs.listTasks(l -> l.cluster(cluster)).taskArns()).isEmpty();
        assertThat(ecs.listServices(l -> l.cluster(cluster)).serviceArns()).isEmpty();
    }

    private String targetGroup() {
        return elb.createTargetGroup(t -> t.name("shop-production")
                        .protocol(ProtocolEnum.HTTP)
                        .port(80)
                        .vpcId(world.platform().vpcId())
                        .targetType(TargetTypeEnum.INSTANCE)
                        .healthCheckIntervalSeconds(10)
                        .healthCheckTimeoutSeconds(5))
                .targetGroups()
                .getFirst()
                .targetGroupArn();
    }

    private String rule(String group) {
        return elb.createRule(r -> r.listenerArn(world.platform().httpsListenerArn())
                        .priority(3000)
                        .conditions(c -> c.field("host-header").hostHeaderConfig(h -> h.values("shop.apps.example.no")))
                        .actions(a -> a.type(ActionTypeEnum.FORWARD).targetGroupArn(group)))
                .rules()
                .getFirst()
                .ruleArn();
    }

    private String definition(String tag) {
        return ecs.registerTaskDefinition(t -> t.family("shop-production")
                        .networkMode("bridge")
                        .containerDefinitions(c -> c.name("app")
                                .image("%s/demo/healthy:%s"
                                        .formatted(world.platform().registry(), tag))
                                .memoryReservation(128)
                                .memory(256)
                                .portMappings(p -> p.containerPort(8080))
                                .logConfiguration(l -> l.logDriver("awslogs")
                                        .options(Map.of(
                                                "awslogs-group", "/apps/shop-production",
                                                "awslogs-region", "eu-north-1",
                                                "awslogs-stream-prefix", "shop")))))
                .taskDefinition()
                .taskDefinitionArn();
    }

    private void create(String definition, String group) {
        ecs.createService(s -> s.cluster(cluster)
                .serviceName("shop-production")
                .taskDefinition(definition)
                .desiredCount(1)
                .healthCheckGracePeriodSeconds(60)
                .loadBalancers(b -> b.targetGroupArn(group).containerName("app").containerPort(8080))
                .deploymentConfiguration(
                        d -> d.deploymentCircuitBreaker(b -> b.enable(true).rollback(true))));
    }

    private int portOfTask() {
        var tasks = ecs.listTasks(l -> l.cluster(cluster)).taskArns();
        return ecs.describeTasks(d -> d.cluster(cluster).tasks(tasks))
                .tasks()
                .getFirst()
                .containers()
                .getFirst()
                .networkBindings()
                .getFirst()
                .hostPort();
    }

    private ServiceDeploymentStatus status() {
        return ecs.listServiceDeployments(l -> l.cluster(cluster).service("shop-production"))
                .serviceDeployments()
                .getFirst()
                .status();
    }

    private void until(BooleanSupplier so) {
        for (int seconds = 0; seconds < 600; seconds++) {
            if (so.getAsBoolean()) {
                return;
            }
            world.advance(Duration.ofSeconds(1));
        }
        throw new AssertionError("not so after ten minutes");
    }
}
