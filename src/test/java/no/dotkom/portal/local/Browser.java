package no.dotkom.portal.local;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A real Chromium, found on the PATH or named by {@code CHROMIUM}. Whatever a page says on its console about its content
 * security policy, and every script error, is kept: a test that ends well asserts there was none.
 */
public final class Browser implements AutoCloseable {
    /** The browser says so of its own animation between two pages when the second comes or goes too fast. */
    private static final String ABORTED_TRANSITION = "Transition was ";

    /** What a click or an assertion waits, in milliseconds: a test of how soon something shows says so itself. */
    private static final double PATIENCE = 10_000;

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());

    private Browser(Playwright playwright, com.microsoft.playwright.Browser chromium) {
        this.playwright = playwright;
        this.chromium = chromium;
    }

    public static Browser launch() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var options = new BrowserType.LaunchOptions().setExecutablePath(executable());
        return new Browser(playwright, playwright.chromium().launch(options));
    }

    private static Path executable() {
        var named = System.getenv("CHROMIUM");
        var path = named == null ? System.getenv("PATH") : "";
        var onPath = Stream.of(path.split(":", -1))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
                        .map(name -> Path.of(folder, name)));
        return Stream.concat(Stream.ofNullable(named).map(Path::of), onPath)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The browser tests need Chromium: install it, or name its program in CHROMIUM"));
    }

    /** A fresh window with no cookies. */
    public BrowserContext window(com.microsoft.playwright.Browser.NewContextOptions options) {
        var window = chromium.newContext(options);
        window.setDefaultTimeout(PATIENCE);
        // A page may take its time on a machine that does all at once.
        window.setDefaultNavigationTimeout(30_000);
        window.onPage(page -> {
            page.onConsoleMessage(message -> {
                if (message.text().contains("Content Security Policy")
                        || message.text().contains("TrustedHTML")) {
                    complaints.add(page.url() + ": " + message.text());
                }
            });
            page.onPageError(error -> {
                if (!error.contains(ABORTED_TRANSITION)) {
                    complaints.add(page.url() + ": " + error);
                }
            });
        });
        return window;
    }

    public BrowserContext window() {
        return window(new com.microsoft.playwright.Browser.NewContextOptions());
    }

    /** Policy violations and script errors so far. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Signs in through the sign-in page and the identity provider, and ends where {@code path} is. */
    public static Page signIn(BrowserContext window, String portal, LocalPerson person, String path) {
        var page = window.newPage();
        page.navigate(portal + path);
        page.getByRole(AriaRole.BUTTON).click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(person.fullName()))
                .click();
        page.waitForURL(portal + path);
        return page;
    }

    /** Runs axe with the rules of ux.md §11; the answer is one line a finding. */
    @SuppressWarnings("unchecked")
    public static List<String> axe(Page page) {
        page.evaluate(axeSource());
        return (List<String>) page.evaluate("""
                async () => {
                  const found = await axe.run(document, {
                    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
                    rules: { "target-size": { enabled: true } },
                  });
                  return found.violations.flatMap((rule) =>
                    rule.nodes.map((node) => `${rule.id}: ${node.target} ${node.failureSummary}`));
                }""");
    }

    private static String axeSource() {
        try {
            return Files.readString(Path.of("frontend/node_modules/axe-core/axe.min.js"));
        } catch (IOException missing) {
            throw new UncheckedIOException("axe is not installed: run npm ci in frontend/", missing);
        }
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
