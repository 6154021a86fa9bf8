package no.dotkom.portal.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import no.dotkom.portal.dashboard.port.Metrics.Measure;
import no.dotkom.portal.local.Browser;
import no.dotkom.portal.local.LocalPerson;
import no.dotkom.portal.model.Problem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Pages follow what happens, in a real browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveE2E extends DashboardPages {
    private Browser browser;

    @BeforeAll
    void launch() {
        browser = Browser.launch();
    }

    @AfterAll
    void close() {
        browser.close();
        assertThat(browser.complaints()).isEmpty();
    }

    /** Opens a page as Kari and waits until it follows. */
    private static Page follow(com.microsoft.playwright.BrowserContext window, String path) {
        var page = Browser.signIn(window, url(), LocalPerson.KARI, path);
        assertThat(page.locator("[data-live] [data-when=live]")).isVisible();
        return page;
    }

    private static Pattern text(String part) {
        return Pattern.compile(part.replace(".", "\\."));
    }

    @Test
    void aRolloutIsFollowedToItsEnd() {
        var scene = live().deploy("1.4.2", "").at(5, "start.running", "1", "3");
        try (var window = browser.window()) {
            var page = follow(window, scene.path() + "/versions/2");
            assertThat(page).hasTitle(Pattern.compile("^6/9 v2 · "));

            // When
            scene.at(7, "traffic.draining", "1");

            // Then
            assertThat(page).hasTitle(Pattern.compile("^8/9 v2 · "));
            assertThat(page.locator("#step-8")).containsText("1 old task draining");
            assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Cancel deployment")))
                    .isVisible();

            // When
            scene.live();

            // Then
            assertThat(page).hasTitle(Pattern.compile("^✓ v2 live · "));
            assertThat(page.locator(".verdict .say")).hasText("v2 serves all traffic");
            assertThat(page.getByText("Cancel deployment")).hasCount(0);
        }
    }

    @Test
    void aFailedStepArrivesOpenAndWhatTheReaderOpenedStaysOpen() {
        var scene = live().deploy("1.5.0", "")
                .asked(Duration.ofMinutes(2))
                .call("RegisterTaskDefinition", "x")
                .at(5, "start.running", "1", "3");
        try (var window = browser.window()) {
            var page = follow(window, scene.path() + "/versions/2");
            page.locator("summary").first().click();
            assertThat(page.getByText("RegisterTaskDefinition x")).isVisible();

            // When
            scene.died("1a2b", 2, 1, "Essential container in task exited", List.of("no module named grades"))
                    .failed(5, Problem.of("CB-1").saying("circuit breaker"));

            // Then
            assertThat(page.locator("#step-6-failed .diagnosis")).containsText("so v1 was kept.");
            assertThat(page.locator("#step-6-failed .log")).containsText("no module named grades");
            assertThat(page.getByText("RegisterTaskDefinition x")).isVisible();
            assertThat(page).hasTitle(Pattern.compile("^✗ v2 failed · "));
        }
    }

    @Test
    void aDomainThatLeadsElsewhereShowsOnOpenPagesAndGoesOnceItLeadsHere() {
        // Given
        var name = freshName();
        var host = name + ".elsewhere.test";
        dns.record("gateway.elb.amazonaws.com", "13.48.1.1").record(host, "13.48.1.1");
        var scene = stage().register(name, "production", host, 1).live().service(1, 1);
        try (var window = browser.window()) {
            var page = follow(window, scene.path() + "/versions/1");
            assertThat(page.locator(".diagnosis")).hasCount(0);

            // When
            dns.record(host, "1.2.3.4");
            page.navigate(url() + scene.path() + "/domains");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Check again"))
                    .click();
            page.navigate(url() + scene.path() + "/versions/1");

            // Then
            assertThat(page.locator(".diagnosis .say"))
                    .containsText(host + " points to 1.2.3.4, not to our load balancer.");
            page.navigate(url() + scene.path());
            assertThat(page.locator(".diagnosis .say code")).hasText("DNS-2");
            assertThat(page.locator(".diagnosis .do a").first()).hasAttribute("href", scene.path() + "/domains");

            // When
            dns.record(host, "13.48.1.1");
            page.locator(".diagnosis .do form button").first().click();
            assertThat(page).hasURL(Pattern.compile(".*/domains$"));
            page.navigate(url() + scene.path());

            // Then
            assertThat(page.locator(".diagnosis")).hasCount(0);
        }
    }

    @Test
    void aDomainWithoutARecordShowsOnAnOpenPage() {
        var name = freshName();
        dns.record("gateway.elb.amazonaws.com", "13.48.1.1");
        var scene = stage().register(name, "production", name + ".nowhere.test", 1);
        try (var window = browser.window()) {
            var page = follow(window, scene.path() + "/versions/1");

            // When
            scene.live().service(1, 1);

            // Then
            assertThat(page.locator(".diagnosis .say code")).hasText("DNS-1");
        }
    }

    /** No row of the page's own changes with it. */
    @Test
    void nodesThatFallSilentShowOnAnOpenRollout() {
        var scene = live().deploy("1.5.0", "").at(3, "place.running", "0", "1");
        sql.execute("insert into node_snapshot values ('i-0silent', 'silent', 'silent', 't3.small', 'x86_64',"
                + " 'eu-north-1a', 'ACTIVE', true, 2048, 1024, 1900, 900, now())");
        try (var window = browser.window()) {
            var page = follow(window, scene.path() + "/versions/2");

            // When
            sql.execute("update node_snapshot set agent_connected = false");

            // Then
            assertThat(page.locator(".diagnosis .say code")).hasText("NET-2");

            // When
            sql.execute("update node_snapshot set agent_connected = true");

            // Then
            assertThat(page.locator(".diagnosis")).hasCount(0);
        } finally {
            sql.execute("delete from node_snapshot where instance_id = 'i-0silent'");
        }
    }

    @Test
    void aButtonThatAStreamDrewWorks() {
        var scene = live().deploy("1.5.0", "").at(5, "start.running", "1", "3");
        try (var window = browser.window()) {
            var page = follow(window, scene.path() + "/versions/2");
            scene.failed(5, Problem.of("CB-1").saying("circuit breaker"));

            // When
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Try again"))
                    .click();

            // Then
            page.waitForURL(url() + scene.path() + "/versions/3");
            assertThat(page.locator(".verdict .say")).containsText("v1 still serves");
        }
    }

    @Test
    void aRowOfTheListChangesInItsPlace() {
        var scene = live();
        var name = scene.ref().name().app().value();
        stage().register(name, "staging", name + "-staging.online.ntnu.no", 1);
        try (var window = browser.window()) {
            var page = follow(window, "/apps?q=" + name);
            assertThat(page.locator("tbody tr")).hasCount(2);

            // When
            scene.service(1, 2);

            // Then
            assertThat(page.locator("tbody tr").first()).containsText("Unhealthy");
            assertThat(page.locator("tbody tr").first()).containsText("1/2");
            assertThat(page.locator("#states")).containsText("Unhealthy 1");
        }
    }

    @Test
    void theLinesOfTheLastHourComeWithTheStream() {
        // Given
        var scene = live();
        metrics.measure(scene.service(), Measure.REQUESTS, Instant.now().minusSeconds(600), 300);

        // Then
        try (var window = browser.window()) {
            var page = follow(window, "/apps?q=" + scene.ref().name().app());
            assertThat(page.locator("#spark-" + scene.ref().id() + " svg.spark"))
                    .isVisible();
        }
    }

    @Test
    void theListIsFilteredWhileTyping() {
        var scene = live();
        var other = live();
        try (var window = browser.window()) {
            var page = follow(window, "/apps");

            // When
            page.getByRole(AriaRole.SEARCHBOX, new Page.GetByRoleOptions().setName("Filter by name, domain or owner"))
                    .fill(scene.ref().name().app() + ".online");

            // Then
            assertThat(page.locator("#app-" + other.ref().id())).hasCount(0);
            assertThat(page.locator("#app-" + scene.ref().id())).isVisible();
            assertThat(page).hasURL(text("q=" + scene.ref().name().app() + ".online"));
            assertThat(page.locator("#q")).isFocused();
        }
    }

    @Test
    void aPageOfWhatIsRemovedSaysSo() {
        var scene = live().remove().step(2, "RUNNING", "removal.left", List.of("3"), Instant.now(), null);
        try (var window = browser.window()) {
            var page = follow(window, scene.path() + "/versions/2");

            // When
            scene.gone();

            // Then
            assertThat(page.locator(".verdict .say")).containsText("was removed");
            assertThat(page).hasTitle(text("was removed"));
        }
    }

    @Test
    void aPictureThatGrowsOldIsNotCalledHealthyAnyLonger() {
        var scene = live();
        try (var window = browser.window()) {
            var page = follow(window, scene.path());
            assertThat(page.locator(".verdict .status")).hasText("Healthy");

            // When
            stage().readAt(Instant.now().minusSeconds(200));

            // Then
            assertThat(page.locator(".verdict .status")).hasText("Unknown");
            assertThat(page.locator("[data-live] [data-when=old]")).containsText("Old data (");

            // When
            stage();

            // Then
            assertThat(page.locator(".verdict .status")).hasText("Healthy");
            assertThat(page.locator("[data-live] [data-when=live]")).isVisible();
        }
    }

    @Test
    void aSiblingsHealthShowsInTheTabs() {
        var scene = live();
        var name = scene.ref().name().app().value();
        var sibling = stage().register(name, "staging", name + "-staging.online.ntnu.no", 1)
                .live()
                .service(1, 1);
        try (var window = browser.window()) {
            var page = follow(window, scene.path());
            sibling.service(0, 1);
            assertThat(page.locator("#tabs a").nth(1)).containsText("Unhealthy");
            assertThat(page.locator(".verdict .status")).hasText("Healthy");
            assertThat(page.locator("#rail-health .dot")).hasAttribute("data-state", "unhealthy");
        }
    }

    @Test
    void withoutScriptAllOfItCanBeReadAndTheRolloutIsDrawnAnew() {
        var scene = live().deploy("1.4.2", "").at(5, "start.running", "1", "3");
        var options = new com.microsoft.playwright.Browser.NewContextOptions().setJavaScriptEnabled(false);
        try (var window = browser.window(options)) {
            var page = Browser.signIn(window, url(), LocalPerson.KARI, scene.path() + "/versions/2");
            assertThat(page.locator("#step-6")).containsText("Attempt 1 of 3");

            // When
            scene.at(7, "traffic.running", "0");

            // Then
            var within = new LocatorAssertions.ContainsTextOptions().setTimeout(12_000);
            assertThat(page.locator("#step-8")).containsText("Moving traffic", within);
            page.navigate(url() + "/apps?q=" + scene.ref().name().app());
            assertThat(page.locator("tbody")).containsText("Step 8 of 9.");
        }
    }
}
