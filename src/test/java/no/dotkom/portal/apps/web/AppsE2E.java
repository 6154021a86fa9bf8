package no.dotkom.portal.apps.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import no.dotkom.portal.model.AppName;
import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.model.EnvironmentSlug;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Register and what follows it, in a real browser: with script and without it, with a mouse and with a finger. */
class AppsE2E extends AppsBrowser {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anApplicationIsRegisteredWithAndWithoutScript(boolean script) {
        var name = script ? "scripted" : "plain";
        try (var window = browser.window(looks(script, "light", 1440))) {
            var page = fresh(window);
            fill(page, name);
            press(page, "Review");
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                    .hasText(Pattern.compile("Review " + name + "\\s*staging"));
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Change Port"))
                    .click();
            assertThat(page).hasURL(URL + "/apps/new#port");
            page.getByLabel("Port").fill("4000");
            press(page, "Review");
            press(page, "Create and deploy " + name + " (staging)");
            page.waitForURL(URL + "/apps/" + name + "/staging/versions/1");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aVariableThatLooksLikeASecretBecomesOneInOneClick(boolean script) {
        var name = script ? "secretive" : "secretive-plain";
        try (var window = browser.window(looks(script, "light", 1440))) {
            var page = fresh(window);
            fill(page, name);
            press(page, "Review");
            press(page, "Create and deploy " + name + " (staging)");
            page.waitForURL("**/versions/1");
            var base = URL + "/apps/" + name + "/staging";
            page.navigate(base + "/settings");
            page.locator("summary").click();
            page.getByLabel("Variables").fill("A=1\nAPI_KEY=sesame\nB=2");
            press(page, "Review changes");
            assertThat(page.locator("#variables-error")).containsText("API_KEY looks like a secret");
            assertThat(page.getByLabel("It is no secret: API_KEY")).not().isChecked();
            if (script) {
                judge(page, "settings-suspect", "light");
            }

            // When
            page.getByLabel("Port").press("Enter");

            // Then
            page.waitForURL(base + "/settings/review");
            assertThat(secret(name)).isNull();

            // When
            press(page, "Make API_KEY a secret");

            // Then
            assertThat(page.locator("#notices")).containsText("API_KEY is a secret from the next deployment on.");
            assertThat(page.getByLabel("Variables")).hasValue("A=1\nB=2");
            assertThat(secret(name)).isEqualTo("sesame");
            press(page, "Review changes");
            assertThat(page.locator("main")).containsText("API_KEY");
            assertThat(page.content()).doesNotContain("sesame");
            press(page, "Deploy " + name + " (staging)");
            page.waitForURL(base + "/versions/2");
        }
    }

    private @Nullable String secret(String app) {
        return secrets.value(new EnvironmentName(new AppName(app), EnvironmentSlug.STAGING), "API_KEY");
    }

    @Test
    void whatIsWrongIsToldAndFocusedAndTypedTextStays() {
        try (var window = browser.window(looks(true, "light", 1440))) {
            var page = fresh(window);
            fill(page, "wrong");
            page.getByLabel("Port").fill("none");
            page.locator("summary").click();
            page.getByLabel("Variables").fill("A=1\nnonsense");
            press(page, "Review");
            assertThat(page).hasTitle(Pattern.compile("^Error: Register an application"));
            assertThat(page.locator(".summary")).isFocused();
            assertThat(page.getByLabel("Variables")).hasValue("A=1\nnonsense");
            assertThat(page.getByLabel("Variables")).isVisible();
            page.getByRole(
                            AriaRole.LINK,
                            new Page.GetByRoleOptions().setName("Enter the port the app listens on, 1 to 65535"))
                    .click();
            assertThat(page.getByLabel("Port")).isFocused();
            judge(page, "register-errors", "light");
        }
    }

    @Test
    void aHostThatWasTakenSinceReviewBringsTheFormBackWithEverythingInIt() {
        try (var window = browser.window(looks(true, "light", 1440))) {
            var first = fresh(window);
            var second = window.newPage();
            second.navigate(URL + "/apps/new");
            for (var page : List.of(first, second)) {
                fill(page, page == first ? "sooner" : "later");
                page.locator("#domain").fill("raced.online.ntnu.no");
                page.locator("summary").click();
                page.getByLabel("Variables").fill("A=1\nB=2");
                press(page, "Review");
                page.waitForURL(URL + "/apps/review");
            }
            press(first, "Create and deploy sooner (staging)");
            first.waitForURL(URL + "/apps/sooner/staging/versions/1");
            press(second, "Create and deploy later (staging)");
            assertThat(second.locator(".summary")).isFocused();
            assertThat(second).hasTitle(Pattern.compile("^Error: "));
            assertThat(second.locator("#domain-error"))
                    .containsText("raced.online.ntnu.no is already routed to sooner-staging. Open sooner-staging");
            assertThat(second.getByLabel("Variables")).hasValue("A=1\nB=2");
            second.locator("#domain").fill("free.online.ntnu.no");
            press(second, "Review");
            press(second, "Create and deploy later (staging)");
            second.waitForURL(URL + "/apps/later/staging/versions/1");
        }
    }

    @Test
    void factsComeUnderTheFieldsThatChanged() {
        try (var window = browser.window(looks(true, "light", 1440))) {
            var page = fresh(window);
            fill(page, "facts");
            page.keyboard().press("Tab");
            assertThat(page.locator("#image-fact")).containsText("Found. linux/amd64, linux/arm64, 182 MB");
            assertThat(page.locator("#domain-fact")).containsText("It will be facts-staging.online.ntnu.no.");
            page.locator("#size-medium").check();
            assertThat(page.locator("#size-fact")).containsText("Fits on 1 of 3 nodes.");
            assertThat(page.locator("#cpu")).isHidden();
            page.locator("#size-custom").check();
            assertThat(page.locator("#cpu")).isVisible();
            page.locator("[name=reach][value=nobody]").check();
            assertThat(page.locator("#port")).isHidden();
        }
    }

    /** Leaving the field asks for a fact that pushes the button down, while the mouse is still pressed on it. */
    @Test
    void aButtonThatIsPushedAwayWhileItIsPressedIsPressedAllTheSame() {
        try (var window = browser.window(looks(true, "light", 1440))) {
            var page = fresh(window);
            fill(page, "pushed");
            page.locator("#count").fill("2");
            factComesWhile(page, () -> button(page, "Review").click(new Locator.ClickOptions().setDelay(500)));
            page.waitForURL(URL + "/apps/review");
        }
    }

    /** Its click comes as an event of its own after the finger is up. */
    @Test
    void aButtonThatIsPushedAwayUnderAFingerIsPressedAllTheSame() {
        try (var window = browser.window(looks(true, "light", 1440).setHasTouch(true))) {
            var page = fresh(window);
            fill(page, "touched");
            var review = button(page, "Review");
            review.scrollIntoViewIfNeeded();
            var box = review.boundingBox();
            var touch = window.newCDPSession(page);
            touch.send("Input.dispatchTouchEvent", finger("touchStart", box.x + box.width / 2, box.y + box.height / 2));
            factComesWhile(page, () -> page.locator("#size-medium").evaluate("size => size.click()"));
            touch.send("Input.dispatchTouchEvent", finger("touchEnd"));
            page.waitForURL(URL + "/apps/review");
        }
    }

    private static void factComesWhile(Page page, Runnable pressed) {
        assertThat(page.waitForResponse("**/apps/new/size*", pressed).status()).isEqualTo(200);
    }

    /** @param at where it touches, x and y; nowhere once it is up */
    private static JsonObject finger(String event, double... at) {
        var points = new JsonArray();
        if (at.length > 0) {
            var point = new JsonObject();
            point.addProperty("x", at[0]);
            point.addProperty("y", at[1]);
            points.add(point);
        }
        var touch = new JsonObject();
        touch.addProperty("type", event);
        touch.add("touchPoints", points);
        return touch;
    }
}
