package no.dotkom.portal.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import no.dotkom.portal.local.Browser;
import no.dotkom.portal.local.LocalPerson;
import no.dotkom.portal.localaws.wire.Clients;
import no.dotkom.portal.localaws.world.Fleet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TooManyRulesException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TooManyUniqueTargetGroupsPerLoadBalancerException;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * What is wrong with the platform, and not with the application: told on Rollout and Overview, and once people have put
 * it right, what is offered there ends in a version that serves.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlatformFaultsE2E extends RunningPortal {
    private static final String CARD = "main .diagnosis";

    private static Browser browser;
    private static Page page;
    private static ElasticLoadBalancingV2Client balancer;
    private static Route53Client names;

    @BeforeAll
    static void signIn() {
        browser = Browser.launch();
        page = Browser.signIn(browser.window(), url(), LocalPerson.KARI, "/apps");
        balancer = Clients.over(ElasticLoadBalancingV2Client.builder(), WORLD.endpoint());
        names = Clients.over(Route53Client.builder(), WORLD.endpoint());
    }

    @AfterAll
    static void end() {
        names.close();
        balancer.close();
        browser.close();
    }

    private static String path(String app) {
        return url() + "/apps/" + app + "/staging";
    }

    private static void register(String app) {
        register(app, app + ".localhost");
    }

    private static void register(String app, String host) {
        Walk.form(page, app, "demo/healthy:1.0.0", host);
        Walk.create(page);
    }

    private static void until(String selector, String text) {
        var found = page.locator(selector);
        Walk.timeUntil(
                page,
                Duration.ofSeconds(10),
                () -> found.count() > 0 && found.first().textContent().contains(text));
    }

    /** On the open page of the version as soon as it is asked for, for AWS has known all along; and on the environment's. */
    private static void told(String app, String code, String sentence) {
        assertThat(page.locator(CARD + " .say code"))
                .hasText(code, new LocatorAssertions.HasTextOptions().setTimeout(CausesInTime.MOST.toMillis()));
        assertThat(page.locator(CARD + " .say h2")).containsText(sentence);
        page.navigate(path(app));
        assertThat(page.locator(CARD + " .say code").first()).hasText(code);
        assertThat(page.locator(CARD + " .say code")).hasCount(1);
    }

    private static void serves(String app, int version) {
        page.navigate(path(app) + "/versions/" + version);
        until("title", "v" + version + " live");
        assertThat(visit(app + ".localhost").statusCode()).isEqualTo(200);
        assertThat(browser.complaints()).isEmpty();
    }

    private static String targetGroup(String name) {
        return balancer.createTargetGroup(group -> group.name(name)
                        .protocol("HTTP")
                        .port(80)
                        .vpcId(WORLD.platform().vpcId()))
                .targetGroups()
                .getFirst()
                .targetGroupArn();
    }

    private static Rule rule(int priority, String host, String targetGroup) {
        return balancer.createRule(rule -> rule.listenerArn(WORLD.platform().httpsListenerArn())
                        .priority(priority)
                        .conditions(condition ->
                                condition.field("host-header").hostHeaderConfig(hosts -> hosts.values(host)))
                        .actions(action -> action.type(ActionTypeEnum.FORWARD).targetGroupArn(targetGroup)))
                .rules()
                .getFirst();
    }

    @Test
    void aNameThatAStrangerHasIsToldAndGoneOnWithOnceItIsFree() {
        // Given
        var theirs = targetGroup("taken-staging");

        // When
        register("taken");

        // Then
        told("taken", "OWN-1", "taken-staging exists on AWS but was not made here.");

        // When
        balancer.deleteTargetGroup(group -> group.targetGroupArn(theirs));
        Walk.button(page, "Check again").first().click();

        // Then
        serves("taken", 1);
    }

    @Test
    void aHostThatAForeignRuleAnswersIsTold() {
        // Given
        var theirs = targetGroup("theirs");
        var rule = rule(77, "shadowed.localhost", theirs);

        // When
        register("shadowed");

        // Then
        told("shadowed", "RULE-2", "shadowed.localhost is answered by a rule of");

        // When
        balancer.deleteRule(request -> request.ruleArn(rule.ruleArn()));
        balancer.deleteTargetGroup(group -> group.targetGroupArn(theirs));
        Walk.button(page, "Check again").first().click();

        // Then
        serves("shadowed", 1);
    }

    @Test
    void aLoadBalancerThatIsFullIsTold() {
        // Given
        var theirs = new ArrayList<Rule>();
        fill(theirs);

        // When
        register("onemore");

        // Then
        told("onemore", "QUOTA-1", "The load balancer");

        // When
        theirs.forEach(rule -> balancer.deleteRule(request -> request.ruleArn(rule.ruleArn())));
        Walk.button(page, "Try again").first().click();

        // Then
        serves("onemore", 2);
        page.navigate(path("onemore") + "/versions/1");
        assertThat(page.locator(CARD + " .say code")).hasText("QUOTA-1");
    }

    /** With rules and target groups of others, until it takes no more. */
    private static void fill(List<Rule> theirs) {
        try {
            for (var i = 0; ; i++) {
                theirs.add(rule(200 + i, "filler-" + i + ".localhost", targetGroup("filler-" + i)));
            }
        } catch (TooManyUniqueTargetGroupsPerLoadBalancerException | TooManyRulesException full) {
            assertThat(theirs).hasSizeGreaterThan(50);
        }
    }

    @Test
    void aDomainWhoseRecordLeadsElsewhereIsTold() {
        // Given
        var host = "led.apps.example.no";
        record(ChangeAction.CREATE, host, "elsewhere.example.no");

        // When
        register("led", host);

        // Then
        told("led", "DNS-2", host + " points to another address, not to our load balancer.");

        // When
        record(ChangeAction.DELETE, host, "elsewhere.example.no");
        Walk.button(page, "Check again").first().click();

        // Then
        page.waitForCondition(() -> !alias(host).isEmpty());
        page.waitForCondition(() -> visit(host).statusCode() == 200);
        page.navigate(path("led"));
        assertThat(page.locator(CARD)).hasCount(0);
    }

    private static String zone() {
        return WORLD.platform().zone("apps.example.no");
    }

    private static void record(ChangeAction action, String host, String target) {
        names.changeResourceRecordSets(change -> change.hostedZoneId(zone())
                .changeBatch(batch -> batch.changes(each -> each.action(action)
                        .resourceRecordSet(set -> set.name(host)
                                .type(RRType.CNAME)
                                .ttl(300L)
                                .resourceRecords(value -> value.value(target))))));
    }

    /** The records of a host that lead to the load balancer. */
    private static List<ResourceRecordSet> alias(String host) {
        return names.listResourceRecordSets(list -> list.hostedZoneId(zone())).resourceRecordSets().stream()
                .filter(set -> set.name().equals(host + ".") && set.aliasTarget() != null)
                .toList();
    }

    @Test
    void nodesThatAreSilentAreTold() {
        // Given
        var nodes = WORLD.parts().nodes();
        List<String> all = nodes.nodes().stream().map(Fleet.Node::instanceId).toList();
        all.forEach(nodes::silence);

        // When
        register("nobody");

        // Then
        told("nobody", "NET-2", "No node reaches AWS");

        // When
        all.forEach(nodes::speak);

        // Then
        serves("nobody", 1);
    }
}
