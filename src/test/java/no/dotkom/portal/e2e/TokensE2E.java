package no.dotkom.portal.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import no.dotkom.portal.local.Browser;
import no.dotkom.portal.local.LocalPerson;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token as a newcomer makes one: the line that the page shows is run as it stands, and the version comes up. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokensE2E extends RunningPortal {
    private static final String BASE = "/apps/tokened/staging";

    private Browser browser;
    private Page page;

    /** What came of a command. */
    private record Run(int exit, String said) {}

    @BeforeAll
    void register() {
        assumeTrue(Files.exists(Path.of("/bin/bash")) && Files.exists(Path.of("/usr/bin/curl")), "bash runs curl");
        browser = Browser.launch();
        page = Browser.signIn(browser.window(), url(), LocalPerson.KARI, "/apps");
        Walk.form(page, "tokened", "demo/healthy:1.0", "tokened.localhost");
        Walk.create(page);
        until("✓ v1 live");
    }

    @AfterAll
    void close() {
        browser.close();
        assertThat(browser.complaints()).isEmpty();
    }

    private void until(String title) {
        Awaitility.await().atMost(Duration.ofSeconds(90)).pollInSameThread().until(() -> {
            page.waitForTimeout(50);
            return page.title().contains(title);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theLineOfANewTokenDeploysAndOfARevokedOneDoesNot(boolean script) throws Exception {
        var options = new NewContextOptions().setJavaScriptEnabled(script).setLocale("en-GB");
        try (var window = browser.window(options)) {
            // Given
            var tokens = Browser.signIn(window, url(), LocalPerson.KARI, BASE + "/deploy");
            tokens.getByText("API tokens", new Page.GetByTextOptions().setExact(true))
                    .click();
            var name = script ? "GitLab" : "nightly";
            tokens.locator("#name").fill(name);

            // When
            Walk.button(tokens, "Make token").click();

            // Then
            assertThat(tokens.locator("main")).containsText("The token " + name + " is made");
            var line = script
                    ? copied(tokens)
                    : tokens.locator("pre[aria-labelledby=line]").innerText();
            assertThat(line).contains(url() + "/api/v1" + BASE + "/versions", "Bearer dcs_", "demo/healthy:1.0");

            // When
            var run = run(line);

            // Then
            var version = script ? 2 : 3;
            assertThat(run.said()).contains("\"version\":" + version);
            assertThat(run.exit()).isZero();
            page.navigate(url() + BASE + "/versions/" + version);
            until("✓ v" + version + " live");
            var bearer = line.replaceFirst("(?s).*(Authorization: Bearer dcs_[0-9A-Za-z]+).*", "$1");
            var stream = run("curl -sN --max-time 60 -H '%s' -H 'Accept: text/event-stream' %s/api/v1%s/versions/%d"
                    .formatted(bearer, url(), BASE, version));
            assertThat(stream.said()).contains("event: version", "\"state\":\"live\"");
            assertThat(stream.exit()).isZero();

            // When
            tokens.navigate(url() + BASE + "/tokens");

            // Then
            assertThat(tokens.locator("main table")).containsText(name);
            assertThat(tokens.locator("main table")).containsText("Kari Nilsen");
            assertThat(tokens.content()).doesNotContain("dcs_");

            // When
            Walk.button(tokens, "Revoke " + name).click();

            // Then
            assertThat(tokens.locator("main table tr").filter(new Locator.FilterOptions().setHasText(name)))
                    .containsText("Revoked");
            var late = run(line);
            assertThat(late.exit()).isNotZero();
            assertThat(late.said()).contains("401", "was revoked");
        }
    }

    private static String copied(Page page) {
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        Walk.button(page, "Copy *Command").click();
        page.waitForCondition(() -> clipboard(page).startsWith("curl "));
        return clipboard(page);
    }

    private static String clipboard(Page page) {
        return String.valueOf(page.evaluate("() => navigator.clipboard.readText()"));
    }

    private static Run run(String line) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder("bash", "-c", line).redirectErrorStream(true).start();
        try {
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("it ends").isTrue();
            return new Run(process.exitValue(), said);
        } finally {
            process.destroyForcibly();
        }
    }
}
