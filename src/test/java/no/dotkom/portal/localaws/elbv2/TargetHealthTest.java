package no.dotkom.portal.localaws.elbv2;

import static no.dotkom.portal.localaws.elbv2.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import no.dotkom.portal.localaws.Containers;
import no.dotkom.portal.localaws.LocalAws;
import no.dotkom.portal.localaws.LocalAws.Settings;
import no.dotkom.portal.localaws.wire.Clients;
import no.dotkom.portal.localaws.world.Network;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.*;

/** The contract of targets: registration, health checks, draining. */
class TargetHealthTest {
    private static final Network.Answer OK = new Network.Answer.Status(200, "");

    private final Map<Integer, Network.Answer> answers = new HashMap<>();
    private final LocalAws world = LocalAws.virtual(Settings.seeded(1)
            .containers((parts, platform, served) -> new Containers(
                    (instance, port, path, timeout) -> answers.getOrDefault(port, new Network.Answer.Refused()),
                    List.of(),
                    () -> {})));
    private final ElasticLoadBalancingV2Client elb =
            Clients.of(ElasticLoadBalancingV2Client.builder(), world.dispatch());
    private final String node = world.parts().nodes().nodes().getFirst().instanceId();

    @Test
    void aNewTargetNeedsOnePassingCheck() {
        // Given
        var group = quick("hello");
        use(group);
        answers.put(32_768, OK);
        // When
        register(group, 32_768);
        var before = health(group, 32_768);
        world.advance(Duration.ofSeconds(2));
        // Then
        assertThat(before.state()).isEqualTo(TargetHealthStateEnum.INITIAL);
        assertThat(before.reason()).isEqualTo(TargetHealthReasonEnum.ELB_REGISTRATION_IN_PROGRESS);
        assertThat(health(group, 32_768).state()).isEqualTo(TargetHealthStateEnum.HEALTHY);
        assertThat(health(group, 32_768).reason()).isNull();
    }

    @Test
    void failuresAddUpToUnhealthyWithTheReasonOfTheLast() {
        // Given
        var group = quick("hello");
        use(group);
        answers.put(1001, new Network.Answer.Status(404, ""));
        answers.put(1002, new Network.Answer.TimedOut());
        register(group, 1001, 1002, 1003);
        // When
        world.advance(Duration.ofSeconds(2));
        var first = health(group, 1001);
        world.advance(Duration.ofSeconds(30));
        // Then
        assertThat(first.reason()).isEqualTo(TargetHealthReasonEnum.ELB_INITIAL_HEALTH_CHECKING);
        assertThat(health(group, 1001).reason()).isEqualTo(TargetHealthReasonEnum.TARGET_RESPONSE_CODE_MISMATCH);
        assertThat(health(group, 1001).description()).isEqualTo("Health checks failed with these codes: [404]");
        assertThat(health(group, 1002).reason()).isEqualTo(TargetHealthReasonEnum.TARGET_TIMEOUT);
        assertThat(health(group, 1003).reason()).isEqualTo(TargetHealthReasonEnum.TARGET_FAILED_HEALTH_CHECKS);
    }

    @Test
    void recoveryNeedsTheHealthyThreshold() {
        // Given
        var group = quick("hello");
        use(group);
        register(group, 1001);
        world.advance(Duration.ofSeconds(31));
        assertThat(health(group, 1001).state()).isEqualTo(TargetHealthStateEnum.UNHEALTHY);
        // When
        answers.put(1001, OK);
        world.advance(Duration.ofSeconds(10));
        var once = health(group, 1001).state();
        world.advance(Duration.ofSeconds(10));
        // Then
        assertThat(once).isEqualTo(TargetHealthStateEnum.UNHEALTHY);
        assertThat(health(group, 1001).state()).isEqualTo(TargetHealthStateEnum.HEALTHY);
    }

    @Test
    void aHealthyTargetFallsAfterTheUnhealthyThreshold() {
        // Given
        var group = quick("hello");
        use(group);
        answers.put(1001, OK);
        register(group, 1001);
        world.advance(Duration.ofSeconds(2));
        // When
        answers.clear();
        world.advance(Duration.ofSeconds(20));
        var twice = health(group, 1001).state();
        world.advance(Duration.ofSeconds(10));
        // Then
        assertThat(twice).isEqualTo(TargetHealthStateEnum.HEALTHY);
        assertThat(health(group, 1001).state()).isEqualTo(TargetHealthStateEnum.UNHEALTHY);
    }

