package no.dotkom.portal.dashboard;

import static java.util.Objects.requireNonNull;
import static no.dotkom.portaldb.Tables.TASK_SNAPSHOT;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import no.dotkom.portal.dashboard.port.Metrics.Measure;
import no.dotkom.portal.local.Browser;
import no.dotkom.portal.local.LocalPerson;
import no.dotkom.portal.model.Problem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every screen and state in a real browser, narrow and wide, light and dark; the pictures are kept in target/screens. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScreensE2E extends DashboardPages {
    private static final Path PICTURES = Path.of("target/screens");
    private Browser browser;
    private Map<String, String> screens;

    @BeforeAll
    void launch() {
        screens = gallery();
        browser = Browser.launch();
    }

    @AfterAll
    void close() {
        browser.close();
        assertThat(browser.complaints()).isEmpty();
    }

    /** An hour with a gap, a peak, and errors. */
    private void measured(Scene scene) {
        var begin = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(60));
        for (var minute = 0; minute < 60; minute++) {
            var at = begin.plus(Duration.ofMinutes(minute));
            if (minute == 33 || minute == 34) {
                continue;
            }
            var busy = 1 + Math.sin(minute / 7.0);
            metrics.measure(scene.service(), Measure.MEMORY_AVERAGE, at, 45 + minute / 2.0)
                    .measure(scene.service(), Measure.MEMORY_HIGHEST, at, 52 + minute / 1.5)
                    .measure(scene.service(), Measure.CPU_AVERAGE, at, 12 + 9 * busy)
                    .measure(scene.service(), Measure.CPU_HIGHEST, at, 18 + 14 * busy)
                    .measure(scene.service(), Measure.HEALTHY, at, minute == 48 ? 1 : 2)
                    .measure(scene.service(), Measure.REQUESTS, at, Math.floor(400 + 210 * busy))
                    .measure(scene.service(), Measure.LATENCY_P50, at, .04 + .004 * busy)
                    .measure(scene.service(), Measure.LATENCY_P95, at, .18 + .06 * busy)
                    .measure(scene.service(), Measure.LATENCY_P99, at, .31 + .2 * busy)
                    .measure(scene.service(), Measure.ANSWERS_4XX, at, 4 + minute % 5)
                    .measure(scene.service(), Measure.ANSWERS_5XX, at, minute == 48 ? 61 : 0);
        }
    }

    /** Paths by the name of the picture. */
    private Map<String, String> gallery() {
        var paths = new LinkedHashMap<String, String>();
        var stage = stage();
        stage.register("brevduen", "production", "brevduen.online.ntnu.no", 1)
                .asked(Duration.ofDays(19))
                .live()
                .service(1, 1);
        var grades = stage.register("grades-web", "production", "www.grades.no", 2)
                .asked(Duration.ofDays(2))
                .live()
                .deploy("1.4.2", "1.4.2: search by course code")
                .asked(Duration.ofMinutes(7))
                .live()
                .visited(true, 0)
                .service(2, 2)
                .task("7f3a", 2, "healthy", "", "node-a")
                .task("c081", 2, "healthy", "", "node-b");
        var promotable = stage.register("grades-web", "staging", "grades-staging.online.ntnu.no", 1)
                .live()
                .deploy("1.4.0", "an older one")
                .at(6, "health.running", "1", "2", "41")
                .service(1, 1);
        var rpc = stage.register("monoweb-rpc", "production", "rpc.online.ntnu.no", 2)
                .asked(Duration.ofDays(1))
                .live()
                .visited(
                        true,
                        3,
                        "[{\"kind\":\"OnOperator\",\"code\":\"DNS-2\",\"values\":{\"domain\":\"rpc.online.ntnu.no\",\"target\":\"1.2.3.4\"},\"said\":\"\"}]")
                .service(1, 2)
                .task("7f3b", 1, "healthy", "", "node-a")
                .task("c082", 1, "unhealthy", "Health checks failed with these codes: [503]", "node-b");
        var web = stage.register("monoweb-web", "production", "new.online.ntnu.no", 2)
                .asked(Duration.ofDays(3))
                .live()
                .service(2, 2)
                .task("aa10", 1, "healthy", "", "node-a")
                .task("bb20", 1, "healthy", "", "node-b")
                .deploy("2.0.0", "2.0.0: new front page")
                .asked(Duration.ofSeconds(52))
                .call("RegisterTaskDefinition", "monoweb-web-production, monoweb-web/web:2.0.0")
                .at(6, "health.running", "1", "2", "41")
                .task("cc30", 2, "healthy", "", "node-a")
                .task("dd40", 2, "initial", "Target registration is in progress", "node-c")
                .event("(service monoweb-web-production) registered 1 targets in (target-group monoweb)");
        var failed = stage.register("monoweb-web", "staging", "new-staging.online.ntnu.no", 1)
                .asked(Duration.ofDays(2))
                .live()
                .service(1, 1)
                .task("ee50", 1, "healthy", "", "node-a")
                .deploy("2.1.0", "2.1.0: course cache")
                .asked(Duration.ofMinutes(4))
                .failed(5, Problem.of("CB-1").saying("ECS deployment circuit breaker: tasks failed to start."))
                .died("1a2b", 2, 137, "Essential container in task exited", log())
                .died("3c4d", 2, 137, "Essential container in task exited", log())
                .died("5e6f", 2, 137, "Essential container in task exited", log());
        var worker = stage.register("pizzapicker", "production", null, 1)
                .asked(Duration.ofDays(40))
                .live()
                .service(1, 1)
                .task("9a8b", 1, "", "", "node-c");
        stage.register("status", "production", "status.online.ntnu.no", 1)
                .visited(false, 0)
                .at(1, "resources.running", "2", "5");
        var paused = stage.register("voting", "production", "voting.online.ntnu.no", 2)
                .asked(Duration.ofDays(50))
                .live()
                .pause()
                .asked(Duration.ofDays(41))
                .live()
                .service(0, 0);
        var removing = stage.register("voting", "staging", "voting-staging.online.ntnu.no", 1)
                .live()
                .service(1, 1)
                .remove()
                .call("DeleteHostRule", "rule/1")
                .call("DeleteService", "voting-staging")
                .visited(false, 0)
                .step(1, "DONE", "check.done", List.of(), Instant.now(), Instant.now())
                .step(2, "RUNNING", "removal.left", List.of("3"), Instant.now(), null);
        var gone = stage.register("julebord", "production", "julebord.online.ntnu.no", 1)
                .live()
                .remove()
                .gone();
        paths.put("applications", "/apps");
        paths.put("overview", grades.path());
        paths.put("overview-unhealthy", rpc.path());
        paths.put("overview-deploying", web.path());
        paths.put("overview-failed", failed.path());
        paths.put("overview-worker", worker.path());
        paths.put("overview-paused", paused.path());
        paths.put("rollout", web.path() + "/versions/2");
        paths.put("rollout-failed", failed.path() + "/versions/2");
        paths.put("rollout-live", grades.path() + "/versions/2");
        paths.put("rollout-removing", removing.path() + "/versions/2");
        paths.put("deployments", grades.path() + "/deployments");
        paths.put("compare", grades.path() + "/deployments/compare?from=1&to=2");
        paths.put("tasks", failed.path() + "/tasks");
        paths.put("tasks-paused", paused.path() + "/tasks");
        paths.put("task", grades.path() + "/tasks/" + task(grades, "7f3a"));
        paths.put("task-unhealthy", rpc.path() + "/tasks/" + task(rpc, "c082"));
        paths.put("task-died", failed.path() + "/tasks/" + task(failed, "1a2b"));
        paths.put("activity", failed.path() + "/activity?of=all");
        paths.put("activity-empty", worker.path() + "/activity?by=others");
        paths.put("promote", promotable.path() + "/promote/production");
        paths.put("settings-proposed", failed.path() + "/settings?size=medium&variable=DATABASE_URL");
        measured(grades);
        measured(worker);
        paths.put("metrics", grades.path() + "/metrics");
        paths.put("metrics-table", grades.path() + "/metrics?table=errors");
        paths.put("metrics-worker", worker.path() + "/metrics");
        paths.put("metrics-empty", removing.path() + "/metrics");
        metrics.silence(failed.service(), "ThrottlingException: Rate exceeded");
        paths.put("metrics-silent", failed.path() + "/metrics");
        dns.record("gateway.elb.amazonaws.com", "13.48.1.1", "13.48.1.2").record("www.grades.no", "13.48.1.2");
        paths.put("domains", grades.path() + "/domains");
        paths.put("domains-missing", web.path() + "/domains");
        paths.put("domains-none", worker.path() + "/domains");
        paths.put("removed", gone.path());
        speak(failed);
        paths.put("logs", failed.path() + "/logs");
        paths.put("logs-search", failed.path() + "/logs?q=heap&level=warn");
        paths.put("logs-empty", worker.path() + "/logs");
        lines.silence("/apps/voting-production");
        paths.put("logs-silent", paused.path() + "/logs");
        return paths;
    }

    private String task(Scene scene, String start) {
        return requireNonNull(sql.select(TASK_SNAPSHOT.ID)
                .from(TASK_SNAPSHOT)
                .where(TASK_SNAPSHOT.ENVIRONMENT.eq(scene.ref().id().value()), TASK_SNAPSHOT.ID.startsWith(start))
                .fetchSingle(TASK_SNAPSHOT.ID));
    }

    /** Lines before and after its tasks died. */
    private void speak(Scene scene) {
        var group = "/apps/" + scene.ref().name().full();
        for (int i = 0; i < 60; i++) {
            lines.write(
                    group,
                    i % 2 == 0 ? "ee500000" : "1a2b0000",
                    Instant.now().minusSeconds(260 - 4 * i),
                    log().get(i % 4).replace("41,312", "" + i));
        }
    }

    private static List<String> log() {
        return List.of(
                "▲ Next.js 15.4.2, ready in 2.9 s on 0.0.0.0:3000",
                "preloading 41,312 courses",
                "WARN heap 471 MB of 512 MB, collecting",
                "\u001b[31mFATAL ERROR: Reached heap limit. Allocation failed: JavaScript heap out of memory\u001b[0m");
    }

    private BrowserContext window(int width, ColorScheme scheme, String language) {
        return browser.window(new NewContextOptions()
                .setViewportSize(width, 900)
                .setColorScheme(scheme)
                .setLocale(language));
    }

    @Test
    void noScreenScrollsSidewaysOrHasAFindingByAxe() throws IOException {
        // When
        var findings = new ArrayList<>(lookAtAll(1440, ColorScheme.LIGHT));
        findings.addAll(lookAtAll(320, ColorScheme.DARK));

        // Then
        assertThat(findings).isEmpty();
        index();
    }

    @Tag("long")
    @ParameterizedTest
    @CsvSource({"1440, DARK", "768, LIGHT", "768, DARK", "320, LIGHT"})
    void norDoesOneInAnotherWindow(int width, ColorScheme scheme) throws IOException {
        assertThat(lookAtAll(width, scheme)).isEmpty();
        index();
    }

    private List<String> lookAtAll(int width, ColorScheme scheme) {
        var findings = new ArrayList<String>();
        var language = scheme == ColorScheme.DARK && width < 1000 ? "nb-NO" : "en-GB";
        try (var window = window(width, scheme, language)) {
            var page = Browser.signIn(window, url(), LocalPerson.KARI, "/apps");
            screens.forEach((name, path) -> findings.addAll(look(page, name, path, width, scheme)));
        }
        return findings;
    }

    /** All pictures on one page, for those who look. */
    private void index() throws IOException {
        var html = new StringBuilder("<!doctype html><meta charset=\"utf-8\"><title>Screens</title>");
        for (var name : screens.keySet()) {
            html.append("<h2 id=\"%s\">%s</h2>".formatted(name, name));
            try (var pictures = Files.newDirectoryStream(PICTURES, name + "-[0-9]*.png")) {
                for (var picture : pictures) {
                    var file = picture.getFileName();
                    html.append("<a href=\"%s\"><img src=\"%s\" height=\"400\" alt=\"%s\"></a> "
                            .formatted(file, file, file));
                }
            }
        }
        Files.writeString(PICTURES.resolve("index.html"), html);
    }

    private static List<String> look(Page page, String name, String path, int width, ColorScheme scheme) {
        var findings = new ArrayList<String>();
        var status = page.navigate(url() + path).status();
        if (status != (name.equals("removed") ? 410 : 200)) {
            findings.add("%s answers %d".formatted(name, status));
        }
        var picture = PICTURES.resolve(
                "%s-%d-%s.png".formatted(name, width, scheme.name().toLowerCase(java.util.Locale.ROOT)));
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(picture));
        var over = ((Number) page.evaluate("document.documentElement.scrollWidth - innerWidth")).intValue();
        if (over > 0) {
            findings.add("%s at %d px is %d px too wide".formatted(name, width, over));
        }
        if (width != 768) {
            Browser.axe(page).forEach(found -> findings.add(name + " at " + width + " " + scheme + ": " + found));
        }
        return findings;
    }
}
