package no.dotkom.portal.localaws.elbv2;

import static no.dotkom.portal.localaws.elbv2.Refusals.invalid;
import static no.dotkom.portal.localaws.elbv2.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import no.dotkom.portal.localaws.LocalAws;
import no.dotkom.portal.localaws.wire.Clients;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.*;

/** The contract of listeners and their rules. */
class RulesTest {
    private static final String UNKNOWN_RULE =
            "arn:aws:elasticloadbalancing:eu-north-1:123456789012:listener-rule/app/x/1/2/3";

    private final LocalAws world = LocalAws.virtual(1);
    private final ElasticLoadBalancingV2Client elb =
            Clients.of(ElasticLoadBalancingV2Client.builder(), world.dispatch());
    private final String listener = world.platform().httpsListenerArn();

    @Test
    void aRuleIsFoundAsItWasMadeWithAwssDefaultsFilledIn() {
        // Given
        var group = group("hello");
        // When
        var made = create(3000, group, "Hello.localhost", "*.hello.localhost");
        // Then
        var rule = elb.describeRules(r -> r.ruleArns(made.ruleArn())).rules().getFirst();
        assertThat(rule).isEqualTo(made);
        assertThat(rule.priority()).isEqualTo("3000");
        assertThat(rule.isDefault()).isFalse();
        assertThat(rule.conditions().getFirst().values()).containsExactly("Hello.localhost", "*.hello.localhost");
        assertThat(rule.conditions().getFirst().hostHeaderConfig().values()).hasSize(2);
        assertThat(rule.actions().getFirst().targetGroupArn()).isEqualTo(group);
        assertThat(rule.actions()
                        .getFirst()
                        .forwardConfig()
                        .targetGroups()
                        .getFirst()
                        .weight())
                .isEqualTo(1);
        assertThat(elb.describeTargetGroups(r -> r.targetGroupArns(group))
                        .targetGroups()
                        .getFirst()
                        .loadBalancerArns())
                .containsExactly(world.platform().loadBalancerArn());
    }

    @Test
    void aTakenPriorityIsRefused() {
        // Given
        var group = group("hello");
        create(3000, group, "a.localhost");
        // Then
        refused(PriorityInUseException.class, "PriorityInUse", () -> create(3000, group, "b.localhost"));
    }

    @Test
    void twoRulesMayHaveTheSameHost() {
        // Given
        var group = group("hello");
        // When
        create(3000, group, "a.localhost");
        create(3001, group, "a.localhost");
        // Then
        assertThat(elb.describeRules(r -> r.listenerArn(listener)).rules())
                .extracting(Rule::priority)
                .contains("3000", "3001");
    }

    @Test
    void aRuleIsMadeAgainWhenItIsAskedForAgain() {
        // Given
        var group = group("hello");
        // When
        var first = create(3000, group, "a.localhost");
        var second = create(3001, group, "a.localhost");
        // Then
        assertThat(first.ruleArn()).isNotEqualTo(second.ruleArn());
    }

    @Test
    void prioritiesOutsideTheirRangeAreRefused() {
        // Given
        var group = group("hello");
        // Then
        invalid("greater than or equal to 1", () -> create(0, group, "a.localhost"));
        invalid("less than or equal to 50000", () -> create(50_001, group, "a.localhost"));
        invalid(
                "must not be null",
                () -> elb.createRule(r ->
                        r.listenerArn(listener).conditions(host("a.localhost")).actions(forward(group))));
    }

    @Test
    void hostsFollowTheirGrammar() {
        // Given
        var group = group("hello");
        // Then
        for (var host :
                List.of("localhost", "a.b1", "a.localhost.", "a b.localhost", "a.localhost:80", "ø.localhost", "a.*")) {
            invalid("is not valid", () -> create(3000, group, host));
        }
        invalid("limit is '128'", () -> create(3000, group, "a".repeat(120) + ".localhost"));
        invalid("must not be empty", () -> create(3000, group, ""));
        create(3000, group, "*.localhost");
        create(3001, group, "x?y.localhost");
    }

    @Test
    void aRuleHasAtMostFiveValuesAndSixWildcards() {
        // Given
        var group = group("hello");
        // Then
        create(3000, group, "a.no", "b.no", "c.no", "d.no", "e.no");
        invalid("'5' condition values", () -> create(3001, group, "a.no", "b.no", "c.no", "d.no", "e.no", "f.no"));
        invalid("'6' condition wildcards", () -> create(3001, group, "*.a.no", "*.b.no", "*.*.no", "*?*.no"));
        invalid(
                "only one 'host-header'",
                () -> elb.createRule(r -> r.listenerArn(listener)
                        .priority(3001)
                        .conditions(host("a.no"), host("b.no"))
                        .actions(forward(group))));
    }

