package no.dotkom.portal.e2e;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** What every member does on the pages, and how tests wait for what comes of it. */
final class Walk {
    private Walk() {}

    /** The button whose name begins so; the browser reads the pattern, so {@code begins} holds letters and spaces only. */
    static Locator button(Page page, String begins) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^" + begins)));
    }

    /** The form with what nobody can leave out; it is not sent. */
    static void form(Page page, String app, String image, String domains) {
        page.navigate(RunningPortal.url() + "/apps/new");
        page.locator("#name").fill(app);
        page.locator("#image").fill(image);
        page.locator("#domain").fill(domains);
    }

    /** Sends the form, and creates what it shows. */
    static void create(Page page) {
        button(page, "Review").click();
        button(page, "Create and deploy").click();
        page.waitForURL(Pattern.compile(".*/versions/1$"));
    }

    /** Moves AWS's time on until the page, which nobody loads again, is so. */
    static void timeUntil(Page page, Duration step, BooleanSupplier so) {
        Awaitility.await()
                .pollInSameThread()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> {
                    RunningPortal.WORLD.advance(step);
                    page.waitForTimeout(500);
                    return so.getAsBoolean();
                });
    }
}
