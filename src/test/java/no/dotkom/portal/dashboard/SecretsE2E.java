package no.dotkom.portal.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.time.Instant;
import java.util.regex.Pattern;
import no.dotkom.portal.local.Browser;
import no.dotkom.portal.local.LocalPerson;
import no.dotkom.portal.local.Screens;
import no.dotkom.portal.model.SecretValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets in a real browser: with script and without it, and every state of their page. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretsE2E extends DashboardPages {
    private static final String CANARY = "sesame";

    private final Screens screens = Screens.of(SecretsE2E.class);
    private Browser browser;

    @BeforeAll
    void launch() {
        browser = Browser.launch();
    }

    @AfterAll
    void close() {
        browser.close();
        assertThat(browser.complaints()).isEmpty();
        screens.complete();
    }

    private static NewContextOptions looks(boolean script, ColorScheme scheme, int width, String language) {
        return new NewContextOptions()
                .setJavaScriptEnabled(script)
                .setColorScheme(scheme)
                .setLocale(language)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(width, 900);
    }

    private static Page open(BrowserContext window, Scene scene) {
        return Browser.signIn(window, url(), LocalPerson.KARI, scene.path() + "/secrets");
    }

    private static void fill(Page page, String field, String text) {
        page.locator("main")
                .getByLabel(field, new Locator.GetByLabelOptions().setExact(true))
                .fill(text);
    }

    private static void press(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    private static Locator row(Page page) {
        return page.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName(Pattern.compile("DATABASE_URL")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSecretIsAddedReplacedDeployedAndTakenAway(boolean script) {
        var scene = live();
        var app = scene.ref().name().app();
        try (var window = browser.window(looks(script, ColorScheme.LIGHT, 1440, "en"))) {
            var page = open(window, scene);
            assertThat(page.locator("#secrets")).containsText("No secrets yet.");

            // When
            fill(page, "Name", "DATABASE_URL");
            fill(page, "Value", "postgres://u:" + CANARY + "@db/grades");
            press(page, "Store secret");

            // Then
            assertThat(page.locator("#notices")).containsText("DATABASE_URL is stored.");
            assertThat(row(page)).containsText(Pattern.compile("value 1.*Kari Nilsen.*Not deployed yet"));
            assertThat(page.locator("#value")).hasValue("");
            assertThat(page.content()).doesNotContain(CANARY);

            // When
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Replace value DATABASE_URL"))
                    .click();
            assertThat(page.getByText("Replace the value of DATABASE_URL")).isVisible();
            fill(page, "Value", CANARY + "\nof two lines");
            press(page, "Store secret");

            // Then
            assertThat(row(page)).containsText("value 2");
            assertThat(secrets.value(scene.ref().name(), "DATABASE_URL")).isEqualTo(CANARY + "\nof two lines");

            // When
            press(page, "Deploy " + app + " (production)");

            // Then
            page.waitForURL("**/versions/2");
            scene.replaced(Instant.now());
            page.navigate(url() + scene.path() + "/secrets");
            assertThat(row(page)).containsText("In the running tasks");

            // When
            press(page, "Take away DATABASE_URL");

            // Then
            assertThat(row(page)).containsText("Taken away, goes with the next deployment");
            press(page, "Deploy " + app + " (production)");
            page.waitForURL("**/versions/3");
            assertThat(scene.now().latest().spec().secrets().isEmpty()).isTrue();
        }
    }

    @Test
    void aRowFollowsItsRolloutWhileSomethingIsTypedBelowIt() {
        var scene = live();
        keeper.set(KARI, scene.ref(), "DATABASE_URL", SecretValue.of("x"));
        keeper.deploy(KARI, scene.ref(), scene.now().generation());
        try (var window = browser.window(looks(true, ColorScheme.LIGHT, 1440, "en"))) {
            var page = open(window, scene);
            assertThat(page.locator("[data-live] [data-when=live]")).isVisible();
            assertThat(row(page)).containsText("On its way with v2");
            fill(page, "Value", "typed so far");

            // When
            scene.replaced(Instant.now());

            // Then
            assertThat(row(page)).containsText("In the running tasks");
            assertThat(page.locator("#value")).hasValue("typed so far");
        }
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1440, en", "DARK, 1440, nb", "LIGHT, 768, en", "DARK, 320, nb"})
    void everyStateOfThePageIsWellInEveryLook(ColorScheme scheme, int width, String language) {
        var empty = live();
        var scene = several();
        try (var window = browser.window(looks(true, scheme, width, language))) {
            var page = open(window, empty);
            judge(page, "secrets-none", scheme);
            page.navigate(url() + scene.path() + "/secrets");
            judge(page, "secrets", scheme);
            page.locator("#name").fill("database_url");
            page.locator("#value").fill(CANARY);
            page.locator("form[action$='/secrets'] button").click();
            assertThat(page.locator(".summary")).isFocused();
            assertThat(page.locator("#name")).hasValue("database_url");
            assertThat(page.locator("#value")).hasValue("");
            assertThat(page.content()).doesNotContain(CANARY);
            judge(page, "secrets-error", scheme);
            withoutSecrets(() -> page.navigate(url() + empty.path() + "/secrets"));
            judge(page, "secrets-not-offered", scheme);
        }
    }

    /** One in the tasks, one changed since, one new, one taken away. */
    private Scene several() {
        var scene = live();
        for (var name : new String[] {"AUTH0_CLIENT_SECRET", "DATABASE_URL", "SENTRY_DSN"}) {
            keeper.set(KARI, scene.ref(), name, SecretValue.of("x"));
        }
        keeper.deploy(KARI, scene.ref(), scene.now().generation());
        scene.replaced(Instant.now());
        keeper.set(KARI, scene.ref(), "DATABASE_URL", SecretValue.of("y"));
        keeper.set(KARI, scene.ref(), "SLACK_TOKEN", SecretValue.of("z"));
        keeper.remove(KARI, scene.ref(), "SENTRY_DSN");
        return scene;
    }

    private void judge(Page page, String name, ColorScheme scheme) {
        // What lies under the sticky bar is judged as covered.
        page.evaluate("scrollTo(0, 0)");
        screens.take(page, name, page.viewportSize().width, scheme);
        assertThat(Browser.axe(page)).as(name).isEmpty();
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as("%s fits its window", name)
                .isTrue();
    }
}
