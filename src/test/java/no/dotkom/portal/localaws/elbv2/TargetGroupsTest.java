package no.dotkom.portal.localaws.elbv2;

import static no.dotkom.portal.localaws.elbv2.Refusals.invalid;
import static no.dotkom.portal.localaws.elbv2.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

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

    private List<Tag> tags(String arn) {
        return elb.describeTags(r -> r.resourceArns(arn))
                .tagDescriptions()
                .getFirst()
                .tags();
    }
}
