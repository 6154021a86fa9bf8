package no.dotkom.furniture;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import no.dotkom.portal.local.Browser;
import no.dotkom.portal.local.LocalPerson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

/** The contract of the front end (ux.md §13), in a real browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LivePageE2E extends RunningFurniture {
    @Autowired
    private DemoRoom room;

    private Browser browser;
    private BrowserContext window;
    private Page page;

    @BeforeAll
    void launch() {
        browser = Browser.launch();
    }

    @AfterAll
    void close() {
        browser.close();
        assertThat(browser.complaints()).isEmpty();
    }

    @BeforeEach
    void signIn() {
        window = browser.window();
        page = Browser.signIn(window, url(), LocalPerson.KARI, "/");
    }

    @AfterEach
    void leave() {
        window.close();
    }

    private Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    private void assertLive() {
        assertThat(page.getByText("Live", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
    }

    @Test
    void theStreamAttachesOnEveryColdLoad() {
        for (int i = 0; i < 20; i++) {
            page.navigate(url() + "/things/cold-" + i);
            assertLive();
        }
    }

    @Test
    void anUpdateKeepsFocusTypedTextAndOpenDetails() {
        // Given
        page.navigate(url() + "/things/morph");
        assertLive();
        page.getByText("More").click();
        field("Note").fill("typed by hand");
        field("Note").focus();

        // When
        room.set("morph", "changed meanwhile");

        // Then
        assertThat(page.getByText("changed meanwhile")).isVisible();
        assertThat(field("Note")).hasValue("typed by hand");
        assertThat(field("Note")).isFocused();
        assertThat(page.getByText("Much more")).isVisible();
    }

    @Test
    void theTitleFollowsWhatIsLive() {
        page.navigate(url() + "/things/titled");
        assertLive();
        room.set("titled", "done");
        assertThat(page).hasTitle("✓ done");
    }

    @Test
    void aFirstConnectThatFailsIsTriedAgainAndShowsNothingOfTheError() {
        // Given
        var asked = new AtomicInteger();
        page.route(Pattern.compile(".*/events\\?.*"), route -> {
            if (asked.incrementAndGet() == 1) {
                route.fulfill(new Route.FulfillOptions().setStatus(503).setBody("<p>Service unavailable</p>"));
            } else {
                route.resume();
            }
        });

        // When
        page.navigate(url() + "/things/retried");

        // Then
        assertThat(page.getByText(Pattern.compile("Reconnecting in \\d+ s"))).isVisible();
        assertThat(page.getByText("Service unavailable")).hasCount(0);
        assertThat(page.getByText("Live", new Page.GetByTextOptions().setExact(true)))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(15_000));
    }

    @Test
    void withoutASessionTheStreamStopsAndSaysSo() {
        // Given
        page.navigate(url() + "/things/ended");
        assertLive();

        // When
        var other = window.newPage();
        other.navigate(url() + "/preferences");
        other.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out"))
                .click();
        other.waitForURL(url() + "/login?said=out");

        // Then
        assertThat(page.getByText("Signed out", new Page.GetByTextOptions().setExact(true)))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(15_000));
        assertThat(page.locator("[hx-sse\\:connect]")).hasCount(0);
    }

    @Test
    void aRefusedFormFillsTheSummaryTakesFocusAndKeepsWhatWasTyped() {
        field("Name").fill("   ");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Make it"))
                .click();
        assertThat(page.getByRole(AriaRole.ALERT)).isFocused();
        assertThat(page).hasTitle(Pattern.compile("Error: First.*"));
        assertThat(field("Name")).hasValue("   ");
        assertThat(field("Name")).hasAttribute("aria-invalid", "true");
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Make it")))
                .isVisible();
    }

    @Test
    void anAcceptedFormIsShownAsRequestedIsSentOnceAndGoesOn() {
        // Given
        var sent = new AtomicInteger();
        page.route(Pattern.compile(".*/things$"), route -> {
            sent.incrementAndGet();
            try {
                Thread.sleep(400);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            route.resume();
        });
        field("Name").fill("made-once");

        // When
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Make it"))
                .dblclick();

        // Then
        page.waitForURL(url() + "/things/made-once");
        assertThat(sent).hasValue(1);
        assertThat(page.getByText("made", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
    }

    @Test
    void thePaletteOpensByKeysFiltersAndGoes() {
        page.keyboard().press("Control+k");
        assertThat(page.locator("#palette-q")).isFocused();
        assertThat(page.locator("#palette-places a").first()).isVisible();
        page.keyboard().type("vot");
        assertThat(page.locator("#palette-places a")).hasCount(1);
        page.keyboard().press("Enter");
        page.waitForURL(url() + "/things/voting");
    }

    @Test
    void thePaletteIsFilledAlsoForWhoPressesItsKeysBeforeHtmxHasStarted() {
        // Given
        page.addInitScript("""
                document.addEventListener("DOMContentLoaded", () =>
                  document.dispatchEvent(new KeyboardEvent("keydown", { key: "k", ctrlKey: true })))""");

        // When
        page.reload();

        // Then
        assertThat(page.locator("#palette-places a").first()).isVisible();
    }

    @Test
    void singleKeysGoWhereTheySayButNotWhileTyping() {
        page.navigate(url() + "/things/keys");
        field("Note").focus();
        page.keyboard().type("ga");
        assertThat(field("Note")).hasValue("ga");
        page.locator("h1").click();
        page.keyboard().press("g");
        page.keyboard().press("a");
        page.waitForURL(url() + "/");
    }

    @Test
    void theSkipLinkComesFirstAndLeadsToTheContent() {
        page.navigate(url() + "/things/skip");
        page.keyboard().press("Tab");
        assertThat(page.getByText("Skip to content")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("main")).isFocused();
    }

    @Test
    void theRequestNumberCanBeCopied() {
        window.grantPermissions(List.of("clipboard-read", "clipboard-write"));
        page.navigate(url() + "/nowhere");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("Copy")))
                .click();
        assertThat(page.getByText("Copied")).isVisible();
        assertThat((String) page.evaluate("() => navigator.clipboard.readText()"))
                .matches("[0-9A-Z]{10}-[0-9A-Z]{4}");
    }
}
