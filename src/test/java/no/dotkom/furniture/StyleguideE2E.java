package no.dotkom.furniture;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import no.dotkom.portal.local.Browser;
import no.dotkom.portal.local.LocalPerson;
import no.dotkom.portal.local.Screens;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StyleguideE2E extends RunningFurniture {
    private static final List<String> PAGES =
            List.of("/", "/styleguide", "/preferences", "/things/grades", "/palette", "/nowhere", "/broken");
    private static final Screens SCREENS = Screens.of(StyleguideE2E.class);
    private Browser browser;

    @BeforeAll
    void launch() {
        browser = Browser.launch();
    }

    @AfterAll
    void close() {
        browser.close();
        assertThat(browser.complaints()).isEmpty();
        SCREENS.complete();
    }

    private BrowserContext window(int width, ColorScheme scheme, String language) {
        return browser.window(new NewContextOptions()
                .setViewportSize(width, 900)
                .setColorScheme(scheme)
                .setLocale(language));
    }

    @ParameterizedTest
    @CsvSource({"1440, LIGHT, en", "320, DARK, nb"})
    void everyPageIsAccessibleAndFitsItsWindow(int width, ColorScheme scheme, String language) {
        checkAll(width, scheme, language);
    }

    @Tag("long")
    @ParameterizedTest
    @CsvSource({"1440, DARK, nb", "768, DARK, en", "768, LIGHT, nb", "320, LIGHT, en"})
    void everyPageIsAccessibleAndFitsEveryWindow(int width, ColorScheme scheme, String language) {
        checkAll(width, scheme, language);
    }

    private void checkAll(int width, ColorScheme scheme, String language) {
        try (var window = window(width, scheme, language)) {
            var page = Browser.signIn(window, url(), LocalPerson.ADA, "/");
            for (var path : PAGES) {
                page.navigate(url() + path);
                check(page, path, width, scheme);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1440, LIGHT, en", "320, DARK, nb"})
    void theDoorAndTheRefusalAreAccessible(int width, ColorScheme scheme, String language) {
        try (var window = window(width, scheme, language)) {
            var page = window.newPage();
            page.navigate(url() + "/login?return=/things/grades");
            check(page, "/login", width, scheme);
            page = Browser.signIn(window, url(), LocalPerson.PER, "/");
            check(page, "/refused", width, scheme);
        }
    }

    @Test
    void theMenuOfANarrowWindowIsAccessible() {
        try (var window = window(320, ColorScheme.LIGHT, "en")) {
            var page = Browser.signIn(window, url(), LocalPerson.ADA, "/");
            page.getByText("Menu").click();
            page.locator("#rail").getByText("Opened lately").waitFor();
            check(page, "/menu", 320, ColorScheme.LIGHT);
        }
    }

    private static void check(Page page, String path, int width, ColorScheme scheme) {
        var name = path.equals("/") ? "first" : path.substring(1).replace('/', '-');
        SCREENS.take(page, name, width, scheme);
        assertThat(Browser.axe(page)).as(path).isEmpty();
        assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth"))
                .as("%s scrolls sideways at %s px", path, width)
                .isLessThanOrEqualTo(width);
    }
}
