package no.dotkom.portal.dashboard;

import static no.dotkom.portaldb.Tables.AUDIT_EVENT;
import static no.dotkom.portaldb.Tables.TASK_SNAPSHOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tasks of an environment, and one of them: while it runs, and when AWS has forgotten it. */
class TaskPagesIT extends DashboardPages {
    private static String path(Scene scene, String task) {
        return scene.path() + "/tasks/" + task;
    }

    @Test
    void whatRunsAndWhatStoppedIsListed() {
        // Given
        var scene = live().died("dead", 1, 1, "Essential container in task exited", List.of("boom"));

        // When
        var page = page(VIEWER, scene.path() + "/tasks");

        // Then
        assertThat(page).hasStatusOk();
        assertThat(text(page))
                .contains("2 wanted")
                .contains("7f3a Healthy node-a v1")
                .contains("dead Died node-a v1 exit code 1")
                .doesNotContain("Crash loop");
        assertThat(page).bodyText().contains("href=\"" + path(scene, task(scene, "dead")) + "\"");
        assertThat(text(page(VIEWER, scene.path()))).contains("7f3a Healthy");
    }

    @Test
    void tasksThatDieOneAfterTheOtherAreACrashLoop() {
        var scene = live();
        List.of("d001", "d002", "d003")
                .forEach(id -> scene.died(id, 1, 1, "Essential container in task exited", List.of()));
        assertThat(text(page(KARI, scene.path() + "/tasks")))
                .contains("Crash loop")
                .contains("3 tasks of the same version died within 10 m");
    }

    @Test
    void manyThatStoppedAreTurnedPageByPage() {
        // Given
        var scene = live();
        for (var number = 10; number < 40; number++) {
            scene.died("e0" + number, 1, 1, "Essential container in task exited", List.of());
        }

        // When
        var first = page(KARI, scene.path() + "/tasks");

        // Then: those that were created at the same moment are neither lost nor doubled
        var text = text(first);
        assertThat(text).contains("Older");
        var older = body(first).replaceAll("(?s).*href=\"([^\"]*below=[0-9a-f]{32})\".*", "$1");
        var second = text(page(KARI, older));
        for (var number = 10; number < 40; number++) {
            var id = "e0" + number + " Died";
            assertThat(text.contains(id) ^ second.contains(id)).as(id).isTrue();
        }
    }

    @Test
    void aTaskThatRunsIsToldWithItsNode() {
        // Given
        var scene = live();
        var task = placed(scene, true, Instant.now());

        // When
        var page = page(VIEWER, path(scene, task));

        // Then
        assertThat(page).hasStatusOk();
        assertThat(text(page))
                .contains("It runs on node-a.")
                .contains("node-a , t3.small, eu-north-1a")
                .contains("Pulled")
                .contains("256 CPU units, 256 MiB reserved, 512 MiB at most")
                .doesNotContain("Open SSM session", "AWS no longer lists");
        assertThat(page).bodyText().contains("/ecs/v2/clusters/", "/tasks/" + task + "/logs?region=");
        assertThat(text(page(KARI, path(scene, task)))).contains("Open SSM session");
    }

    @Test
    void aTaskThatDiedIsToldWhenAwsHasForgottenIt() {
        // Given
        var scene =
                live().died("dead", 1, 137, "OutOfMemoryError: container killed due to memory usage", List.of("heap"));
        var task = task(scene, "dead");
        sql.update(TASK_SNAPSHOT)
                .set(TASK_SNAPSHOT.STARTED_AT, Instant.now().minus(Duration.ofHours(72)))
                .set(
                        TASK_SNAPSHOT.STOPPED_AT,
                        Instant.now().minus(Duration.ofHours(72)).plusSeconds(6))
                .where(TASK_SNAPSHOT.ID.eq(task))
                .execute();

        // When
        var page = text(page(KARI, path(scene, task)));

        // Then
        assertThat(page)
                .contains("AWS no longer lists this task; this is what we recorded.")
                .contains("Task dead on node-a ended with code 137.")
                .contains("OutOfMemoryError: container killed due to memory usage")
                .contains("The task used more than its 512 MiB and was stopped 6 s after start. OOM-1 Change to medium")
                .contains("heap")
                .contains("Exit code 137");
    }

    @Test
    void aSessionIsShownToThoseWhoMayChangeItAndTheAuditKnows() {
        // Given
        var scene = live();
        var task = placed(scene, true, Instant.now());
        var session = path(scene, task) + "/session";

        // Then
        assertThat(ask(VIEWER, post(session))).hasStatus(403);
        assertThat(ask(OLA, post(session))).hasStatus(404);

        // When
        var shown = ask(KARI, post(session));

        // Then
        assertThat(shown).hasStatusOk();
        assertThat(text(shown)).contains("aws ssm start-session --target i-" + task.substring(4, 21));
        assertThat(sql.select(AUDIT_EVENT.DETAIL)
                        .from(AUDIT_EVENT)
                        .where(AUDIT_EVENT.ACTION.eq("session.show"))
                        .and(AUDIT_EVENT.ENVIRONMENT.eq(scene.ref().id().value()))
                        .fetch(AUDIT_EVENT.DETAIL))
                .singleElement()
                .asString()
                .contains(task);
    }

    @Test
    void withoutAnAgentNoSessionIsOffered() {
        var scene = live();
        var task = placed(scene, false, Instant.parse("2026-11-01T10:40:00Z"));
        assertThat(text(page(KARI, path(scene, task))))
                .contains("SSM agent not seen since 1 Nov")
                .doesNotContain("Open SSM session");
    }

    @Test
    void whatIsNotThereAndWhatMayNotBeSeenAreTheSame() {
        var scene = live();
        assertThat(page(OLA, path(scene, task(scene, "7f3a")))).hasStatus(404);
        assertThat(page(KARI, path(scene, "0".repeat(32)))).hasStatus(404);
        assertThat(page(KARI, path(scene, "x"))).hasStatus(404);
        assertThat(page(KARI, scene.path() + "/tasks?below=x")).hasStatus(404);
        var other = live();
        assertThat(page(KARI, path(other, task(scene, "7f3a")))).hasStatus(404);
    }
}
