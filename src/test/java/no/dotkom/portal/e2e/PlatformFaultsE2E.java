package no.dotkom.portal.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import no.dotkom.portal.local.Browser;
import no.dotkom.portal.local.LocalPerson;
import no.dotkom.portal.localaws.wire.Clients;
import no.dotkom.portal.localaws.world.Fleet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TooManyRulesException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TooManyUniqueTargetGroupsPerLoadBalancerException;

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

    @BeforeAll
    static void signIn() {
        browser = Browser.launch();
        page = Browser.signIn(browser.window(), url(), LocalPerson.KARI, "/apps");
        balancer = Clients.over(ElasticLoadBalancingV2Client.builder(), WORLD.endpoint());
    }

    @AfterAll
    static void end() {
        balancer.close();
        browser.close();
    }

    private static void press(String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile(name)))
                .first()
                .click();
    }

    private static String path(String app) {
        return url() + "/apps/" + app + "/staging";
    }

    private static void register(String app) {
        page.navigate(url() + "/apps/new");
        page.locator("#name").fill(app);
        page.locator("#image").fill("demo/healthy:1.0.0");
        page.locator("#domain").fill(app + ".localhost");
        press("^Review");
        press("^Create and deploy");
        page.waitForURL(Pattern.compile(".*/versions/1$"));
    }

    /** Time goes by until the page, which nobody loads again, says so. */
    private static void until(String selector, String text) {
        Awaitility.await()
                .pollInSameThread()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> {
                    WORLD.advance(Duration.ofSeconds(10));
                    page.waitForTimeout(500);
                    var found = page.locator(selector);
                    return found.count() > 0 && found.first().textContent().contains(text);
                });
    }

    /** On the page of the version, and on the environment's. */
    private static void told(String app, String code, String sentence) {
        until(CARD + " .say code", code);
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
        press("^Check again");

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
        press("^Check again");

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
        press("^Deploy v1 again|^Try again");

        // Then
        serves("onemore", 2);
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
