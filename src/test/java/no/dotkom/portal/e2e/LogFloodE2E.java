package no.dotkom.portal.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A log of many lines. */
@Tag("alone")
class LogFloodE2E extends LogViewer {
    @Test
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
        for (int i = 0; i < 4_800; i++) {
            write("INFO flood number " + i + ". " + "x".repeat(60));
            if (i % 50 == 49) {
                page.waitForTimeout(100);
            }
        }
        assertThat(row("flood number 4799.")).isVisible(SOON);

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
