package no.dotkom.portal.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import no.dotkom.portal.local.Browser;
import no.dotkom.portal.local.LocalPerson;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Deploys from CI as a newcomer sets it up: the rule is made on the page, what the page says is run by the action of
 * this repository, with a token that is signed as GitHub's are. The parts build on each other, in order.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeployActionE2E extends RunningPortal {
    private static final String BASE = "/apps/piped/staging";
    private static final Path SCRIPT =
            Path.of(".github", "actions", "deploy", "deploy.sh").toAbsolutePath();

    @TempDir
    private static Path folder;

    private static Browser browser;
    private static Page page;
    private static HttpServer github;
    private static String branch = "refs/heads/main";

    /** What came of a run of the action. */
    private record Run(int exit, String said, String summary, String outputs) {}

    @BeforeAll
    static void register() throws IOException {
        assumeTrue(Files.exists(Path.of("/bin/bash")), "bash runs the action");
        browser = Browser.launch();
        page = Browser.signIn(browser.window(), url(), LocalPerson.KARI, "/apps");
        Walk.form(page, "piped", "demo/healthy:1.0", "piped.localhost");
        Walk.create(page);
        Awaitility.await().atMost(Duration.ofSeconds(60)).pollInSameThread().until(() -> {
            page.waitForTimeout(50);
            return page.title().contains("✓ v1 live");
        });
        github = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        github.createContext("/token", exchange -> {
            var asked = exchange.getRequestURI().getRawQuery();
            var audience = URLDecoder.decode(asked.replaceFirst(".*audience=", ""), StandardCharsets.UTF_8);
            var known = "Bearer of the job".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            var body = "{\"value\": \"%s\"}"
                    .formatted(workflowToken(audience, claims()))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(known ? 200 : 401, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        github.start();
    }

    @AfterAll
    static void end() {
        browser.close();
        github.stop(0);
    }

    private static Map<String, Object> claims() {
        return Map.of(
                "repository", "dotkom/piped",
                "repository_id", "74",
                "repository_owner_id", "65",
                "ref", branch,
                "event_name", "push",
                "actor", "kari",
                "run_id", "4711");
    }

    @Test
    @Order(1)
    void beforeAnyRuleNothingIsThereToDeploy() throws Exception {
        // When
        var run = run("demo/healthy:1.1", "1");

        // Then
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.said()).contains("::error title=piped (staging) was not deployed::", "trusts this workflow");
    }

    @Test
    @Order(2)
    void aRuleOnThePageLetsItDeployAndWaitUntilItIsLive() throws Exception {
        // Given
        page.navigate(url() + BASE + "/deploy");
        page.getByText("Deploy from GitHub Actions").click();
        page.locator("#repository").fill("dotkom/piped");
        page.locator("#repositoryId").fill("74");
        page.locator("#ownerId").fill("65");
        page.getByText("Let it deploy", new Page.GetByTextOptions().setExact(true))
                .click();
        page.locator("main table code").getByText("refs/heads/main").waitFor();

        // When
        var run = run("demo/healthy:1.1", "2");

        // Then
        assertThat(run.exit()).as(run.said()).isZero();
        assertThat(run.said()).contains("v2 of piped (staging): " + url() + BASE + "/versions/2");
        assertThat(run.summary()).contains("✓ v2 of piped (staging) is live.");
        assertThat(run.outputs()).contains("version=2");
        assertThat(visit("piped.localhost").body()).contains("demo/healthy:1.1");
    }

    @Test
    @Order(3)
    void aVersionThatFailsFailsTheJobWithItsCause() throws Exception {
        // When
        var run = run("demo/crashes:1.2", "3");

        // Then
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.said()).contains("::error title=piped (staging) was not deployed::v3 failed: ");
        assertThat(run.summary()).contains("✗ v3 of piped (staging) failed: ");
        page.navigate(url() + BASE + "/versions/3");
        var told = page.locator("main .diagnosis").first().innerText();
        var cause = run.summary().replaceFirst("(?s).*failed: ", "").replaceFirst("(?s) → .*", "");
        assertThat(told).contains(cause);
        assertThat(visit("piped.localhost").body()).contains("demo/healthy:1.1");
    }

    @Test
    @Order(4)
    void anotherBranchDeploysNothing() throws Exception {
        // Given
        branch = "refs/heads/feature";

        // When
        var run = run("demo/healthy:1.3", "4");

        // Then
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.said()).contains("trusts this workflow");
        page.navigate(url() + BASE + "/deployments");
        assertThat(page.locator("main").innerText()).doesNotContain("v4");
    }

    private static Run run(String image, String number) throws IOException, InterruptedException {
        var summary = Files.createTempFile(folder, "summary", ".md");
        var outputs = Files.createTempFile(folder, "outputs", ".txt");
        var environment = new HashMap<String, String>();
        environment.put("PORTAL", url());
        environment.put("APP", "piped");
        environment.put("ENVIRONMENT", "staging");
        environment.put("IMAGE", image);
        environment.put("REASON", "100 % \"sure\"\nand more");
        environment.put("WAIT_MINUTES", "5");
        environment.put("GITHUB_RUN_ID", number);
        environment.put("GITHUB_STEP_SUMMARY", summary.toString());
        environment.put("GITHUB_OUTPUT", outputs.toString());
        environment.put(
                "ACTIONS_ID_TOKEN_REQUEST_URL",
                "http://127.0.0.1:" + github.getAddress().getPort() + "/token?api-version=2");
        environment.put("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "of the job");
        var log = Files.createTempFile(folder, "log", ".txt");
        var builder = new ProcessBuilder("bash", SCRIPT.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        try {
            assertThat(process.waitFor(6, TimeUnit.MINUTES)).as("it ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Run(
                process.exitValue(), Files.readString(log), Files.readString(summary), Files.readString(outputs));
    }
}
