package no.dotkom.portal.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.List;
import no.dotkom.portal.dashboard.logs.LogStreams;
import no.dotkom.portal.local.Browser;
import no.dotkom.portal.local.LocalPerson;
import no.dotkom.portal.localaws.wire.Clients;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import software.amazon.awssdk.services.ecs.EcsClient;

/** The log viewer of an application that runs, in a real browser. Classes share the application and its log. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LogViewer extends RunningPortal {
    static final String PATH = "/apps/chat/staging/logs";
    static final LocatorAssertions.IsVisibleOptions SOON = new LocatorAssertions.IsVisibleOptions().setTimeout(15_000);
    private static String stream = "";
    static Browser browser;
    static BrowserContext window;
    static Page page;

    /** The portal's own, to cut them. */
    @Autowired
    LogStreams streams;

    @BeforeAll
    static void begin() {
        browser = Browser.launch();
        window = browser.window(new NewContextOptions()
                .setViewportSize(1440, 1000)
                .setPermissions(List.of("clipboard-read", "clipboard-write")));
        page = Browser.signIn(window, url(), LocalPerson.KARI, "/apps");
        if (stream.isEmpty()) {
            register();
            stream = streamOfItsTask();
        }
    }

    private static void register() {
        Walk.form(page, "chat", "demo/healthy:1.0", "chat.localhost");
        Walk.create(page);
        page.waitForCondition(
                () -> page.title().contains("✓ v1 live"), new Page.WaitForConditionOptions().setTimeout(90_000));
    }

    private static String streamOfItsTask() {
        try (var ecs = Clients.over(EcsClient.builder(), WORLD.endpoint())) {
            var names = WORLD.platform().cluster();
            var arn = ecs.listTasks(list -> list.cluster(names).family("chat-staging"))
                    .taskArns()
                    .getFirst();
            return "task/chat-staging/" + arn.substring(arn.lastIndexOf('/') + 1);
        }
    }

    @AfterAll
    static void end() {
        browser.close();
        assertThat(browser.complaints()).isEmpty();
    }

    static void write(String text) {
        var timeline = WORLD.parts().timeline();
        timeline.lock.lock();
        try {
            WORLD.parts().logs().put("/apps/chat-staging", stream, timeline.instant(), text);
        } finally {
            timeline.lock.unlock();
        }
    }

    static Locator row(String text) {
        return page.locator(".chunk > li").filter(new Locator.FilterOptions().setHasText(text));
    }

    static Locator chip(String state) {
        return page.locator("#log-chip [data-when=" + state + "]");
    }

    static void open() {
        page.navigate(url() + PATH);
        assertThat(chip("live")).isVisible(SOON);
    }
}
