package no.dotkom.portal.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import no.dotkom.portal.local.Browser;
import no.dotkom.portal.local.LocalPerson;
import no.dotkom.portal.localaws.wire.Fault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Versions that fail, each in its own way, are told with their cause on Rollout and Overview, and following the action
 * that is offered ends in a version that serves. The parts build on each other, in order.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DiagnosisE2E extends RunningPortal {
    /** One that fails. @param offers the first action's label, or empty where only others can act */
    record Failing(String app, String image, Map<String, String> answers, String code, String offers) {
        String path() {
            return "/apps/" + app + "/staging";
        }

        /** Of its first version, which fails. */
        String page() {
            return path() + "/versions/1";
        }

        /** In ECS. */
        String service() {
            return app + "-staging";
        }
    }

    /** A repository that the portal may not read. */
    private static final String PRIVATE = "demo/private";

    /** Given up after ten seconds, and it needs 25 to start. */
    private static final Map<String, String> IMPATIENT =
            Map.of("grace", "5", "interval", "5", "timeout", "2", "unhealthyAfter", "2");

    private static final String CURL = "curl -f http://localhost:8080/";

    private static final List<Failing> ALL = List.of(
            new Failing("crash", "demo/crashes:1.0.0", Map.of(), "EXIT-1", "See the task"),
            new Failing("memory", "demo/oom:1.0.0", Map.of(), "OOM-1", "Change to medium"),
            new Failing("port", "demo/wrongport:1.0.0", Map.of(), "HC-1", "Change the port to 5000"),
            new Failing("health", "demo/nohealth:1.0.0", Map.of(), "HC-2", "Change the health path"),
            new Failing("variable", "demo/needsenv:1.0.0", Map.of(), "ENV-1", "Add DATABASE_URL"),
            new Failing("large", "demo/healthy:1.0.0", Map.of("size", "custom"), "CAP-1", "Change to large"),
            new Failing("missing", "demo/healthy:gone-1", Map.of(), "IMG-1", "Choose another tag"),
            new Failing("arm", "demo/arm64:1.0.0", Map.of(), "IMG-3", "Choose another tag"),
            new Failing("private", PRIVATE + ":1.0.0", Map.of(), "IMG-2", "Correct the image's address"),
            new Failing("slow", "demo/slow:1.0.0", IMPATIENT, "HC-3", "Raise the grace period to"),
            new Failing("inside", "demo/healthy:1.0.0-slim", Map.of("containerCheck", CURL), "HC-4", "Remove the"));

    private static final String FILLED = "Filled in from the diagnosis";

    /** What the registry was asked since it speaks. */
    private static final Set<String> ANSWERED = ConcurrentHashMap.newKeySet();

    private static Browser browser;
    private static Page page;

    /** The registry says nothing to forms: what is wrong with an image is found out by the rollout. */
    private static Fault registry(Fault.Call call, boolean silent) {
        if (!call.service().equals("ecr")) {
            return new Fault.None();
        }
        if (silent) {
            return new Fault.Refused("ServerException", 500, "These errors are usually caused by a server-side issue.");
        }
        ANSWERED.add(call.request().toString());
        return call.request().toString().contains(PRIVATE)
                ? new Fault.Refused("AccessDeniedException", 400, "not authorized to perform: ecr:DescribeImages")
                : new Fault.None();
    }

    @BeforeAll
    static void signIn() {
        browser = Browser.launch();
        page = Browser.signIn(browser.window(), url(), LocalPerson.KARI, "/apps");
    }

    @AfterAll
    static void end() {
        WORLD.dispatch().plan(Fault.Plan.NOTHING);
        browser.close();
    }

    private static void register(Failing each) {
        Walk.form(page, each.app(), each.image(), each.app() + ".localhost");
        each.answers().forEach((question, answer) -> {
            if (question.equals("size")) {
                page.locator("input[name=size][value=custom]").check();
                page.locator("#cpu").fill("512");
                page.locator("#memory").fill("4000");
                page.locator("#limit").fill("5000");
            } else {
                if (!page.locator("#" + question).isVisible()) {
                    page.locator("details.fold > summary").first().click();
                }
                page.locator("#" + question).fill(answer);
            }
        });
        Walk.create(page);
    }

    private static void until(String title) {
        Walk.timeUntil(page, Duration.ofSeconds(20), () -> page.title().contains(title));
    }

    @Test
    @Order(1)
    void eachIsToldWithItsCauseAndWhatToDo() throws Exception {
        // Given
        WORLD.dispatch().plan(call -> registry(call, true));
        ALL.forEach(DiagnosisE2E::register);
        WORLD.dispatch().plan(call -> registry(call, false));

        // When
        try (var causes = new CausesInTime(ANSWERED)) {
            causes.await(ALL);
        }
        for (var each : ALL) {
            page.navigate(url() + each.page());
            until("v1 failed");

            // Then
            told(each);
            page.navigate(url() + each.path());
            told(each);
        }
        assertThat(browser.complaints()).isEmpty();
    }

    private static void told(Failing each) {
        var card = page.locator("main .diagnosis");
        assertThat(card.locator(".say code")).hasText(each.code());
        if (!each.offers().isEmpty()) {
            assertThat(card.locator(".do .btn").first()).containsText(each.offers());
        }
    }

    /** @param filled what the page it leads to says of itself */
    private static void follow(Failing each, String filled, Runnable typed) {
        page.navigate(url() + each.path());
        page.locator("main .diagnosis .do .btn").first().click();
        assertThat(page.locator("main")).containsText(filled);
        typed.run();
        Walk.button(page, "Review changes").click();
        goesLive(each);
    }

    private static void goesLive(Failing each) {
        Walk.button(page, "Deploy").click();
        page.waitForURL(Pattern.compile(".*/versions/2$"));
        until("v2 live");
        assertThat(visit(each.app() + ".localhost").statusCode()).isEqualTo(200);
    }

    @Test
    @Order(2)
    void followingWhatIsOfferedEndsInAVersionThatServes() {
        for (var each : ALL) {
            switch (each.code()) {
                case "OOM-1", "HC-1", "HC-3", "HC-4" -> follow(each, FILLED, () -> {});
                case "IMG-1" -> {
                    page.navigate(url() + each.path());
                    page.locator("main .diagnosis .do .btn").first().click();
                    page.locator("#images tbody a").first().click();
                    goesLive(each);
                }
                // Where it tells its health, and a variable's value, are what no page can know.
                case "HC-2" ->
                    follow(
                            each,
                            "Health path",
                            () -> page.locator("#healthPath").fill("/up"));
                case "ENV-1" ->
                    follow(each, FILLED, () -> {
                        var variables = page.locator("#variables");
                        variables.fill(variables.inputValue() + "postgres://db.localhost/app");
                    });
                // What is left to others, or to whoever builds the image.
                default -> assertThat(each.code()).isIn("EXIT-1", "CAP-1", "IMG-2", "IMG-3");
            }
        }
        assertThat(browser.complaints()).isEmpty();
    }

    /** AWS lists a stopped task for an hour; most versions were followed by others since. */
    @Test
    @Order(3)
    void onceAwsHasForgottenEachIsToldInTheSameWords() {
        // When
        WORLD.advance(Duration.ofMinutes(100));
        page = Browser.signIn(browser.window(), url(), LocalPerson.KARI, "/apps");

        // Then
        for (var each : ALL) {
            page.navigate(url() + each.path() + "/versions/1");
            assertThat(page.locator("main .diagnosis .say code")).hasText(each.code());
        }
        var crashed = ALL.getFirst();
        page.navigate(url() + crashed.path() + "/versions/1");
        assertThat(page.locator("main .diagnosis .log")).containsText("NoSuchFileException");
        page.locator("main .diagnosis .do .btn").first().click();
        assertThat(page.locator("main")).containsText("AWS no longer lists this task");
        assertThat(page.locator("main .log").first()).containsText("NoSuchFileException");
        assertThat(browser.complaints()).isEmpty();
    }
}
