package no.dotkom.portal.apps.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page on the way from Register to removal, in both themes, wide and narrow. */
class AppsLooksE2E extends AppsBrowser {
    @ParameterizedTest
    @ValueSource(strings = {"light-1440", "dark-1440", "light-768", "dark-320"})
    void everyPageIsWellInEveryLook(String look) {
        var theme = look.split("-", -1)[0];
        var width = Integer.parseInt(look.split("-", -1)[1]);
        var name = "look-" + look;
        try (var window = browser.window(looks(true, theme, width))) {
            var page = fresh(window);
            judge(page, "register", look);
            fill(page, name);
            page.keyboard().press("Tab");
            assertThat(page.locator("#image-fact")).containsText("Found.");
            press(page, "Review");
            page.waitForURL(URL + "/apps/review");
            judge(page, "review", look);
            press(page, "Create and deploy " + name + " (staging)");
            page.waitForURL(Pattern.compile("/versions/1$"));
            var base = URL + "/apps/" + name + "/staging";
            page.navigate(base + "/settings");
            page.locator("summary").click();
            judge(page, "settings", look);
            page.getByLabel("Tasks").fill("3");
            page.getByLabel("Variables").fill("GREETING=hello");
            press(page, "Review changes");
            page.waitForURL(base + "/settings/review");
            judge(page, "changes", look);
            press(page, "Deploy " + name + " (staging)");
            page.waitForURL(base + "/versions/2");
            page.navigate(base + "/deploy");
            page.getByLabel("Image").fill("ghcr.io/dotkom/web:gone");
            press(page, "Deploy " + name + " (staging)");
            assertThat(page.locator(".summary")).isFocused();
            judge(page, "deploy", look);
            page.navigate(base + "/versions/1/rollback");
            judge(page, "rollback", look);
            judgeSettingsThatChangedMeanwhile(page, base, name, look);
            judgeARollBackWithoutItsImage(page, base, name, look);
            judgeAFormThatWasOpenForTooLong(page, base, name, look);
            page.navigate(base + "/remove");
            judge(page, "remove", look);
            press(page, "Remove " + name + "-staging");
            page.waitForURL(base);
        }
    }

    /** The newest version is the second; the third is asked for in another tab, while this one fills in the form. */
    private void judgeSettingsThatChangedMeanwhile(Page page, String base, String name, String look) {
        page.navigate(base + "/settings");
        deployElsewhere(page, base, name, look, 3);
        page.getByLabel("Tasks").fill("2");
        press(page, "Review changes");
        assertThat(page.locator("main")).containsText("Kari Nilsen changed this");
        assertThat(page.locator("#compare")).isVisible();
        judge(page, "settings-conflict", look);
    }

    private void judgeARollBackWithoutItsImage(Page page, String base, String name, String look) {
        deployElsewhere(page, base, name, "1.4.3", 4);
        registry.delete(look);
        page.navigate(base + "/versions/3/rollback");
        assertThat(page.locator("main")).containsText("The image of v3 is no longer in the registry.");
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Deploy v3 again")))
                .isDisabled();
        judge(page, "rollback-gone", look);
    }

    private static void deployElsewhere(Page page, String base, String name, String tag, int version) {
        var tab = page.context().newPage();
        tab.navigate(base + "/deploy");
        tab.getByLabel("Image").fill("ghcr.io/dotkom/web:" + tag);
        press(tab, "Deploy " + name + " (staging)");
        tab.waitForURL(base + "/versions/" + version);
        tab.close();
    }

    private void judgeAFormThatWasOpenForTooLong(Page page, String base, String name, String look) {
        page.navigate(base + "/remove");
        page.evaluate("document.querySelectorAll('main [name=_csrf]').forEach((token) => (token.value = 'old'))");
        press(page, "Remove " + name + "-staging");
        assertThat(page.locator("h1")).hasText("This page was open for too long");
        judge(page, "expired", look);
    }
}
