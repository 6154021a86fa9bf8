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
import javax.sql.DataSource;
import no.dotkom.portal.dashboard.KnownSecrets;
import no.dotkom.portal.local.Browser;
import no.dotkom.portal.local.LocalIdentity;
import no.dotkom.portal.local.LocalPerson;
import no.dotkom.portal.local.Screens;
import no.dotkom.portal.local.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The pages of an application in a real browser, with three nodes' room and a registry that answers as it is told. */
@SpringBootTest(classes = AppsApplication.class, webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AppsBrowser {
    private static final int PORT = freePort();
    static final String URL = "http://localhost:" + PORT;
    private static final TestPostgres.Database DATABASE = TestPostgres.create();
    private static final LocalIdentity IDENTITY = LocalIdentity.start(0);

    @Autowired
    private DataSource database;

    @Autowired
    FakeLookUps registry;

    @Autowired
    KnownSecrets secrets;

    private final Screens screens = Screens.of(getClass());
    Browser browser;

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
                            + " 2048, 1024, 1900, ?, now()) on conflict do nothing",
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
        screens.complete();
    }

    static NewContextOptions looks(boolean script, String theme, int width) {
        return new NewContextOptions()
                .setJavaScriptEnabled(script)
                .setColorScheme(theme.equals("dark") ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setLocale("en")
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(width, 900);
    }

    static Page fresh(BrowserContext window) {
        return Browser.signIn(window, URL, LocalPerson.KARI, "/apps/new");
    }

    static void fill(Page page, String name) {
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill(name);
        page.getByLabel("Image", new Page.GetByLabelOptions().setExact(true)).fill("ghcr.io/dotkom/web:1.4.2");
    }

    static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    static void press(Page page, String button) {
        button(page, button).click();
    }

    /** No finding of axe, nothing to scroll sideways; and a picture for those who look. */
    void judge(Page page, String name, String look) {
        // What lies under the sticky bar is judged as covered.
        page.evaluate("scrollTo(0, 0)");
        var scheme = look.startsWith("dark") ? ColorScheme.DARK : ColorScheme.LIGHT;
        screens.take(page, name, page.viewportSize().width, scheme);
        assertThat(Browser.axe(page)).as(name).isEmpty();
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as("%s fits its window", name)
                .isTrue();
    }
}
