package no.dotkom.portal.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import no.dotkom.portal.model.Problem;
import org.junit.jupiter.api.Test;

/** Overview, rollout, deployments. */
class PagesIT extends DashboardPages {
    private static final Locale NB = Locale.forLanguageTag("nb");

    @Test
    void anOverviewSaysWhoServesFirst() {
        // Given
        var scene = live();

        // When
        var page = page(KARI, scene.path());

        // Then
        assertThat(page).hasStatusOk();
        assertThat(text(page))
                .contains("v1 serves all traffic on " + scene.ref().name().app() + ".online.ntnu.no")
                .contains("2 of 2 tasks healthy", "In sync: AWS runs what was asked for.")
                .contains("7f3a", "node-a", "32771", "Deploy a version");
    }

    @Test
    void aBrokenHopCarriesItsReason() {
        // Given
        var scene = registered()
                .live()
                .service(1, 2)
                .task("c081", 1, "unhealthy", "Health checks failed with these codes: [503]", "node-b");

        // When
        var page = page(KARI, scene.path());

        // Then
        assertThat(text(page)).contains("1 of 2 healthy Health checks failed with these codes: [503]", "Unhealthy");
        assertThat(page).bodyText().contains("<li data-state=\"bad\">");
    }

    @Test
    void aPausedOneCanBeResumed() {
        var scene = live().pause().live().service(0, 0);
        var page = page(KARI, scene.path());
        assertThat(text(page)).contains("is paused and answers 503", "Resume");
        assertThat(page).bodyText().contains("action=\"" + scene.path() + "/resume\"", "name=\"expected\" value=\"2\"");
    }

    @Test
    void aFailedVersionShowsItsCardAndWhoStillServes() {
        // Given
        var scene = failed();

        // When
        var page = page(KARI, scene.path());

        // Then
        assertThat(text(page))
                .contains("The app ended by itself with code 1 after 6 s. EXIT-1", "v1 still serves")
                .contains("1 of 1 new tasks failed, so v1 was kept.", "See the task", "Try again")
                .doesNotContain("The new tasks failed.");
        assertThat(text(page(KARI, "/apps")))
                .contains("The app ended by itself with code 1 after 6 s. v1 still serves");
        assertThat(text(page(KARI, scene.path() + "/deployments"))).contains("The app ended by itself with code 1");
    }

    @Test
    void whetherADiagnosisWasRightReachesTheMaintainers() {
        // Given
        var scene = failed();
        assertThat(text(page(KARI, scene.path() + "/versions/2"))).contains("Was this right? Yes No");

        // When
        var answer = post(scene.path() + "/versions/2/diagnosis")
                .param("code", "EXIT-1")
                .param("correct", "false");

        // Then
        assertThat(ask(OLA, answer)).hasStatus(404);
        assertThat(ask(VIEWER, answer)).hasStatus(303);
        var review = page(ADMIN, "/admin/diagnoses");
        assertThat(text(review))
                .contains("Called wrong by members")
                .contains("EXIT-1 " + scene.ref().id() + " v2");
        assertThat(page(KARI, "/admin/diagnoses")).hasStatus(403);
    }

    private Scene failed() {
        return live().deploy("1.5.0", "")
                .failed(5, Problem.of("CB-1").saying("tasks failed to start <b>"))
                .died(
                        "1a2b",
                        2,
                        1,
                        "Essential container in task exited",
                        List.of("<script>alert(1)</script>", "ERROR no"));
    }

    @Test
    void aRolloutShowsItsNineSteps() {
        // Given
        var scene = live().deploy("1.4.2", "search by course code").at(6, "health.running", "1", "2", "41");

        // When
        var page = page(KARI, scene.path() + "/versions/2");

        // Then
        assertThat(page).hasStatusOk();
        assertThat(text(page))
                .contains("v1 still serves", "Step 7 of 9", "1 of 2 healthy; grace 0:41 left", "image only");
        assertThat(page)
                .bodyText()
                .contains("<title>7/9 v2 · ", "aria-current=\"step\"", "sse.pauseOnBackground:false")
                .contains("<noscript><meta http-equiv=\"refresh\" content=\"5\"></noscript>")
                .contains("/versions/2/cancel\"");
    }

    @Test
    void aFailedStepIsANewElementWithTheTasksLastLinesAsText() {
        // Given
        var scene = failed();

        // When
        var page = page(KARI, scene.path() + "/versions/2");

        // Then
        assertThat(page)
                .bodyText()
                .contains(
                        "<title>✗ v2 failed · ",
                        "id=\"step-6-failed\"",
                        "&lt;script&gt;alert(1)",
                        "data-level=\"error\"")
                .contains("tasks failed to start &lt;b&gt;", "action=\"" + scene.path() + "/retry\"")
                .doesNotContain("<script>alert", "http-equiv=\"refresh\"");
    }

    @Test
    void aVersionThatEndedIsItsOwnRecord() {
        var scene = live().deploy("1.4.2", "").live();
        var old = page(KARI, scene.path() + "/versions/1");
        assertThat(old).bodyText().contains("<title>✓ v1 live · ", "/versions/1/rollback\"");
        assertThat(text(old))
                .contains("v2 serves all traffic", "Deploy v1 again")
                .doesNotContain("Cancel deployment");
    }

