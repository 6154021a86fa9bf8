package no.dotkom.portal.dashboard;

import static java.util.Objects.requireNonNull;
import static no.dotkom.portaldb.Tables.API_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import no.dotkom.portal.local.Browser;
import no.dotkom.portal.local.LocalPerson;
import no.dotkom.portal.local.Screens;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every screen and state in a real browser, narrow and wide, light and dark; the pictures are kept in target/screens. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScreensE2E extends DashboardPages {
    private static final Screens SCREENS = Screens.of(ScreensE2E.class);
    /** By the name of the picture; all others are 200. */
    private static final Map<String, Integer> ANSWERS = Map.of("removed", 410, "forbidden", 403);

    private Browser browser;
    private Map<String, String> screens;
    private Map<String, String> admins;

    @BeforeAll
    void launch() {
        screens = new Gallery(this).paths();
        admins = new AdminGallery(this).paths();
        browser = Browser.launch();
    }

    /** What the pictures show stands until the last one is taken. */
    @Override
    void makeRoom() {}

    @AfterAll
    void close() {
        browser.close();
        super.makeRoom();
        assertThat(browser.complaints()).isEmpty();
        SCREENS.complete();
    }

    private BrowserContext window(int width, ColorScheme scheme, String language) {
        return browser.window(new NewContextOptions()
                .setViewportSize(width, 900)
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale(language));
    }

    @Test
    void noScreenScrollsSidewaysOrHasAFindingByAxe() {
        // When
        var findings = new ArrayList<>(lookAtAll(1440, ColorScheme.LIGHT));
        findings.addAll(lookAtAll(320, ColorScheme.DARK));

        // Then
        assertThat(findings).isEmpty();
    }

    @Test
    void aFailureOfThreeDaysAgoOpensWithItsCauseItsLastLinesAndItsTask() {
        try (var window = window(1440, ColorScheme.LIGHT, "en-GB")) {
            // When
            var page = Browser.signIn(window, url(), LocalPerson.KARI, requireNonNull(screens.get("rollout-old")));
            var card = page.locator("main .diagnosis");

            // Then
            assertThat(card.locator("code").first().textContent()).isEqualTo("OOM-1");
            assertThat(card.locator(".log").textContent()).contains("JavaScript heap out of memory");

            // When
            page.navigate(url() + screens.get("task-forgotten"));

            // Then
            assertThat(page.locator("main").textContent())
                    .contains("AWS no longer lists this task", "JavaScript heap out of memory");
        }
    }

    @Tag("long")
    @ParameterizedTest
    @CsvSource({"1440, DARK", "768, LIGHT", "768, DARK", "320, LIGHT"})
    void norDoesOneInAnotherWindow(int width, ColorScheme scheme) {
        assertThat(lookAtAll(width, scheme)).isEmpty();
    }

    private List<String> lookAtAll(int width, ColorScheme scheme) {
        var findings = new ArrayList<String>();
        var language = scheme == ColorScheme.DARK && width < 1000 ? "nb-NO" : "en-GB";
        try (var window = window(width, scheme, language)) {
            var page = Browser.signIn(window, url(), LocalPerson.KARI, "/apps");
            var nobodys = Browser.signIn(window(width, scheme, language), url(), LocalPerson.OLA, "/apps");
            findings.addAll(look(nobodys, "applications-empty", "/apps", width, scheme));
            nobodys.context().close();
            screens.forEach((name, path) -> findings.addAll(look(page, name, path, width, scheme)));
            page.navigate(url() + screens.get("task"));
            page.locator("form[action$='/session'] button").click();
            page.waitForURL("**/session");
            findings.addAll(judge(page, "session", width, scheme));
            page.navigate(url() + screens.get("tokens-none"));
            page.locator("form.form button[data-kind=primary]").click();
            page.locator(".summary").waitFor();
            findings.addAll(judge(page, "tokens-error", width, scheme));
            page.locator("#name").fill("CI");
            page.locator("form.form button[data-kind=primary]").click();
            page.locator("#token").waitFor();
            findings.addAll(judge(page, "tokens-made", width, scheme));
            sql.deleteFrom(API_TOKEN).where(API_TOKEN.NAME.eq("CI")).execute();
            var ada = Browser.signIn(window(width, scheme, language), url(), LocalPerson.ADA, "/apps");
            admins.forEach((name, path) -> findings.addAll(look(ada, name, path, width, scheme)));
            ada.context().close();
        }
        return findings;
    }

    private List<String> look(Page page, String name, String path, int width, ColorScheme scheme) {
        var old = name.equals("applications-old");
        stage().readAt(old ? Instant.now().minus(Duration.ofMinutes(12)) : Instant.now());
        var status = page.navigate(url() + path).status();
        if (name.equals("overview-domain")) {
            // DNS is asked once somebody looks.
            page.locator(".diagnosis").waitFor();
        }
        var findings = judge(page, name, width, scheme);
        if (status != ANSWERS.getOrDefault(name, 200)) {
            findings.add("%s answers %d".formatted(name, status));
        }
        return findings;
    }

    private static List<String> judge(Page page, String name, int width, ColorScheme scheme) {
        var findings = new ArrayList<String>();
        SCREENS.take(page, name, width, scheme);
        var over = ((Number) page.evaluate("document.documentElement.scrollWidth - innerWidth")).intValue();
        if (over > 0) {
            findings.add("%s at %d px is %d px too wide".formatted(name, width, over));
        }
        if (width != 768) {
            Browser.axe(page).forEach(found -> findings.add(name + " at " + width + " " + scheme + ": " + found));
        }
        return findings;
    }
}
