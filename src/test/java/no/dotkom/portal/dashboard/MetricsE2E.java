package no.dotkom.portal.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import no.dotkom.portal.dashboard.port.Metrics.Measure;
import no.dotkom.portal.local.Browser;
import no.dotkom.portal.local.LocalPerson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the script adds to the charts: one cursor for all of them, by pointer and by keys, and the zoom. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsE2E extends DashboardPages {
    private static final Instant BEGIN =
            Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(58));
    private Browser browser;
    private Scene scene;

    @BeforeAll
    void launch() {
        browser = Browser.launch();
        scene = live();
        for (var minute = 0; minute < 55; minute++) {
            var at = BEGIN.plus(Duration.ofMinutes(minute));
            metrics.measure(scene.service(), Measure.HEALTHY, at, 2)
                    .measure(scene.service(), Measure.MEMORY_HIGHEST, at, minute)
                    .measure(scene.service(), Measure.REQUESTS, at, 1000 + minute);
        }
    }

    /** What is measured stands until the last test. */
    @Override
    void makeRoom() {}

    @AfterAll
    void close() {
        browser.close();
        super.makeRoom();
        assertThat(browser.complaints()).isEmpty();
    }

    private Page open(BrowserContext window, String query) {
        return Browser.signIn(window, url(), LocalPerson.KARI, scene.path() + "/metrics" + query);
    }

    private static Locator shown(Page page, String chart) {
        return page.locator("figure:has(#c-" + chart + ") .legend li b").first();
    }

    @Test
    void oneCursorMovesThroughAllChartsByKeysAndIsSpoken() {
        try (var window = browser.window()) {
            var page = open(window, "");
            assertThat(shown(page, "memory")).hasText("54 %");
            var plot = page.locator("[data-chart=memory]");

            // When
            plot.focus();
            page.keyboard().press("Home");
            for (var time = 0; time < 12; time++) {
                page.keyboard().press("ArrowRight");
            }

            // Then
            assertThat(page.locator("#metrics .cursor")).hasCount(6);
            assertThat(page.locator("#cursor-said")).containsText("highest task");
            var memory = Integer.parseInt(shown(page, "memory").textContent().replaceAll("\\D", ""));
            assertThat(memory).isBetween(8, 14);
            assertThat(shown(page, "requests")).hasText("1,0" + (memory < 10 ? "0" : "") + memory);
            assertThat(page.locator("#cursor-logs")).hasAttribute("href", Pattern.compile(".*/logs\\?from=.*Z$"));

            // When
            page.keyboard().press("Escape");

            // Then
            assertThat(page.locator("#metrics .cursor")).hasCount(0);
            assertThat(shown(page, "memory")).hasText("54 %");
            assertThat(page.locator("#cursor-at")).isHidden();
        }
    }

    @Test
    void draggingZoomsAndTheZoomIsAnAddress() {
        try (var window = browser.window()) {
            var page = open(window, "");
            var box = page.locator("[data-chart=requests] svg.area").boundingBox();

            // When
            page.mouse().move(box.x + box.width * .25, box.y + 40);
            page.mouse().down();
            page.mouse().move(box.x + box.width * .5, box.y + 60);
            assertThat(page.locator("#metrics .picked")).hasCount(1);
            page.mouse().up();

            // Then
            page.waitForURL(Pattern.compile(".*/metrics\\?from=.*&to=.*"));
            assertThat(page.locator("#metrics")).hasAttribute("data-period", "60");
            var count = page.locator("#metrics [data-values]")
                    .first()
                    .getAttribute("data-values")
                    .split(",", -1);
            assertThat(count.length).isBetween(12, 20);
            assertThat(page.locator(".seg [aria-current]")).hasCount(0);
        }
    }

    @Test
    void theCursorLeadsToACloserLookWithoutDragging() {
        try (var window = browser.window()) {
            var page = open(window, "?range=6h");
            page.locator("[data-chart=cpu]").focus();
            page.keyboard().press("ArrowLeft");
            page.locator("#cursor-zoom").click();
            page.waitForURL(Pattern.compile(".*/metrics\\?from=.*&to=.*"));
            assertThat(page.locator("#metrics .plot")).hasCount(6);
        }
    }
}
