package no.dotkom.portal.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import no.dotkom.portal.local.Browser;
import no.dotkom.portal.local.Screens;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** How a log looks: hostile lines, both themes, no script. */
class LogLooksE2E extends LogViewer {
    private static final Screens SCREENS = Screens.of(LogLooksE2E.class);

    @AfterAll
    static void complete() {
        SCREENS.complete();
    }

    @Test
    void withoutScriptTheLastLinesCanBeReadRefreshedAndDownloaded() {
        var options = new NewContextOptions().setJavaScriptEnabled(false).setStorageState(window.storageState());
        try (var plain = browser.window(options)) {
            var tab = plain.newPage();
            tab.navigate(url() + PATH);
            write("INFO after a refresh");
            Awaitility.await()
                    .pollInSameThread()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> tab.request().get(url() + PATH).text().contains("after a refresh"));
            tab.getByText("Refresh").click();
            assertThat(tab.locator("#log")).containsText("after a refresh");
            // Chromium draws the page before it can be clicked: without a script nothing else tells that it has.
            tab.waitForLoadState();
            SCREENS.take(tab, "logs-plain", tab.viewportSize().width, ColorScheme.LIGHT);
            tab.locator("[aria-label=Download]").click();
            var file = tab.waitForDownload(() -> tab.getByText(".log").last().click());
            assertThat(file.suggestedFilename()).matches("chat-staging-[0-9]{8}T[0-9]{4}Z\\.log");
        }
    }

    @Test
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
        hostile.forEach(LogViewer::write);

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
    void whatCameTooFastIsAGapThatCanBeLoaded() {
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            // Given
            var options = new NewContextOptions()
                    .setStorageState(window.storageState())
                    .setViewportSize(1440, 1000)
                    .setColorScheme(scheme);
            try (var other = browser.window(options)) {
                var tab = other.newPage();
                tab.navigate(url() + PATH);
                assertThat(tab.locator("#log-chip [data-when=live]")).isVisible(SOON);
                var flood = "burst " + scheme + " line ";

                // When: more than waits for one reader (2,000) in one breath
                burst(2_600, flood);

                // Then
                var gap = tab.locator(".sign[data-state=gap]");
                assertThat(gap.first()).isVisible(SOON);
                assertThat(gap.first()).containsText("lines skipped.");
                assertThat(tab.locator(".chunk > li").last()).containsText(flood + "2599.");
                gap.first().scrollIntoViewIfNeeded();
                SCREENS.take(tab, "logs-gap", 1440, scheme);
                assertThat(Browser.axe(tab)).isEmpty();

                // When
                gap.first().getByText("Load").click();

                // Then
                assertThat(tab.locator(".chunk > li").filter(new Locator.FilterOptions().setHasText(flood + "0.")))
                        .hasCount(1);
            }
        }
    }

    /** Lines that are all there before anybody reads the first. */
    private static void burst(int lines, String text) {
        var timeline = WORLD.parts().timeline();
        timeline.lock.lock();
        try {
            for (var i = 0; i < lines; i++) {
                write(text + i + ".");
            }
        } finally {
            timeline.lock.unlock();
        }
    }

    @Test
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
                    SCREENS.take(tab, "logs-live", width, scheme);
                    // To axe the last hundred rows say the same as five hundred, in a fifth of the time.
                    tab.evaluate(
                            "document.querySelectorAll('.chunk:not(:last-of-type)').forEach((old) => old.remove())");
                    Browser.axe(tab).forEach(found -> findings.add(scheme + " " + width + " " + found));
                    if ((int) tab.evaluate("document.documentElement.scrollWidth - innerWidth") > 0) {
                        findings.add("too wide at " + width);
                    }
                    tab.locator(".menu summary").nth(1).click();
                    SCREENS.take(tab, "logs-menu", width, scheme);
                    Browser.axe(tab).forEach(found -> findings.add("menu " + scheme + " " + width + " " + found));
                    tab.navigate(url() + PATH + "?q=GET&level=error");
                    SCREENS.take(tab, "logs-found", width, scheme);
                    Browser.axe(tab).forEach(found -> findings.add("search " + scheme + " " + width + " " + found));
                }
            }
        }

        // Then
        assertThat(findings).isEmpty();
    }
}
