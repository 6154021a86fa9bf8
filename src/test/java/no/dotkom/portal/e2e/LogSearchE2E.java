package no.dotkom.portal.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is found in a log, and what leads back to it. */
class LogSearchE2E extends LogViewer {
    /** A log whose last line is new is followed from that line on, and no older one is told as what may have come late. */
    private static void openAtTheLast(String line) {
        open();
        write("INFO " + line);
        assertThat(row(line)).isVisible(SOON);
        open();
    }

    @Test
    void aSearchFindsWhatIsLoadedAndWhatIsNotAndKeepsFollowing() {
        // Given
        write("INFO needle in the past");
        IntStream.range(0, 700).forEach(i -> write("INFO hay " + i + "."));
        openAtTheLast("hay 700.");
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
        assertThat(page.locator(".sign[data-state=gap]")).hasCount(0);

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
    void olderLinesThatCannotBeHadAreSaidAndCanBeAskedForAgain() {
        // Given
        write("INFO the oldest of these");
        IntStream.range(0, 520).forEach(i -> write("INFO newer " + i + "."));
        openAtTheLast("newer 520.");
        assertThat(row("the oldest of these")).hasCount(0);
        page.route("**/logs/lines?*", Route::abort);

        // When
        page.getByText("Older lines").click();

        // Then
        assertThat(page.locator("#log-state")).hasText("AWS did not tell the lines.");
        page.unroute("**/logs/lines?*");
        page.getByText("Older lines").click();
        assertThat(row("the oldest of these")).isVisible(SOON);
        assertThat(page.locator("#log-state")).not().containsText("AWS did not tell");
    }

    @Test
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
}