    @Test
    void aGroupWithoutARuleIsUnusedUntilItGetsOne() {
        // Given
        var group = quick("hello");
        answers.put(1001, OK);
        register(group, 1001);
        world.advance(Duration.ofMinutes(1));
        assertThat(health(group, 1001).reason()).isEqualTo(TargetHealthReasonEnum.TARGET_NOT_IN_USE);
        // When
        use(group);
        var at = health(group, 1001).state();
        world.advance(Duration.ofSeconds(2));
        // Then
        assertThat(at).isEqualTo(TargetHealthStateEnum.INITIAL);
        assertThat(health(group, 1001).state()).isEqualTo(TargetHealthStateEnum.HEALTHY);
    }

    @Test
    void aDeregisteredTargetDrainsForTheDelay() {
        // Given
        var group = quick("hello");
        use(group);
        elb.modifyTargetGroupAttributes(r -> r.targetGroupArn(group)
                .attributes(a -> a.key("deregistration_delay.timeout_seconds").value("20")));
        answers.put(1001, OK);
        register(group, 1001);
        world.advance(Duration.ofSeconds(2));
        // When
        elb.deregisterTargets(
                r -> r.targetGroupArn(group).targets(t -> t.id(node).port(1001)));
        // Then
        assertThat(health(group, 1001).reason()).isEqualTo(TargetHealthReasonEnum.TARGET_DEREGISTRATION_IN_PROGRESS);
        world.advance(Duration.ofSeconds(19));
        assertThat(health(group, 1001).state()).isEqualTo(TargetHealthStateEnum.DRAINING);
        world.advance(Duration.ofSeconds(2));
        assertThat(health(group, 1001).reason()).isEqualTo(TargetHealthReasonEnum.TARGET_NOT_REGISTERED);
        assertThat(elb.describeTargetHealth(r -> r.targetGroupArn(group)).targetHealthDescriptions())
                .isEmpty();
    }

    @Test
    void aTargetOnALostNodeIsInAnInvalidState() {
        // Given
        var group = quick("hello");
        use(group);
        answers.put(1001, OK);
        register(group, 1001);
        world.advance(Duration.ofSeconds(2));
        // When
        world.parts().nodes().lose(node);
        // Then
        assertThat(health(group, 1001).reason()).isEqualTo(TargetHealthReasonEnum.TARGET_INVALID_STATE);
        refused(InvalidTargetException.class, "InvalidTarget", () -> register(group, 1002));
    }

    @Test
    void aGroupHoldsAThousandTargets() {
        // Given
        var group = quick("hello");
        // When
        elb.registerTargets(r -> r.targetGroupArn(group)
                .targets(IntStream.range(0, 1000)
                        .mapToObj(n -> TargetDescription.builder()
                                .id(node)
                                .port(30_000 + n)
                                .build())
                        .toList()));
        // Then
        refused(TooManyTargetsException.class, "TooManyTargets", () -> register(group, 40_000));
    }

    private String quick(String name) {
        return create(
                        name,
                        g -> g.healthCheckIntervalSeconds(10)
                                .healthCheckTimeoutSeconds(5)
                                .healthyThresholdCount(2)
                                .unhealthyThresholdCount(3))
                .targetGroupArn();
    }

    private TargetGroup create(String name, Consumer<CreateTargetGroupRequest.Builder> change) {
        var request = CreateTargetGroupRequest.builder()
                .name(name)
                .protocol("HTTP")
                .port(80)
                .vpcId("vpc-1");
        change.accept(request);
        return elb.createTargetGroup(request.build()).targetGroups().getFirst();
    }

    private String use(String group) {
        return elb.createRule(r -> r.listenerArn(world.platform().httpsListenerArn())
                        .priority(3000)
                        .conditions(c -> c.field("host-header").values("hello.localhost"))
                        .actions(a -> a.type("forward").targetGroupArn(group)))
                .rules()
                .getFirst()
                .ruleArn();
    }

    private void register(String group, int... ports) {
        elb.registerTargets(r -> r.targetGroupArn(group)
                .targets(IntStream.of(ports)
                        .mapToObj(port ->
                                TargetDescription.builder().id(node).port(port).build())
                        .toList()));
    }

    private TargetHealth health(String group, int port) {
        return elb.describeTargetHealth(
                        r -> r.targetGroupArn(group).targets(t -> t.id(node).port(port)))
                .targetHealthDescriptions()
                .getFirst()
                .targetHealth();
    }
}
