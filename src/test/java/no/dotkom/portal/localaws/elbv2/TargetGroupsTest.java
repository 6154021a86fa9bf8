package no.dotkom.portal.localaws.elbv2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.*;

/** The contract of target groups, their targets and their health. */
class TargetGroupsTest {
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
    void madeAgainWithTheSameSettingsAGroupIsSimplyReturned() {
        // Given
        var first = create("hello", g -> g.tags(t -> t.key("owner").value("a")));
        // When
        var again = create("hello", g -> g.tags(t -> t.key("owner").value("b")));
        // Then
        assertThat(again).isEqualTo(first);
        assertThat(tags(first.targetGroupArn()))
                .containsExactly(Tag.builder().key("owner").value("a").build());
    }

    @Test
    void withOtherSettingsItsNameIsTaken() {
        // Given
        create("hello", g -> {});
        // Then
        refused(
                DuplicateTargetGroupNameException.class,
                "DuplicateTargetGroupName",
                () -> create("hello", g -> g.healthCheckPath("/x")));
        refused(
                DuplicateTargetGroupNameException.class,
                "DuplicateTargetGroupName",
                () -> create("hello", g -> g.port(81)));
        refused(
                DuplicateTargetGroupNameException.class,
                "DuplicateTargetGroupName",
                () -> create("hello", g -> g.vpcId("vpc-2")));
    }

    @Test
    void afterAHealthCheckWasModifiedTheOldSettingsAreOtherSettings() {
        // Given
        var group = create("hello", g -> {});
        // When
        elb.modifyTargetGroup(r ->
                r.targetGroupArn(group.targetGroupArn()).healthCheckPath("/x").matcher(m -> m.httpCode("200-399")));
        // Then
        refused(DuplicateTargetGroupNameException.class, "DuplicateTargetGroupName", () -> create("hello", g -> {}));
        assertThat(create("hello", g -> g.healthCheckPath("/x").matcher(m -> m.httpCode("200-399")))
                        .targetGroupArn())
                .isEqualTo(group.targetGroupArn());
    }

    @Test
    void awssDefaultsAreFilledIn() {
        // When
        var group = create("hello", g -> {});
        // Then
        assertThat(group.healthCheckPath()).isEqualTo("/");
        assertThat(group.healthCheckPort()).isEqualTo("traffic-port");
        assertThat(group.healthCheckIntervalSeconds()).isEqualTo(30);
        assertThat(group.healthyThresholdCount()).isEqualTo(5);
        assertThat(group.unhealthyThresholdCount()).isEqualTo(2);
        assertThat(group.matcher().httpCode()).isEqualTo("200");
        assertThat(group.targetType()).isEqualTo(TargetTypeEnum.INSTANCE);
        assertThat(group.loadBalancerArns()).isEmpty();
    }

    @Test
    void badNamesAndSettingsAreRefused() {
        invalid("cannot be longer than '32'", () -> create("a".repeat(33), g -> {}));
        invalid("alphanumeric", () -> create("a_b", g -> {}));
        invalid("begin or end", () -> create("-a", g -> {}));
        invalid("begin or end", () -> create("a-", g -> {}));
        invalid(
                "smaller than the interval",
                () -> create("a", g -> g.healthCheckIntervalSeconds(10).healthCheckTimeoutSeconds(10)));
        invalid(
                "healthCheckIntervalSeconds",
                () -> create("a", g -> g.healthCheckIntervalSeconds(4).healthCheckTimeoutSeconds(2)));
        invalid("unhealthyThresholdCount", () -> create("a", g -> g.unhealthyThresholdCount(11)));
        invalid("200-499", () -> create("a", g -> g.matcher(m -> m.httpCode("200-599"))));
        invalid("must start with '/'", () -> create("a", g -> g.healthCheckPath("health")));
        invalid("port", () -> create("a", g -> g.port(0)));
        invalid("VPC ID", () -> elb.createTargetGroup(r -> r.name("a").port(80).protocol("HTTP")));
        create("a".repeat(32), g -> {});
    }

    @Test
    void aGroupInUseIsNotDeletedAndAnUnknownOneIsNoError() {
        // Given
        var group = create("hello", g -> {}).targetGroupArn();
        var rule = use(group);
        // Then
        refused(
                ResourceInUseException.class,
                "ResourceInUse",
                () -> elb.deleteTargetGroup(r -> r.targetGroupArn(group)));
        elb.deleteRule(r -> r.ruleArn(rule));
        elb.deleteTargetGroup(r -> r.targetGroupArn(group));
        elb.deleteTargetGroup(r -> r.targetGroupArn(group));
        refused(
                TargetGroupNotFoundException.class,
                "TargetGroupNotFound",
                () -> elb.describeTargetGroups(r -> r.targetGroupArns(group)));
        refused(
                TargetGroupNotFoundException.class,
                "TargetGroupNotFound",
                () -> elb.describeTargetGroups(r -> r.names("hello")));
        refused(
                TargetGroupNotFoundException.class,
                "TargetGroupNotFound",
                () -> elb.describeTargetHealth(r -> r.targetGroupArn(group)));
        refused(
                TargetGroupNotFoundException.class,
                "TargetGroupNotFound",
                () -> elb.modifyTargetGroup(r -> r.targetGroupArn(group)));
    }

