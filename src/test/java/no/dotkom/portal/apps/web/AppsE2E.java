package no.dotkom.portal.apps.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import no.dotkom.portal.local.Browser;
import no.dotkom.portal.local.LocalIdentity;
import no.dotkom.portal.local.LocalPerson;
import no.dotkom.portal.local.Screens;
import no.dotkom.portal.local.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Register and what follows it, in a real browser: with script, without it, in both themes, wide and narrow. */
@SpringBootTest(classes = AppsApplication.class, webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AppsE2E {
    private static final int PORT = freePort();
    private static final String URL = "http://localhost:" + PORT;
    private static final TestPostgres.Database DATABASE = TestPostgres.create();
    private static final LocalIdentity IDENTITY = LocalIdentity.start(0);

    @Autowired
    private DataSource database;

    @Autowired
    private FakeLookUps registry;

    private static final Screens SCREENS = Screens.of(AppsE2E.class);
    private Browser browser;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("server.port", () -> PORT);
        registry.add("server.address", () -> "127.0.0.1");
        registry.add("management.server.port", () -> 0);
        registry.add("management.server.address", () -> "127.0.0.1");
        registry.add("portal.url", () -> URL);
        registry.add("spring.datasource.url", DATABASE::url);
        registry.add("spring.datasource.username", DATABASE::user);
        registry.add("spring.datasource.password", DATABASE::password);
        registry.add("db-scheduler.enabled", () -> false);
        IDENTITY.settings().forEach((name, value) -> registry.add(name, () -> value));
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    @BeforeAll
    void launch() {
        var sql = new JdbcTemplate(database);
        for (var node : new String[] {"node-a,440", "node-b,184", "node-c,568"}) {
            var name = node.split(",", -1)[0];
            var free = Integer.parseInt(node.split(",", -1)[1]);
            sql.update(
                    "insert into node_snapshot values (?, ?, ?, 't3.small', 'x86_64', 'eu-north-1a', 'ACTIVE', true,"
                            + " 2048, 1024, 1900, ?, now())",
                    name,
                    name,
                    name,
                    free);
        }
        browser = Browser.launch();
    }

    @AfterAll
    void close() {
        browser.close();
        assertThat(browser.complaints()).isEmpty();
        SCREENS.complete();
    }

    private static NewContextOptions looks(boolean script, String theme, int width) {
        return new NewContextOptions()
                .setJavaScriptEnabled(script)
                .setColorScheme(theme.equals("dark") ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setLocale("en")
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(width, 900);
    }

    private static Page fresh(BrowserContext window) {
        return Browser.signIn(window, URL, LocalPerson.KARI, "/apps/new");
    }

    private static void fill(Page page, String name) {
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill(name);
        page.getByLabel("Image", new Page.GetByLabelOptions().setExact(true)).fill("ghcr.io/dotkom/web:1.4.2");
    }

    private static void press(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    /** No finding of axe, nothing to scroll sideways; and a picture for those who look. */
    private static void judge(Page page, String name, String look) {
        // What lies under the sticky bar is judged as covered.
        page.evaluate("scrollTo(0, 0)");
        var scheme = look.startsWith("dark") ? ColorScheme.DARK : ColorScheme.LIGHT;
        SCREENS.take(page, name, page.viewportSize().width, scheme);
        assertThat(Browser.axe(page)).as(name).isEmpty();
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as("%s fits its window", name)
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anApplicationIsRegisteredWithAndWithoutScript(boolean script) {
        var name = script ? "scripted" : "plain";
        try (var window = browser.window(looks(script, "light", 1440))) {
            var page = fresh(window);
            fill(page, name);
            press(page, "Review");
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                    .hasText(Pattern.compile("Review " + name + "\\s*staging"));
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Change Port"))
                    .click();
            assertThat(page).hasURL(URL + "/apps/new#port");
            page.getByLabel("Port").fill("4000");
            press(page, "Review");
            press(page, "Create and deploy " + name + " (staging)");
            page.waitForURL(URL + "/apps/" + name + "/staging/versions/1");
        }
    }

    @Test
    void whatIsWrongIsToldAndFocusedAndTypedTextStays() {
        try (var window = browser.window(looks(true, "light", 1440))) {
            var page = fresh(window);
            fill(page, "wrong");
            page.getByLabel("Port").fill("none");
            page.locator("summary").click();
            page.getByLabel("Variables").fill("A=1\nnonsense");
            press(page, "Review");
            assertThat(page).hasTitle(Pattern.compile("^Error: Register an application"));
            assertThat(page.locator(".summary")).isFocused();
            assertThat(page.getByLabel("Variables")).hasValue("A=1\nnonsense");
            assertThat(page.getByLabel("Variables")).isVisible();
            page.getByRole(
                            AriaRole.LINK,
                            new Page.GetByRoleOptions().setName("Enter the port the app listens on, 1 to 65535"))
                    .click();
            assertThat(page.getByLabel("Port")).isFocused();
            judge(page, "register-errors", "light");
        }
    }

    @Test
    void aHostThatWasTakenSinceReviewBringsTheFormBackWithEverythingInIt() {
        try (var window = browser.window(looks(true, "light", 1440))) {
            var first = fresh(window);
            var second = window.newPage();
            second.navigate(URL + "/apps/new");
            for (var page : List.of(first, second)) {
                fill(page, page == first ? "sooner" : "later");
                page.locator("#domain").fill("raced.online.ntnu.no");
                page.locator("summary").click();
                page.getByLabel("Variables").fill("A=1\nB=2");
                press(page, "Review");
                page.waitForURL(URL + "/apps/review");
            }
            press(first, "Create and deploy sooner (staging)");
            first.waitForURL(URL + "/apps/sooner/staging/versions/1");
            press(second, "Create and deploy later (staging)");
            assertThat(second.locator(".summary")).isFocused();
            assertThat(second).hasTitle(Pattern.compile("^Error: "));
            assertThat(second.locator("#domain-error"))
                    .containsText("raced.online.ntnu.no is already routed to sooner-staging. Open sooner-staging");
            assertThat(second.getByLabel("Variables")).hasValue("A=1\nB=2");
            second.locator("#domain").fill("free.online.ntnu.no");
            press(second, "Review");
            press(second, "Create and deploy later (staging)");
            second.waitForURL(URL + "/apps/later/staging/versions/1");
        }
    }

    @Test
    void factsComeUnderTheFieldsThatChanged() {
        try (var window = browser.window(looks(true, "light", 1440))) {
            var page = fresh(window);
            fill(page, "facts");
            page.keyboard().press("Tab");
            assertThat(page.locator("#image-fact")).containsText("Found. linux/amd64, linux/arm64, 182 MB");
            assertThat(page.locator("#domain-fact")).containsText("It will be facts-staging.online.ntnu.no.");
            page.locator("#size-medium").check();
            assertThat(page.locator("#size-fact")).containsText("Fits on 1 of 3 nodes.");
            assertThat(page.locator("#cpu")).isHidden();
            page.locator("#size-custom").check();
            assertThat(page.locator("#cpu")).isVisible();
            page.locator("[name=reach][value=nobody]").check();
            assertThat(page.locator("#port")).isHidden();
        }
    }

    /** Leaving the field asks for a fact that pushes the button down, while the mouse is still pressed on it. */
    @Test
    void aButtonThatIsPushedAwayWhileItIsPressedIsPressedAllTheSame() {
        try (var window = browser.window(looks(true, "light", 1440))) {
            var page = fresh(window);
            fill(page, "pushed");
            page.locator("#count").fill("2");
            var answered = page.waitForResponse(
                    "**/apps/new/size*",
                    () -> page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Review"))
                            .click(new Locator.ClickOptions().setDelay(500)));
            assertThat(answered.status()).isEqualTo(200);
            assertThat(page).hasURL(URL + "/apps/review");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"light-1440", "dark-1440", "light-768", "dark-320"})
    void everyPageIsWellInEveryLook(String look) {
        var theme = look.split("-", -1)[0];
        var width = Integer.parseInt(look.split("-", -1)[1]);
        var name = "look-" + look;
        try (var window = browser.window(looks(true, theme, width))) {
            var page = fresh(window);
            judge(page, "register", look);
            fill(page, name);
            page.keyboard().press("Tab");
            assertThat(page.locator("#image-fact")).containsText("Found.");
            press(page, "Review");
            page.waitForURL(URL + "/apps/review");
            judge(page, "review", look);
            press(page, "Create and deploy " + name + " (staging)");
            page.waitForURL(Pattern.compile("/versions/1$"));
            var base = URL + "/apps/" + name + "/staging";
            page.navigate(base + "/settings");
            page.locator("summary").click();
            judge(page, "settings", look);
            page.getByLabel("Tasks").fill("3");
            page.getByLabel("Variables").fill("GREETING=hello");
            press(page, "Review changes");
            page.waitForURL(base + "/settings/review");
            judge(page, "changes", look);
            press(page, "Deploy " + name + " (staging)");
            page.waitForURL(base + "/versions/2");
            page.navigate(base + "/deploy");
            page.getByLabel("Image").fill("ghcr.io/dotkom/web:gone");
            press(page, "Deploy " + name + " (staging)");
            assertThat(page.locator(".summary")).isFocused();
            judge(page, "deploy", look);
            page.navigate(base + "/versions/1/rollback");
            judge(page, "rollback", look);
            judgeSettingsThatChangedMeanwhile(page, base, name, look);
            judgeARollBackWithoutItsImage(page, base, name, look);
            judgeAFormThatWasOpenForTooLong(page, base, name, look);
            page.navigate(base + "/remove");
            judge(page, "remove", look);
            press(page, "Remove " + name + "-staging");
            page.waitForURL(base);
        }
    }

    /** The newest version is the second; the third is asked for in another tab, while this one fills in the form. */
    private void judgeSettingsThatChangedMeanwhile(Page page, String base, String name, String look) {
        page.navigate(base + "/settings");
        deployElsewhere(page, base, name, look, 3);
        page.getByLabel("Tasks").fill("2");
        press(page, "Review changes");
        assertThat(page.locator("main")).containsText("Kari Nilsen changed this");
        assertThat(page.locator("#compare")).isVisible();
        judge(page, "settings-conflict", look);
    }

    private void judgeARollBackWithoutItsImage(Page page, String base, String name, String look) {
        deployElsewhere(page, base, name, "1.4.3", 4);
        registry.delete(look);
        page.navigate(base + "/versions/3/rollback");
        assertThat(page.locator("main")).containsText("The image of v3 is no longer in the registry.");
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Deploy v3 again")))
                .isDisabled();
        judge(page, "rollback-gone", look);
    }

    private static void deployElsewhere(Page page, String base, String name, String tag, int version) {
        var tab = page.context().newPage();
        tab.navigate(base + "/deploy");
        tab.getByLabel("Image").fill("ghcr.io/dotkom/web:" + tag);
        press(tab, "Deploy " + name + " (staging)");
        tab.waitForURL(base + "/versions/" + version);
        tab.close();
    }

    private static void judgeAFormThatWasOpenForTooLong(Page page, String base, String name, String look) {
        page.navigate(base + "/remove");
        page.evaluate("document.querySelectorAll('main [name=_csrf]').forEach((token) => (token.value = 'old'))");
        press(page, "Remove " + name + "-staging");
        assertThat(page.locator("h1")).hasText("This page was open for too long");
        judge(page, "expired", look);
    }
}
