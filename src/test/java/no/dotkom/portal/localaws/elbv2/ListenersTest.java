package no.dotkom.portal.localaws.elbv2;

import static no.dotkom.portal.localaws.elbv2.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import no.dotkom.portal.localaws.LocalAws;
import no.dotkom.portal.localaws.wire.Clients;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.*;

/** The contract of load balancers, listeners and their certificates. */
class ListenersTest {
    private static final String UNKNOWN_RULE =
            "arn:aws:elasticloadbalancing:eu-north-1:123456789012:listener-rule/app/x/1/2/3";

    private final LocalAws world = LocalAws.virtual(1);
    private final ElasticLoadBalancingV2Client elb =
            Clients.of(ElasticLoadBalancingV2Client.builder(), world.dispatch());
    private final String listener = world.platform().httpsListenerArn();

    @Test
    void aTargetGroupBelongsToOneLoadBalancer() {
        // Given
        var group = group("hello");
        create(3000, group, "a.no");
        var other = elb.createLoadBalancer(r -> r.name("other").subnets("subnet-1", "subnet-2"))
                .loadBalancers()
                .getFirst();
        // Then
        refused(
                TargetGroupAssociationLimitException.class,
                "TargetGroupAssociationLimit",
                () -> elb.createListener(r -> r.loadBalancerArn(other.loadBalancerArn())
                        .port(80)
                        .protocol("HTTP")
                        .defaultActions(forward(group))));
    }

    @Test
    void theDefaultRuleIsTheListeners() {
        // Given
        var fallback = elb.describeRules(r -> r.listenerArn(listener)).rules().getLast();
        // Then
        assertThat(fallback.isDefault()).isTrue();
        assertThat(fallback.priority()).isEqualTo("default");
        refused(
                OperationNotPermittedException.class,
                "OperationNotPermitted",
                () -> elb.deleteRule(r -> r.ruleArn(fallback.ruleArn())));
        refused(
                OperationNotPermittedException.class,
                "OperationNotPermitted",
                () -> elb.modifyRule(r -> r.ruleArn(fallback.ruleArn()).conditions(host("a.no"))));
    }

    @Test
    void listenersAreMadeDescribedChangedAndDeleted() {
        // Given
        var balancer = world.platform().loadBalancerArn();
        // When
        var made = elb.createListener(r -> r.loadBalancerArn(balancer)
                        .port(8443)
                        .protocol("HTTPS")
                        .certificates(c -> c.certificateArn(world.platform().certificateArn()))
                        .defaultActions(a -> a.type("fixed-response").fixedResponseConfig(f -> f.statusCode("404"))))
                .listeners()
                .getFirst();
        elb.modifyListener(r -> r.listenerArn(made.listenerArn())
                .defaultActions(a -> a.type("fixed-response").fixedResponseConfig(f -> f.statusCode("502"))));
        // Then
        assertThat(elb.describeListeners(r -> r.listenerArns(made.listenerArn()))
                        .listeners()
                        .getFirst()
                        .defaultActions()
                        .getFirst()
                        .fixedResponseConfig()
                        .statusCode())
                .isEqualTo("502");
        assertThat(elb.describeRules(r -> r.listenerArn(made.listenerArn())).rules())
                .singleElement()
                .satisfies(rule -> assertThat(
                                rule.actions().getFirst().fixedResponseConfig().statusCode())
                        .isEqualTo("502"));
        refused(
                DuplicateListenerException.class,
                "DuplicateListener",
                () -> elb.createListener(r -> r.loadBalancerArn(balancer)
                        .port(8443)
                        .protocol("HTTP")
                        .defaultActions(a -> a.type("fixed-response").fixedResponseConfig(f -> f.statusCode("404")))));
        elb.deleteListener(r -> r.listenerArn(made.listenerArn()));
        refused(
                ListenerNotFoundException.class,
                "ListenerNotFound",
                () -> elb.describeListeners(r -> r.listenerArns(made.listenerArn())));
        refused(
                LoadBalancerNotFoundException.class,
                "LoadBalancerNotFound",
                () -> elb.describeListeners(r -> r.loadBalancerArn(balancer + "0")));
        refused(
                LoadBalancerNotFoundException.class,
                "LoadBalancerNotFound",
                () -> elb.describeLoadBalancers(r -> r.names("nobody")));
    }

    @Test
    void certificatesAreAddedTwiceWithoutHarm() {
        // Given
        var arn = "arn:aws:acm:eu-north-1:123456789012:certificate/one";
        // When
        elb.addListenerCertificates(r -> r.listenerArn(listener).certificates(c -> c.certificateArn(arn)));
        elb.addListenerCertificates(r -> r.listenerArn(listener).certificates(c -> c.certificateArn(arn)));
        // Then
        assertThat(elb.describeListenerCertificates(r -> r.listenerArn(listener))
                        .certificates())
                .extracting(Certificate::isDefault)
                .containsExactly(true, false);
        elb.removeListenerCertificates(r -> r.listenerArn(listener).certificates(c -> c.certificateArn(arn)));
        assertThat(elb.describeListenerCertificates(r -> r.listenerArn(listener))
                        .certificates())
                .hasSize(1);
        refused(
                CertificateNotFoundException.class,
                "CertificateNotFound",
                () -> elb.addListenerCertificates(
                        r -> r.listenerArn(listener).certificates(c -> c.certificateArn("arn:aws:iam::1:x"))));
        IntStream.range(0, 25)
                .forEach(n -> elb.addListenerCertificates(
                        r -> r.listenerArn(listener).certificates(c -> c.certificateArn(arn + n))));
        refused(
                TooManyCertificatesException.class,
                "TooManyCertificates",
                () -> elb.addListenerCertificates(
                        r -> r.listenerArn(listener).certificates(c -> c.certificateArn(arn + "more"))));
    }

    @Test
    void theAccountsLimitsCanBeRead() {
        assertThat(elb.describeAccountLimits(r -> {}).limits())
                .contains(Limit.builder()
                        .name("target-groups-per-application-load-balancer")
                        .max("100")
                        .build());
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
