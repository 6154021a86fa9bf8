package no.dotkom.portal.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import no.dotkom.portal.local.Browser;
import no.dotkom.portal.local.FirstVisit;
import no.dotkom.portal.local.LocalPerson;
import no.dotkom.portal.localaws.wire.Clients;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

/**
 * The main job, walked as a member walks it: sign in, register, see it live, deploy, meet three versions that fail, and
 * remove. The parts build on each other, in order.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MainJobE2E extends RunningPortal {
    private static final String HOST = "hello.localhost";
    private static final String BASE = "/apps/hello/staging";
    private static Browser browser;
    private static Page page;

    @BeforeAll
    static void signIn() {
        browser = Browser.launch();
        page = Browser.signIn(browser.window(), url(), LocalPerson.KARI, "/apps");
    }

    @AfterAll
    static void end() {
        browser.close();
    }

    @Test
    @Order(1)
    void anApplicationIsRegisteredAndServesWithinHalfAMinute() {
        // Given
        Walk.form(page, "hello", "demo/healthy:1.0", HOST);

        // When
        Walk.create(page);

        // Then
        title("✓ v1 live", Duration.ofSeconds(30));
        var answer = visit(HOST);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("demo/healthy:1.0");
        var task = answer.body()
                .lines()
                .filter(line -> line.startsWith("task "))
                .findFirst()
                .orElseThrow();
        assertThat(tasks()).anyMatch(arn -> arn.endsWith("/" + task.substring("task ".length())));
        assertThat(page.locator("main")).containsText("v1 serves all traffic");
    }

    @Test
    @Order(2)
    void aSecondVersionRollsOutWithNotOneFailedRequest() {
        // Given
        var statuses = Collections.synchronizedList(new ArrayList<Integer>());

        // When
        try (var probe = Executors.newScheduledThreadPool(4)) {
            var visits = probe.scheduleAtFixedRate(
                    () -> statuses.add(visit(HOST).statusCode()), 0, 50, TimeUnit.MILLISECONDS);
            deploy("demo/healthy:1.1");
            title("✓ v2 live", Duration.ofSeconds(90));
            visits.cancel(false);
        }

        // Then
        assertThat(statuses).hasSizeGreaterThan(100).containsOnly(200);
        assertThat(visit(HOST).body()).contains("demo/healthy:1.1");
    }

    @Test
    @Order(3)
    void aVersionThatCrashesFailsWhileTheOldOneServes() {
        // When
        deploy("demo/crashes:1.2");

        // Then
        failed("✗ v3 failed", Duration.ofSeconds(120));
        assertThat(page.locator("main .log")).isVisible();
        assertThat(visit(HOST).body()).contains("demo/healthy:1.1");
    }

    @Test
    @Order(4)
    void aVersionThatNeverGetsHealthyFailsWhileTheOldOneServes() {
        // When
        deploy("demo/nohealth:1.3");

        // Then
        title("v4", Duration.ofSeconds(20));
        moveTimeUntil("✗ v4 failed", Duration.ofSeconds(30));
        firstLineSaysTheOldOneServes();
        assertThat(visit(HOST).body()).contains("demo/healthy:1.1");
    }

    @Test
    @Order(5)
    void aVersionTooLargeForAnyNodeFailsWhileTheOldOneServes() {
        // Given
        page.navigate(url() + BASE + "/settings");
        page.locator("#image").fill("demo/healthy:1.4");
        page.locator("input[name=size][value=custom]").check();
        page.locator("#cpu").fill("512");
        page.locator("#memory").fill("4000");
        page.locator("#limit").fill("5000");
        Walk.button(page, "Review changes").click();
        assertThat(page.locator("main")).containsText("No node has 4000 MiB free");

        // When
        Walk.button(page, "Deploy hello").click();

        // Then
        title("v5", Duration.ofSeconds(20));
        moveTimeUntil("✗ v5 failed", Duration.ofMinutes(3));
        firstLineSaysTheOldOneServes();
        assertThat(page.locator("main")).containsText("4000");
        assertThat(visit(HOST).body()).contains("demo/healthy:1.1");
    }

    @Test
    @Order(6)
    void othersSeeNothingOfIt() {
        // Given
        var ola = Browser.signIn(browser.window(), url(), LocalPerson.OLA, "/apps");

        // When
        var answer = ola.navigate(url() + BASE);

        // Then
        assertThat(answer.status()).isEqualTo(404);
        ola.navigate(url() + "/apps");
        assertThat(ola.locator("main").textContent()).doesNotContain("hello");
    }

    @Test
    @Order(7)
    void theFirstPageIsLight() {
        // Given
        var signedIn = new NewContextOptions().setStorageState(page.context().storageState());

        // Then
        // What changes while we look is fetched as well: a quiet moment is waited for.
        Awaitility.await().pollInSameThread().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            try (var window = browser.window(signedIn)) {
                var visit = FirstVisit.of(window.newPage(), url() + "/apps");
                assertThat(visit.answers()).hasSizeBetween(4, FirstVisit.MOST_REQUESTS);
                assertThat(visit.bytes()).isBetween(10_000L, FirstVisit.MOST_BYTES);
            }
        });
    }

    @Test
    @Order(8)
    void afterRemovingNothingIsLeft() {
        // Given
        page.navigate(url() + BASE + "/remove");
        page.locator("#confirm").fill("hello-staging");

        // When
        page.locator("main form button[data-kind=danger]").click();

        // Then
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    WORLD.advance(Duration.ofSeconds(10));
                    return groups().isEmpty();
                });
        try (var elb = Clients.over(ElasticLoadBalancingV2Client.builder(), WORLD.endpoint());
                var ecs = Clients.over(EcsClient.builder(), WORLD.endpoint())) {
            assertThat(elb.describeTargetGroups().targetGroups())
                    .noneMatch(g -> g.targetGroupName().startsWith("hello"));
            assertThat(elb.describeRules(r -> r.listenerArn(WORLD.platform().httpsListenerArn()))
                            .rules())
                    .noneMatch(rule -> rule.conditions().toString().contains(HOST));
            assertThat(ecs.listServices(l -> l.cluster(WORLD.platform().cluster()))
                            .serviceArns())
                    .noneMatch(arn -> arn.contains("/hello"));
            assertThat(ecs.listTaskDefinitions(l -> l.familyPrefix("hello-staging"))
                            .taskDefinitionArns())
                    .isEmpty();
        }
        assertThat(visit(HOST).statusCode()).isEqualTo(404);
        assertThat(browser.complaints()).isEmpty();
    }

    private static List<String> groups() {
        try (var logs = Clients.over(CloudWatchLogsClient.builder(), WORLD.endpoint())) {
            return logs.describeLogGroups(d -> d.logGroupNamePrefix("/apps/hello-")).logGroups().stream()
                    .map(group -> group.logGroupName())
                    .toList();
        }
    }

    private static List<String> tasks() {
        try (var ecs = Clients.over(EcsClient.builder(), WORLD.endpoint())) {
            return ecs.listTasks(l -> l.cluster(WORLD.platform().cluster())).taskArns();
        }
    }

    private static void deploy(String image) {
        page.navigate(url() + BASE + "/deploy");
        page.locator("#image").fill(image);
        Walk.button(page, "Deploy hello").click();
    }

    private static void title(String begins, Duration within) {
        Awaitility.await().atMost(within).pollInterval(Duration.ofMillis(250)).until(() -> {
            page.waitForTimeout(50);
            return page.title().contains(begins);
        });
    }

    private static void failed(String title, Duration within) {
        title(title, within);
        firstLineSaysTheOldOneServes();
    }

    private static void firstLineSaysTheOldOneServes() {
        assertThat(page.locator("main .verdict"))
                .containsText("v2 still serves", new ContainsTextOptions().setTimeout(10_000));
    }

    private static void moveTimeUntil(String title, Duration step) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> {
                    WORLD.advance(step);
                    page.waitForTimeout(1000);
                    return page.title().contains(title);
                });
    }
}
