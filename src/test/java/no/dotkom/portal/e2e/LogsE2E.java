package no.dotkom.portal.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import no.dotkom.portal.dashboard.logs.LogStreams;
import no.dotkom.portal.local.Browser;
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
import org.springframework.beans.factory.annotation.Autowired;
import software.amazon.awssdk.services.ecs.EcsClient;

/** The log viewer over a portal, an AWS and a task that run, in a real browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LogsE2E extends RunningPortal {
    private static final String PATH = "/apps/chat/staging/logs";
    private static final LocatorAssertions.IsVisibleOptions SOON =
            new LocatorAssertions.IsVisibleOptions().setTimeout(15_000);
    private static final Path PICTURES = Path.of("target/screens");
    private static Browser browser;
    private static BrowserContext window;
    private static Page page;
    private static String stream = "";

    /** The portal's own, to cut them. */
    @Autowired
    private LogStreams streams;

    @BeforeAll
    static void begin() {
        browser = Browser.launch();
        window = browser.window(new NewContextOptions()
                .setViewportSize(1440, 1000)
                .setPermissions(List.of("clipboard-read", "clipboard-write")));
        page = Browser.signIn(window, url(), LocalPerson.KARI, "/apps");
        page.navigate(url() + "/apps/new");
        page.locator("#name").fill("chat");
        page.locator("#image").fill("demo/healthy:1.0");
        page.locator("#domain").fill("chat.localhost");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Review")))
                .click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Create and deploy chat (staging)"))
                .click();
        Awaitility.await().atMost(Duration.ofSeconds(90)).pollInSameThread().until(() -> {
            page.waitForTimeout(200);
            return page.title().contains("✓ v1 live");
        });
        try (var ecs = Clients.over(EcsClient.builder(), WORLD.endpoint())) {
            var arn = ecs.listTasks(list -> list.cluster(WORLD.platform().cluster()))
                    .taskArns()
                    .getFirst();
            stream = "task/chat-staging/" + arn.substring(arn.lastIndexOf('/') + 1);
        }
    }

    @AfterAll
    static void end() {
        browser.close();
        assertThat(browser.complaints()).isEmpty();
    }

    private static void write(String text) {
        var timeline = WORLD.parts().timeline();
        timeline.lock.lock();
        try {
            WORLD.parts().logs().put("/apps/chat-staging", stream, timeline.instant(), text);
        } finally {
            timeline.lock.unlock();
        }
    }

    private static Locator row(String text) {
        return page.locator(".chunk > li").filter(new Locator.FilterOptions().setHasText(text));
    }

    private static Locator chip(String state) {
        return page.locator("#log-chip [data-when=" + state + "]");
    }

    private static void open() {
        page.navigate(url() + PATH);
        assertThat(chip("live")).isVisible(SOON);
    }

    @Test
    @Order(1)
    void linesComeAsTheyAreWritten() {
        // Given
        page.navigate(url() + "/apps/chat/staging");
        page.locator(".rail").getByText("Logs").click();
        assertThat(chip("live")).isVisible(SOON);
        assertThat(row("Listening on 0.0.0.0")).isVisible();
        assertThat(page.locator(".sign")
                        .filter(new Locator.FilterOptions().setHasText("started on node-"))
                        .first())
                .isVisible();

        // When
        var took = new ArrayList<Long>();
        for (int i = 0; i < 8; i++) {
            var begun = System.nanoTime();
            write("INFO hello number " + i + ".");
            assertThat(row("hello number " + i + ".")).isVisible(SOON);
            took.add(Duration.ofNanos(System.nanoTime() - begun).toMillis());
            page.waitForTimeout(170 * i);
        }

        // Then
        System.out.println("From CloudWatch to the screen, ms: " + took);
        assertThat(took).allMatch(millis -> millis < 4_000);
    }

    @Test
    @Order(2)
    void whoPausesReadsInPeace() {
        // Given
        open();
        IntStream.range(0, 120).forEach(i -> write("INFO filling " + i + "."));
        assertThat(row("filling 119.")).isVisible(SOON);

        // When
        page.locator("#log").focus();
        page.keyboard().press("f");
        IntStream.range(0, 3).forEach(i -> write("WARN while paused " + i + "."));

        // Then
        assertThat(chip("paused")).isVisible();
        assertThat(page.locator("#log-new"))
                .hasText("3 new lines", new LocatorAssertions.HasTextOptions().setTimeout(15_000));
        assertThat(row("while paused 0.")).hasCount(0);
        page.locator("#log-new").click();
        assertThat(row("while paused 2.")).isVisible();
        assertThat(chip("live")).isVisible();

        // When
        page.locator("#log").hover();
        page.mouse().wheel(0, -600);

        // Then
        assertThat(chip("paused")).isVisible();
        assertThat(page.locator("#log-state")).containsText("because you scrolled up");
        var top = page.locator("#log").evaluate("log => log.scrollTop");
        write("INFO one more.");
        assertThat(page.locator("#log-new"))
                .hasText("1 new line", new LocatorAssertions.HasTextOptions().setTimeout(15_000));
        assertThat(page.locator("#log").evaluate("log => log.scrollTop")).isEqualTo(top);
        page.keyboard().press("f");
        assertThat(row("one more.")).isVisible();
    }

    @Test
    @Order(3)
    void hostileLinesDoNothing() {
        // Given
        open();
        var hostile = List.of(
                "<script>window.harmed = 1</script> HOSTILE-1",
                "<img src=x onerror='window.harmed = 2'> HOSTILE-2",
                "\u001b]8;;javascript:window.harmed=3\u0007click\u001b]8;;\u0007 HOSTILE-3",
                "\u001b]52;c;aGFybWVk\u0007\u001b[2J\u001b[1;31mred\u001b[0m\u001b[38;2;255;0;0mtrue\u001b[0m \u0007\u0000 HOSTILE-4",
                "\u202e\u2066 gnp.exe \u202e HOSTILE-5",
                "HOSTILE-6 " + "A".repeat(1_000_000),
                "a\r\n\r\nevent: end\r\ndata: {\"text\":\"forged\"} HOSTILE-7",
                "{{7*7}} ${7*7} #{x} [[${1}]] HOSTILE-8");

        // When
        hostile.forEach(LogsE2E::write);

        // Then
        for (int i = 1; i <= hostile.size(); i++) {
            assertThat(row("HOSTILE-" + i)).isVisible(SOON);
        }
        assertThat(row("HOSTILE-1").locator(".tx")).hasText("<script>window.harmed = 1</script> HOSTILE-1");
        assertThat(row("HOSTILE-3").locator(".tx")).hasText("click HOSTILE-3");
        assertThat(row("HOSTILE-4").locator(".tx")).hasText("redtrue ␇␀ HOSTILE-4");
        assertThat(row("HOSTILE-4").locator(".ab.an-1")).hasText("red");
        assertThat(page.locator("#log script, #log img, #log iframe, #log [onerror]"))
                .hasCount(0);
        assertThat(page.evaluate("window.harmed")).isNull();
        assertThat(chip("live")).isVisible();
        page.navigate(url() + PATH);
        assertThat(row("HOSTILE-2").locator(".tx")).hasText("<img src=x onerror='window.harmed = 2'> HOSTILE-2");
        assertThat(page.evaluate("window.harmed")).isNull();
        assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .isEqualTo(0);
    }

    @Test
    @Order(4)
    void aTraceFoldsWhileItComes() {
        open();
        write("ERROR java.lang.IllegalStateException: room 7 is full");
        write("\tat no.example.Room.enter(Room.java:1)");
        write("\tat no.example.Room.open(Room.java:2)");
        var trace = row("room 7 is full");
        assertThat(trace.locator("summary"))
                .containsText("+ 2 lines", new LocatorAssertions.ContainsTextOptions().setTimeout(15_000));
        assertThat(trace).hasAttribute("data-level", "error");
        trace.locator("summary").click();
        assertThat(trace.getByText("Room.open")).isVisible();
    }

    @Test
    @Order(5)
    void aSearchFindsWhatIsLoadedAndWhatIsNotAndKeepsFollowing() {
        // Given
        write("INFO needle in the past");
        IntStream.range(0, 700).forEach(i -> write("INFO hay " + i + "."));
        open();
        assertThat(row("needle")).hasCount(0);

        // When
        page.keyboard().press("/");
        page.keyboard().type("needle");

        // Then
        assertThat(row("needle in the past")).isVisible(SOON);
        assertThat(row("hay 699.")).hasCount(0);
        assertThat(page.locator("#log mark")).hasText("needle");
        assertThat(page).hasURL(Pattern.compile("\\?q=needle$"));
        assertThat(page.locator("#lq")).isFocused();
        write("INFO hay again.");
        write("INFO a new needle");
        assertThat(row("a new needle")).isVisible(SOON);
        assertThat(row("hay again.")).hasCount(0);
        assertThat(page.locator("#log-searched")).containsText("Searched to");

        // When
        page.locator("#lq").fill("/ne+dle$/");
        assertThat(row("needle in the past")).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(15_000));
        assertThat(row("a new needle")).isVisible();

        // When
        page.keyboard().press("Escape");
        assertThat(row("hay again.")).isVisible(SOON);
        assertThat(page).hasURL(url() + PATH + "?");
    }

    @Test
    @Order(6)
    void aCutLosesNoLineAndDoublesNone() {
        // Given
        open();
        for (int cut = 0; cut < 4; cut++) {
            write("INFO before cut " + cut + ".");
            page.waitForTimeout(700 * cut);
            streams.stop();
            write("INFO during cut " + cut + ".");
            assertThat(chip("reconnecting")).isVisible(SOON);
            streams.start();
            write("INFO after cut " + cut + ".");
            assertThat(row("after cut " + cut + ".")).isVisible(SOON);
        }

        // Then
        for (int cut = 0; cut < 4; cut++) {
            for (var when : List.of("before", "during", "after")) {
                assertThat(row(when + " cut " + cut + ".")).hasCount(1);
            }
        }
    }

    @Test
    @Order(7)
    void aLineCanBeLinkedToAndLeadsBack() {
        // Given
        open();
        write("ERROR link to me");
        assertThat(row("link to me")).isVisible(SOON);

        // When
        row("link to me").locator("a.at").click();

        // Then
        assertThat(page).hasURL(Pattern.compile("\\?at=[0-9]+\\.[0-9]+$"));
        assertThat(page.locator("li[aria-current=true]")).containsText("link to me");
        page.locator("#log-live").click();
        assertThat(chip("live")).isVisible(SOON);
    }

    @Test
    @Order(8)
    void whoIsSignedOutIsToldSo() {
        open();
        try (var other = browser.window(new NewContextOptions().setStorageState(window.storageState()))) {
            var tab = other.newPage();
            tab.navigate(url() + PATH);
            assertThat(tab.locator("#log-chip [data-when=live]")).isVisible(SOON);
            other.clearCookies();
            streams.stop();
            streams.start();
            assertThat(tab.locator("#log-chip [data-when=signed-out]")).isVisible(SOON);
        }
    }

    @Test
    @Order(9)
    void itLooksAsItShouldInBothThemesAndHasNoFindingByAxe() {
        // Given
        for (var line : List.of(
                "\u001b[32mGET\u001b[0m /api/courses/TDT4120 \u001b[36m200\u001b[0m 18 ms",
                "level=debug cache hit course:TDT4120 ttl=271",
                "WARN upstream api.grades.no slow: 1,204 ms for /grades?course=TMA4100",
                "\u001b[1m▲ Next.js 15.4.2\u001b[0m",
                "TypeError: Cannot read properties of undefined (reading 'average')",
                "    at Page (/app/server/page.js:12:3)",
                "    at render (/app/server/render.js:88:1)",
                "{\"level\":30,\"msg\":\"search\",\"q\":\"diskret\",\"hits\":14}",
                "[error] GET /courses/EXPH0300 \u001b[31m500\u001b[0m 12 ms",
                "prerendered 128 pages")) {
            write(line);
        }
        var findings = new ArrayList<String>();

        // When
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (var width : new int[] {1440, 320}) {
                var options = new NewContextOptions()
                        .setStorageState(window.storageState())
                        .setViewportSize(width, 1000)
                        .setColorScheme(scheme)
                        .setLocale(scheme == ColorScheme.DARK && width == 320 ? "nb-NO" : "en-GB");
                try (var other = browser.window(options)) {
                    var tab = other.newPage();
                    tab.navigate(url() + PATH);
                    assertThat(tab.locator("#log-chip [data-when=live]")).isVisible(SOON);
                    picture(tab, "logs", width, scheme);
                    Browser.axe(tab).forEach(found -> findings.add(scheme + " " + width + " " + found));
                    if ((int) tab.evaluate("document.documentElement.scrollWidth - innerWidth") > 0) {
                        findings.add("too wide at " + width);
                    }
                    tab.locator(".menu summary").nth(1).click();
                    picture(tab, "logs-menu", width, scheme);
                    Browser.axe(tab).forEach(found -> findings.add("menu " + scheme + " " + width + " " + found));
                    tab.navigate(url() + PATH + "?q=GET&level=error");
                    picture(tab, "logs-search", width, scheme);
                    Browser.axe(tab).forEach(found -> findings.add("search " + scheme + " " + width + " " + found));
                }
            }
        }

        // Then
        assertThat(findings).isEmpty();
    }

    private static void picture(Page tab, String name, int width, ColorScheme scheme) {
        tab.waitForTimeout(400);
        tab.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(
                        "%s-%d-%s.png".formatted(name, width, scheme.name().toLowerCase(java.util.Locale.ROOT)))));
    }

    @Test
    @Order(10)
    void withoutScriptTheLastLinesCanBeReadRefreshedAndDownloaded() {
        var options = new NewContextOptions().setJavaScriptEnabled(false).setStorageState(window.storageState());
        try (var plain = browser.window(options)) {
            var tab = plain.newPage();
            tab.navigate(url() + PATH);
            assertThat(tab.locator("#log")).containsText("prerendered 128 pages");
            write("INFO after a refresh");
            tab.waitForTimeout(3_500);
            tab.getByText("Refresh").click();
            assertThat(tab.locator("#log")).containsText("after a refresh");
            tab.locator("[aria-label=Download]").click();
            var file = tab.waitForDownload(() -> tab.getByText(".log").last().click());
            assertThat(file.suggestedFilename()).matches("chat-staging-[0-9]{8}T[0-9]{4}Z\\.log");
        }
    }

    @Test
    @Order(11)
    @SuppressWarnings("unchecked")
    void fiveHundredLinesASecondLeaveThePageUsable() {
        // Given
        open();
        page.evaluate("""
                () => {
                  window.gaps = []; window.long = 0;
                  let last = performance.now();
                  const tick = (now) => { window.gaps.push(now - last); last = now; requestAnimationFrame(tick); };
                  requestAnimationFrame(tick);
                  new PerformanceObserver((list) => (window.long += list.getEntries().length)).observe({ entryTypes: ["longtask"] });
                }""");

        // When
        for (int i = 0; i < 6_000; i++) {
            write("INFO flood number " + i + ". " + "x".repeat(60));
            if (i % 50 == 49) {
                page.waitForTimeout(100);
            }
        }
        assertThat(row("flood number 5999.")).isVisible(SOON);

        // Then
        var frames = ((List<Number>) page.evaluate("window.gaps.sort((a, b) => a - b)"));
        var p95 = frames.get((int) (frames.size() * 0.95)).doubleValue();
        System.out.println("Frame p95 ms: " + p95 + ", long tasks: " + page.evaluate("window.long") + " in "
                + frames.stream().mapToDouble(Number::doubleValue).sum() / 1_000 + " s");
        assertThat(p95).isLessThan(150);
        assertThat(page.locator(".sign[data-state=gap]")).hasCount(0);
        assertThat((int) page.evaluate("document.querySelectorAll('.chunk > li').length"))
                .isBetween(4_000, 5_200);
    }
}