    @Test
    void conditionsAndActionsMustMakeSense() {
        // Given
        var group = group("hello");
        // Then
        invalid(
                "condition must be specified",
                () -> elb.createRule(r -> r.listenerArn(listener)
                        .priority(1)
                        .conditions(List.of())
                        .actions(forward(group))));
        invalid(
                "must be one of",
                () -> elb.createRule(r -> r.listenerArn(listener)
                        .priority(1)
                        .conditions(c -> c.field("colour").values("red"))
                        .actions(forward(group))));
        invalid(
                "action must be specified",
                () -> elb.createRule(r -> r.listenerArn(listener)
                        .priority(1)
                        .conditions(host("a.no"))
                        .actions(List.of())));
        invalid(
                "source-ip value",
                () -> elb.createRule(r -> r.listenerArn(listener)
                        .priority(1)
                        .conditions(c -> c.field("source-ip").sourceIpConfig(s -> s.values("127.0.0.2")))
                        .actions(forward(group))));
        refused(
                TooManyActionsException.class,
                "TooManyActions",
                () -> elb.createRule(r -> r.listenerArn(listener)
                        .priority(1)
                        .conditions(host("a.no"))
                        .actions(forward(group), forward(group))));
        refused(
                InvalidLoadBalancerActionException.class,
                "InvalidLoadBalancerAction",
                () -> elb.createRule(r -> r.listenerArn(listener)
                        .priority(1)
                        .conditions(host("a.no"))
                        .actions(a -> a.type("fixed-response").fixedResponseConfig(f -> f.statusCode("302")))));
    }

    @Test
    void whatARuleNamesMustExist() {
        // Given
        var group = group("hello");
        // Then
        refused(TargetGroupNotFoundException.class, "TargetGroupNotFound", () -> create(3000, group + "0", "a.no"));
        refused(
                ListenerNotFoundException.class,
                "ListenerNotFound",
                () -> elb.createRule(r -> r.listenerArn(listener + "0")
                        .priority(1)
                        .conditions(host("a.no"))
                        .actions(forward(group))));
        refused(RuleNotFoundException.class, "RuleNotFound", () -> elb.deleteRule(r -> r.ruleArn(UNKNOWN_RULE)));
        refused(
                RuleNotFoundException.class,
                "RuleNotFound",
                () -> elb.modifyRule(r -> r.ruleArn(UNKNOWN_RULE).conditions(host("a.no"))));
        refused(RuleNotFoundException.class, "RuleNotFound", () -> elb.describeRules(r -> r.ruleArns(UNKNOWN_RULE)));
        refused(
                ListenerNotFoundException.class,
                "ListenerNotFound",
                () -> elb.describeRules(r -> r.listenerArn(listener + "0")));
        invalid("either", () -> elb.describeRules(r -> {}));
    }

    @Test
    void aLoadBalancerHoldsAHundredRules() {
        // Given
        var group = group("hello");
        var there = elb.describeRules(r -> r.listenerArn(listener)).rules().size() - 1;
        IntStream.range(there, 100).forEach(n -> create(3000 + n, group, "h" + n + ".no"));
        // Then
        refused(TooManyRulesException.class, "TooManyRules", () -> create(9000, group, "x.no"));
    }

    @Test
    void aLoadBalancerHoldsAHundredTargetGroups() {
        // Given: six of Terraform's, and rules that name five each
        IntStream.range(0, 18)
                .forEach(n -> elb.createRule(r -> r.listenerArn(listener)
                        .priority(3000 + n)
                        .conditions(host("h" + n + ".no"))
                        .actions(a -> a.type("forward")
                                .forwardConfig(f -> f.targetGroups(IntStream.range(0, 5)
                                        .mapToObj(m -> TargetGroupTuple.builder()
                                                .targetGroupArn(group("g" + (n * 5 + m)))
                                                .build())
                                        .toList())))));
        IntStream.range(90, 94).forEach(n -> create(4000 + n, group("g" + n), "h" + n + ".no"));
        // Then
        refused(
                TooManyUniqueTargetGroupsPerLoadBalancerException.class,
                "TooManyUniqueTargetGroupsPerLoadBalancer",
                () -> create(9000, group("over"), "over.no"));
        create(9001, arn("g0"), "again.no");
    }