    @Test
    void attributesHaveDefaultsAndRanges() {
        // Given
        var group = create("hello", g -> {}).targetGroupArn();
        // When
        elb.modifyTargetGroupAttributes(r -> r.targetGroupArn(group)
                .attributes(a -> a.key("deregistration_delay.timeout_seconds").value("20")));
        // Then
        assertThat(elb.describeTargetGroupAttributes(r -> r.targetGroupArn(group))
                        .attributes())
                .contains(
                        TargetGroupAttribute.builder()
                                .key("deregistration_delay.timeout_seconds")
                                .value("20")
                                .build(),
                        TargetGroupAttribute.builder()
                                .key("load_balancing.algorithm.type")
                                .value("round_robin")
                                .build());
        invalid(
                "not valid",
                () -> elb.modifyTargetGroupAttributes(r -> r.targetGroupArn(group)
                        .attributes(a ->
                                a.key("deregistration_delay.timeout_seconds").value("3601"))));
        invalid(
                "not valid",
                () -> elb.modifyTargetGroupAttributes(r -> r.targetGroupArn(group)
                        .attributes(a -> a.key("slow_start.duration_seconds").value("29"))));
        invalid(
                "not recognized",
                () -> elb.modifyTargetGroupAttributes(r ->
                        r.targetGroupArn(group).attributes(a -> a.key("colour").value("red"))));
    }

    @Test
    void tagsAreAddedRemovedAndDescribedTwentyAtATime() {
        // Given
        var group = create("hello", g -> g.tags(t -> t.key("a").value("1"))).targetGroupArn();
        // When
        elb.addTags(r -> r.resourceArns(group).tags(t -> t.key("b").value("2")));
        elb.removeTags(r -> r.resourceArns(group).tagKeys("a"));
        // Then
        assertThat(tags(group))
                .containsExactly(Tag.builder().key("b").value("2").build());
        invalid(
                "Between 1 and 20",
                () -> elb.describeTags(r -> r.resourceArns(
                        IntStream.range(0, 21).mapToObj(n -> group).toList())));
        refused(
                DuplicateTagKeysException.class,
                "DuplicateTagKeys",
                () -> elb.addTags(r -> r.resourceArns(group).tags(t -> t.key("c"), t -> t.key("c"))));
        refused(
                TooManyTagsException.class,
                "TooManyTags",
                () -> elb.addTags(r -> r.resourceArns(group)
                        .tags(IntStream.range(0, 51)
                                .mapToObj(n ->
                                        Tag.builder().key("k" + n).value("v").build())
                                .toList())));
        refused(
                TargetGroupNotFoundException.class,
                "TargetGroupNotFound",
                () -> elb.describeTags(r -> r.resourceArns(group + "0")));
    }

    @Test
    void groupsComeInPagesAndByLoadBalancer() {
        // Given
        IntStream.range(0, 7).forEach(n -> create("g" + n, g -> {}));
        use(create("used", g -> {}).targetGroupArn());
        // When
        var all = elb.describeTargetGroupsPaginator(r -> r.pageSize(3)).stream()
                .flatMap(p -> p.targetGroups().stream())
                .toList();
        var used = elb.describeTargetGroups(
                        r -> r.loadBalancerArn(world.platform().loadBalancerArn()))
                .targetGroups();
        // Then
        assertThat(all).hasSize(6 + 8);
        assertThat(used)
                .extracting(TargetGroup::targetGroupName)
                .contains("used")
                .doesNotContain("g0");
    }

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

    private List<Tag> tags(String arn) {
        return elb.describeTags(r -> r.resourceArns(arn))
                .tagDescriptions()
                .getFirst()
                .tags();
    }

    private static void invalid(String why, ThrowingCallable call) {
        assertThatExceptionOfType(ElasticLoadBalancingV2Exception.class)
                .isThrownBy(call)
                .withMessageContaining(why)
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationError"));
    }

    private static <E extends AwsServiceException> void refused(Class<E> type, String code, ThrowingCallable call) {
        assertThatExceptionOfType(type)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }
}
