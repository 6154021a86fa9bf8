package no.dotkom.portal.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lines as they come: following, pausing, cuts. */
class LogsE2E extends LogViewer {
    @Test
    void linesComeAsTheyAreWritten() {
        // Given
        page.navigate(url() + PATH + "?from=2000-01-01T00:00:00Z");
        assertThat(row("Listening on 0.0.0.0").first()).isVisible();
        assertThat(page.locator(".sign")
                        .filter(new Locator.FilterOptions().setHasText("started on node-"))
                        .first())
                .isVisible();
        page.navigate(url() + "/apps/chat/staging");
        page.locator(".rail").getByText("Logs").click();
        assertThat(chip("live")).isVisible(SOON);

        // When
        var took = new ArrayList<Long>();
        for (int i = 0; i < 4; i++) {
            var begun = System.nanoTime();
            write("INFO hello number " + i + ".");
            assertThat(row("hello number " + i + ".")).isVisible(SOON);
            took.add(Duration.ofNanos(System.nanoTime() - begun).toMillis());
        }

        // Then
        System.out.println("From CloudWatch to the screen, ms: " + took);
        assertThat(took).allMatch(millis -> millis < 4_000);
    }

    @Test
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
    void aTraceThatIsToldAgainIsNotFoldedTwice() {
        // Given
        write("ERROR java.lang.IllegalStateException: room 8 is full");
        write("\tat no.example.Room.enter(Room.java:1)");
        write("\tat no.example.Room.open(Room.java:2)");
        open();
        assertThat(row("room 8 is full").locator("summary")).containsText("+ 2 lines");
        var first = row("room 8 is full").locator("a.at").getAttribute("href").replaceAll(".*at=([0-9]+).*", "$1");

        // When
        page.route(
                "**/logs/stream?*",
                route -> route.resume(new Route.ResumeOptions()
                        .setUrl(route.request().url().replaceAll("after=[^&]+", "after=" + first + "."))));
        streams.stop();
        streams.start();
        write("INFO after the trace was told again");

        // Then
        assertThat(row("after the trace was told again")).isVisible(SOON);
        page.unroute("**/logs/stream?*");
        assertThat(row("room 8 is full")).hasCount(1);
        assertThat(row("room 8 is full").locator("summary")).containsText("+ 2 lines");
    }

    @Test
    void aCutLosesNoLineAndDoublesNone() {
        // Given
        open();
        for (int cut = 0; cut < 2; cut++) {
            write("INFO before cut " + cut + ".");
            if (cut > 0) {
                assertThat(row("before cut " + cut + ".")).isVisible(SOON);
            }
            streams.stop();
            write("INFO during cut " + cut + ".");
            assertThat(chip("reconnecting")).isVisible(SOON);
            streams.start();
            write("INFO after cut " + cut + ".");
            assertThat(row("after cut " + cut + ".")).isVisible(SOON);
        }

        // Then
        for (int cut = 0; cut < 2; cut++) {
            for (var when : List.of("before", "during", "after")) {
                assertThat(row(when + " cut " + cut + ".")).hasCount(1);
            }
        }
    }

    @Test
    void aTabThatWakesUpConnectsOnce() {
        // Given
        try (var other = browser.window(new NewContextOptions().setStorageState(window.storageState()))) {
            var tab = other.newPage();
            tab.clock().install();
            tab.navigate(url() + PATH);
            assertThat(tab.locator("#log-chip [data-when=live]")).isVisible(SOON);
            var attempts = new ArrayList<Route>();
            tab.route("**/logs/stream?*", attempts::add);

            // When
            tab.clock().fastForward(60_000);
            tab.waitForCondition(() -> !attempts.isEmpty());
            tab.clock().runFor(5_000);

            // Then
            assertThat(attempts).hasSize(1);
            attempts.getFirst().resume();
            tab.unroute("**/logs/stream?*");
            write("INFO after the tab woke up");
            assertThat(tab.locator("#log"))
                    .containsText(
                            "after the tab woke up", new LocatorAssertions.ContainsTextOptions().setTimeout(15_000));
        }
    }

    @Test
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
}