    @Test
    void modifyingReplacesWhatIsGivenAndLeavesTheRest() {
        // Given
        var rule = create(3000, group("one"), "a.no");
        var two = group("two");
        // When
        var changed = elb.modifyRule(r -> r.ruleArn(rule.ruleArn()).actions(forward(two)))
                .rules()
                .getFirst();
        // Then
        assertThat(changed.conditions()).isEqualTo(rule.conditions());
        assertThat(changed.priority()).isEqualTo("3000");
        assertThat(changed.actions().getFirst().targetGroupArn()).isEqualTo(two);
        var again = elb.modifyRule(r -> r.ruleArn(rule.ruleArn()).conditions(host("b.no")))
                .rules()
                .getFirst();
        assertThat(again.conditions().getFirst().values()).containsExactly("b.no");
        assertThat(again.actions()).isEqualTo(changed.actions());
    }

    @Test
    void prioritiesAreSwappedAtOnceOrNotAtAll() {
        // Given
        var group = group("hello");
        var one = create(3000, group, "a.no");
        var two = create(3001, group, "b.no");
        create(3002, group, "c.no");
        // When
        elb.setRulePriorities(r -> r.rulePriorities(
                p -> p.ruleArn(one.ruleArn()).priority(3001),
                p -> p.ruleArn(two.ruleArn()).priority(3000)));
        // Then
        assertThat(elb.describeRules(r -> r.ruleArns(one.ruleArn()))
                        .rules()
                        .getFirst()
                        .priority())
                .isEqualTo("3001");
        refused(
                PriorityInUseException.class,
                "PriorityInUse",
                () -> elb.setRulePriorities(r -> r.rulePriorities(
                        p -> p.ruleArn(one.ruleArn()).priority(4000),
                        p -> p.ruleArn(two.ruleArn()).priority(3002))));
        assertThat(elb.describeRules(r -> r.ruleArns(one.ruleArn()))
                        .rules()
                        .getFirst()
                        .priority())
                .isEqualTo("3001");
    }

    @Test
    void aDeletedRuleIsGoneWithItsTags() {
        // Given
        var rule = create(3000, group("hello"), "a.no");
        // When
        elb.deleteRule(r -> r.ruleArn(rule.ruleArn()));
        // Then
        refused(
                RuleNotFoundException.class,
                "RuleNotFound",
                () -> elb.describeTags(r -> r.resourceArns(rule.ruleArn())));
        refused(RuleNotFoundException.class, "RuleNotFound", () -> elb.deleteRule(r -> r.ruleArn(rule.ruleArn())));
    }

    @Test
    void rulesComeInPages() {
        // Given
        var group = group("hello");
        IntStream.range(0, 7).forEach(n -> create(3000 + n, group, "h" + n + ".no"));
        // When
        var first = elb.describeRules(r -> r.listenerArn(listener).pageSize(5));
        var all = elb.describeRulesPaginator(r -> r.listenerArn(listener).pageSize(5)).stream()
                .flatMap(page -> page.rules().stream())
                .toList();
        // Then
        assertThat(first.rules()).hasSize(5);
        assertThat(first.nextMarker()).isNotEmpty();
        assertThat(all).hasSize(14);
        assertThat(all.getLast().isDefault()).isTrue();
        invalid("marker", () -> elb.describeRules(r -> r.listenerArn(listener).marker("made up")));
    }

    private String arn(String name) {
        return elb.describeTargetGroups(r -> r.names(name))
                .targetGroups()
                .getFirst()
                .targetGroupArn();
    }

    private String group(String name) {
        return elb.createTargetGroup(r -> r.name(name).protocol("HTTP").port(80).vpcId("vpc-1"))
                .targetGroups()
                .getFirst()
                .targetGroupArn();
    }

    private Rule create(int priority, String group, String... hosts) {
        return elb.createRule(r -> r.listenerArn(listener)
                        .priority(priority)
                        .conditions(host(hosts))
                        .actions(forward(group)))
                .rules()
                .getFirst();
    }

    private static RuleCondition host(String... hosts) {
        return RuleCondition.builder()
                .field("host-header")
                .hostHeaderConfig(h -> h.values(hosts))
                .build();
    }

    private static Action forward(String group) {
        return Action.builder()
                .type(ActionTypeEnum.FORWARD)
                .targetGroupArn(group)
                .build();
    }
}
