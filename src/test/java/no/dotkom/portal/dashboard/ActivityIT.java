package no.dotkom.portal.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import no.dotkom.portal.audit.Audit;
import no.dotkom.portal.audit.Deed;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.plan.Policy;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who did what, from the portal and past it. */
class ActivityIT extends DashboardPages {
    @Autowired
    private Audit audit;

    private void others(Scene scene, String action, String detail) {
        audit.record(new Deed(null, "", "loop", action, null, scene.ref().id().value(), null, detail));
    }

    @Test
    void deedsOfMembersAndOfOthersAreTold() {
        // Given
        var scene = live().deploy("1.5", "search by course code");
        apps.setPolicy(KARI, scene.ref(), Policy.SYNC);
        others(scene, "drift.notice", "count: 2 → 4");
        others(scene, "drift.over", "hosts 3001: a.no → ");

        // When
        var page = page(VIEWER, scene.path() + "/activity");

        // Then
        assertThat(page).hasStatusOk();
        assertThat(text(page))
                .contains("Kari Nilsen asked for v2 search by course code")
                .contains("Kari Nilsen changed what is done about drift SYNC")
                .contains("Somebody outside the portal changed Number of tasks from 2 to 4")
                .contains("Domains of rule 3001 is as it was asked for again");
        assertThat(page).bodyText().contains("href=\"" + scene.path() + "/versions/2\"");
    }

    @Test
    void aFailureIsToldByItsCauseAsOnItsOwnPage() {
        // Given
        var scene = live().deploy("1.5", "search")
                .died("f1", 2, 137, "OutOfMemoryError: Container killed due to memory usage", List.of())
                .failed(5, Problem.of("CB-1").saying("ECS deployment circuit breaker: tasks failed to start."));
        audit.record(new Deed(
                null, "", "loop", "version.failed", null, scene.ref().id().value(), 2L, "CB-1"));

        // When
        var told = text(page(KARI, scene.path() + "/activity"));

        // Then
        assertThat(told).contains("saw v2 fail The task used more than its").doesNotContain("CB-1");
        assertThat(text(page(KARI, scene.path() + "/deployments"))).contains("The task used more than its");
    }

    @Test
    void theReaderChoosesWhoseDeedsAreShown() {
        // Given
        var scene = live();
        others(scene, "drift.notice", "count: 2 → 4");

        // Then
        assertThat(text(page(KARI, scene.path() + "/activity?by=members")))
                .contains("asked for v1")
                .doesNotContain("Number of tasks");
        assertThat(text(page(KARI, scene.path() + "/activity?by=others")))
                .contains("Number of tasks")
                .doesNotContain("asked for v1");
    }

    @Test
    void otherEnvironmentsAreShownOnRequest() {
        // Given
        var scene = live();
        stage().register(scene.ref().name().app().value(), "staging", null, 1);

        // Then
        assertThat(text(page(KARI, scene.path() + "/activity"))).doesNotContain("asked for v1 Registered staging");
        assertThat(text(page(KARI, scene.path() + "/activity?of=all")))
                .containsPattern("asked for v1 [^ ]* ?staging")
                .containsPattern("asked for v1 [^ ]* ?production");
    }

    @Test
    void manyAreTurnedPageByPage() {
        // Given
        var scene = live();
        for (var number = 100; number < 160; number++) {
            others(scene, "drift.notice", "count: 2 → " + number);
        }

        // When
        var first = page(KARI, scene.path() + "/activity?by=others");

        // Then
        assertThat(text(first))
                .contains("from 2 to 159", "from 2 to 110", "Older")
                .doesNotContain("from 2 to 109");
        var older = body(first)
                .replaceAll("(?s).*href=\"([^\"]*below=[^\"]*)\".*", "$1")
                .replace("&amp;", "&");
        assertThat(text(page(KARI, older)))
                .contains("from 2 to 109", "from 2 to 100")
                .doesNotContain("asked for v1");
    }

    @Test
    void whatMayNotBeSeenIsNotThere() {
        assertThat(page(OLA, live().path() + "/activity")).hasStatus(404);
    }
}
