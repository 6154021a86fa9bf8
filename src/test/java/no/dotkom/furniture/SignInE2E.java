package no.dotkom.furniture;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import no.dotkom.portal.local.Browser;
import no.dotkom.portal.local.LocalPerson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInE2E extends RunningFurniture {
    private Browser browser;

    @BeforeAll
    void launch() {
        browser = Browser.launch();
    }

    @AfterAll
    void close() {
        browser.close();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void kariSignsInAndComesBackToThePageSheAskedFor() {
        try (var window = browser.window()) {
            // When
            var page = Browser.signIn(window, url(), LocalPerson.KARI, "/preferences?saved");

            // Then
            assertThat(page.locator(".me b").textContent()).isEqualTo("Kari Nilsen");
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))
                            .textContent())
                    .isEqualTo("Preferences");
        }
    }
}