    @Test
    void aRemovalShowsWhatIsLeftAndThenThatItIsGone() {
        // Given
        var scene = live().remove().step(2, "RUNNING", "removal.left", List.of("3"), Instant.now(), null);

        // When
        var during = page(KARI, scene.path() + "/versions/2");
        scene.gone();
        var after = page(KARI, scene.path() + "/versions/2");

        // Then
        assertThat(text(during)).contains("(production) is being removed", "3 resources are left on AWS.");
        assertThat(after).hasStatus(410);
        assertThat(text(after)).contains("(production) was removed", "By Kari Nilsen,");
        assertThat(page(KARI, scene.path())).hasStatus(410);
    }

    @Test
    void theVersionsOfAnEnvironmentAreListedAndPaged() {
        // Given
        var scene = live();
        for (int number = 2; number <= 27; number++) {
            scene.deploy("1.4." + number, "number " + number);
        }

        // When
        var newest = page(KARI, scene.path() + "/deployments");
        var older = page(KARI, scene.path() + "/deployments?below=3");

        // Then
        assertThat(text(newest))
                .contains("v27", "Deploying", "number 27", "v3", "Older")
                .doesNotContain("number 2 ");
        assertThat(newest).bodyText().contains(scene.path() + "/deployments?below=3");
        assertThat(text(older))
                .contains("v2", "Overtaken", "v1", "Live", "Newer")
                .doesNotContain("Older");
        assertThat(page(KARI, scene.path() + "/deployments?below=x")).hasStatus(404);
    }

    @Test
    void twoVersionsAreCompared() {
        var scene = live().deploy("1.4.2", "").scale(1);
        var page = page(KARI, scene.path() + "/deployments/compare?from=1&to=3");
        assertThat(text(page)).contains("From v1 to v3", "2 answers differ", "1.4.1", "1.4.2");
        assertThat(page(KARI, scene.path() + "/deployments/compare?from=1&to=9"))
                .hasStatus(404);
    }

    @Test
    void nothingIsCalledHealthyOnOldData() {
        // Given
        var scene = live();
        var name = scene.ref().name().app();
        stage().readAt(Instant.now().minusSeconds(300));

        // When
        var list = page(KARI, "/apps?q=" + name);
        var overview = page(KARI, scene.path());
        stage();

        // Then
        assertThat(text(list)).contains("Unknown", "AWS has not answered since");
        assertThat(overview).bodyText().contains("data-stale-since=", "data-state=\"unknown\"");
        assertThat(text(overview)).contains("is doing is not known now").doesNotContain("serves all traffic");
    }

    @Test
    void everyPageSpeaksNorwegianToo() {
        var scene = failed();
        for (var path : List.of("/apps", scene.path(), scene.path() + "/versions/2", scene.path() + "/deployments")) {
            var page = page(KARI, path, NB);
            assertThat(page).hasStatusOk().bodyText().contains("<html lang=\"nb\"", "Feilet");
            assertThat(page).bodyText().doesNotContain("??");
        }
    }

    @Test
    void theRailShowsTheApplicationAtHandAndThoseOpenedLately() {
        // Given
        var scene = live();
        var name = scene.ref().name().app().value();

        // When
        var overview = page(KARI, scene.path());
        var list = page(KARI, "/apps");

        // Then
        assertThat(overview).bodyText().contains(name + ": switch application");
        assertThat(text(overview)).contains("Deployments 1", "Settings");
        assertThat(text(list)).containsSubsequence("Opened lately", name);
    }

    @Test
    void aDnsProblemStandsOpenWithItsDomain() {
        var scene = live();
        var host = scene.ref().name().app() + ".online.ntnu.no";
        scene.visited(
                false,
                0,
                "[{\"kind\":\"OnOperator\",\"code\":\"DNS-2\",\"values\":{\"domain\":\"%s\",\"target\":\"1.2.3.4\"},\"said\":\"\"}]"
                        .formatted(host));
        assertThat(text(page(KARI, scene.path())))
                .contains("Open problems " + host + " points to 1.2.3.4, not to our load balancer. DNS-2");
    }

    @Test
    void whatMadeAVersionFailIsNotToldTwice() {
        var scene =
                failed().visited(false, 0, "[{\"kind\":\"OnMember\",\"code\":\"CB-1\",\"values\":{},\"said\":\"\"}]");
        assertThat(text(page(KARI, scene.path())))
                .contains("Open problems None")
                .doesNotContain("…");
    }

    @Test
    void everyProblemThatTheLoopTellsHasItsWords() {
        for (var code : List.of(
                "CANCELLED",
                "DOOR-1",
                "AWS-1",
                "AWS-2",
                "CB-1",
                "CAP-1",
                "IMG-1",
                "IMG-2",
                "IMG-3",
                "DNS-2",
                "OWN-1",
                "OWN-2")) {
            var scene = live().deploy("2.0." + code, "").failed(2, Problem.of(code, Map.of()));
            assertThat(page(KARI, scene.path() + "/versions/2")).as(code).hasStatusOk();
            assertThat(page(KARI, scene.path())).as(code).hasStatusOk();
        }
    }
}
