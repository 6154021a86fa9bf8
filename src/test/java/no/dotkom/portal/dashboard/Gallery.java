package no.dotkom.portal.dashboard;

import static no.dotkom.portaldb.Tables.API_TOKEN;
import static no.dotkom.portaldb.Tables.DRIFT;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import no.dotkom.portal.dashboard.port.Metrics.Measure;
import no.dotkom.portal.identity.ApiToken.Scope;
import no.dotkom.portal.identity.Role;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.plan.Setting;

/** An estate in which every screen of the room has each of its states. */
final class Gallery {
    private final DashboardPages pages;
    private final Scene.Stage stage;
    private final Map<String, String> paths = new LinkedHashMap<>();

    Gallery(DashboardPages pages) {
        this.pages = pages;
        this.stage = pages.stage();
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
            pages.metrics
                    .measure(scene.service(), Measure.MEMORY_AVERAGE, at, 45 + minute / 2.0)
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
    Map<String, String> paths() {
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
        var blocked = stage.register("vinstraff", "production", "vinstraff.online.ntnu.no", 1)
                .asked(Duration.ofSeconds(40))
                .at(4, "resources.running", "2", "5")
                .visited(
                        false,
                        0,
                        "[{\"kind\":\"OnOperator\",\"code\":\"OWN-1\",\"values\":{\"name\":\"vinstraff-production\",\"arn\":\"arn:aws:elasticloadbalancing:eu-north-1:1:targetgroup/vinstraff-production/1\"},\"said\":\"\"}]");
        var pending = stage.register("interesse", "production", "interesse.online.ntnu.no", 1);
        var old = stage.register("kvittering", "production", "kvittering2.online.ntnu.no", 1)
                .asked(Duration.ofDays(9))
                .live()
                .scale(2)
                .asked(Duration.ofDays(5))
                .live()
                .service(2, 2)
                .deploy("1.5.0", "1.5.0: receipts by mail")
                .asked(Duration.ofHours(72))
                .failed(5, Problem.of("CB-1").saying("ECS deployment circuit breaker: tasks failed to start."))
                .task("7b80", 1, "healthy", "", "node-a")
                .task("8c90", 1, "healthy", "", "node-b")
                .died("6f70", 3, 137, "OutOfMemoryError: Container killed due to memory usage", log());
        var elsewhere = stage.register("opptak", "production", "opptak.abakus.no", 1)
                .live()
                .service(1, 1);
        var proven = stage.register("karakterer", "production", "karakterer.no", 1)
                .live()
                .service(1, 1);
        var gone = stage.register("julebord", "production", "julebord.online.ntnu.no", 1)
                .live()
                .remove()
                .gone();
        paths.put("applications", "/apps");
        paths.put("applications-nothing", "/apps?q=nothing-is-called-so");
        paths.put("applications-old", "/apps");
        paths.put("overview", grades.path());
        paths.put("overview-unhealthy", rpc.path());
        paths.put("overview-deploying", web.path());
        paths.put("overview-failed", failed.path());
        paths.put("overview-worker", worker.path());
        paths.put("overview-paused", paused.path());
        paths.put("overview-pending", pending.path());
        paths.put("rollout-blocked", blocked.path() + "/versions/1");
        paths.put("rollout", web.path() + "/versions/2");
        paths.put("rollout-failed", failed.path() + "/versions/2");
        paths.put("rollout-old", old.path() + "/versions/3");
        paths.put("rollout-live", grades.path() + "/versions/2");
        paths.put("rollout-removing", removing.path() + "/versions/2");
        paths.put("deployments", grades.path() + "/deployments");
        paths.put("compare", old.path() + "/deployments/compare?from=1&to=3");
        paths.put("compare-image", grades.path() + "/deployments/compare?from=1&to=2");
        paths.put("tasks", failed.path() + "/tasks");
        paths.put("tasks-paused", paused.path() + "/tasks");
        paths.put("task", grades.path() + "/tasks/" + pages.placed(grades, true, Instant.now()));
        paths.put("task-unhealthy", rpc.path() + "/tasks/" + pages.task(rpc, "c082"));
        paths.put("task-died", failed.path() + "/tasks/" + pages.task(failed, "1a2b"));
        paths.put("task-forgotten", old.path() + "/tasks/" + pages.task(old, "6f70"));
        paths.put("activity", failed.path() + "/activity?of=all");
        paths.put("activity-empty", worker.path() + "/activity?by=others");
        pages.trust(failed);
        paths.put("workflows", failed.path() + "/workflows");
        paths.put("workflows-none", grades.path() + "/workflows");
        tokened(failed);
        paths.put("tokens", failed.path() + "/tokens");
        paths.put("tokens-none", grades.path() + "/tokens");
        paths.put("promote", promotable.path() + "/promote/production");
        paths.put("settings-proposed", failed.path() + "/settings?size=medium&variable=DATABASE_URL");
        measured(grades);
        measured(worker);
        paths.put("metrics", grades.path() + "/metrics");
        paths.put("metrics-table", grades.path() + "/metrics?table=errors");
        paths.put("metrics-worker", worker.path() + "/metrics");
        paths.put("metrics-empty", removing.path() + "/metrics");
        pages.metrics.silence(failed.service(), "ThrottlingException: Rate exceeded");
        paths.put("metrics-silent", failed.path() + "/metrics");
        pages.dns.record("gateway.elb.amazonaws.com", "13.48.1.1", "13.48.1.2").record("www.grades.no", "13.48.1.2");
        paths.put("domains", grades.path() + "/domains");
        paths.put("domains-missing", web.path() + "/domains");
        paths.put("domains-none", worker.path() + "/domains");
        pages.dns.record("opptak.abakus.no", "1.2.3.4");
        paths.put("overview-domain", elsewhere.path());
        DomainsIT.domain(pages.sql, proven, "karakterer.no", "PENDING", false);
        paths.put("domains-waiting", proven.path() + "/domains");
        paths.put("forbidden", "/admin/drift");
        differs(rpc);
        paths.put("drift", rpc.path() + "/drift");
        paths.put("drift-none", grades.path() + "/drift");
        worker.visited(
                false,
                0,
                "[{\"kind\":\"OnUnreadable\",\"code\":\"AWS-4\",\"values\":{},\"said\":\"ThrottlingException: Rate exceeded\"}]");
        paths.put("drift-unread", worker.path() + "/drift");
        paths.put("removed", gone.path());
        speak(failed);
        paths.put("logs", failed.path() + "/logs");
        paths.put("logs-search", failed.path() + "/logs?q=heap&level=warn");
        paths.put("logs-empty", worker.path() + "/logs");
        pages.lines.silence("/apps/voting-production");
        paths.put("logs-silent", paused.path() + "/logs");
        return paths;
    }

    /** Tokens in every state. */
    private void tokened(Scene scene) {
        var makers = pages.makers();
        var tuva = makers.signedIn("Tuva Moe", scene.ref().team(), Role.DEVELOPER);
        var left = makers.signedIn("Lars Vik", scene.ref().team(), Role.DEVELOPER);
        makers.make(tuva, scene, "GitLab", Scope.DEPLOY, 90);
        makers.make(left, scene, "Release script", Scope.DEPLOY, 90);
        makers.make(DashboardPages.KARI, scene, "Jenkins", Scope.READ, 30);
        var old = makers.make(tuva, scene, "Nightly", Scope.READ, 7).token();
        var revoked =
                makers.make(tuva, scene, "Leaked on 12 Nov", Scope.DEPLOY, 30).token();
        makers.remove(left);
        pages.tokens.revoke(tuva, Makers.place(scene), revoked.id());
        var sql = pages.sql;
        sql.update(API_TOKEN)
                .set(API_TOKEN.USED_AT, Instant.now().minus(Duration.ofHours(3)))
                .where(API_TOKEN.NAME.eq("GitLab"))
                .execute();
        sql.update(API_TOKEN)
                .set(API_TOKEN.MADE_AT, Instant.now().minus(Duration.ofDays(9)))
                .set(API_TOKEN.EXPIRES_AT, Instant.now().minus(Duration.ofDays(2)))
                .where(API_TOKEN.ID.eq(old.id()))
                .execute();
    }

    private void differs(Scene scene) {
        differs(scene, Setting.COUNT, "2", "1");
        differs(scene, Setting.HEALTH_PATH, "/health", "/");
        differs(scene, Setting.GRACE, "60", "0");
    }

    private void differs(Scene scene, Setting setting, String wanted, String found) {
        pages.sql
                .insertInto(DRIFT)
                .set(DRIFT.ENVIRONMENT, scene.ref().id().value())
                .set(DRIFT.SETTING, setting.name())
                .set(DRIFT.ABOUT, "")
                .set(DRIFT.WANTED, wanted)
                .set(DRIFT.FOUND, found)
                .set(DRIFT.SINCE, Instant.now().minus(Duration.ofMinutes(51)))
                .execute();
    }

    /** Lines before and after its tasks died. */
    private void speak(Scene scene) {
        var group = "/apps/" + scene.ref().name().full();
        for (int i = 0; i < 60; i++) {
            pages.lines.write(
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
}
