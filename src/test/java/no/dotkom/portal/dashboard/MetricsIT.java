package no.dotkom.portal.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import no.dotkom.portal.dashboard.port.Metrics.Measure;
import org.junit.jupiter.api.Test;

class MetricsIT extends DashboardPages {
    private static final Instant MINUTE =
            Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(10));

    private Scene measured() {
        var scene = live();
        metrics.measure(scene.service(), Measure.HEALTHY, MINUTE, 2)
                .measure(scene.service(), Measure.MEMORY_HIGHEST, MINUTE, 94.2)
                .measure(scene.service(), Measure.REQUESTS, MINUTE, 1204)
                .measure(scene.service(), Measure.ANSWERS_5XX, MINUTE, 61)
                .measure(scene.service(), Measure.LATENCY_P95, MINUTE, 0.1824);
        return scene;
    }

    @Test
    void everyChartSaysInASentenceWhatItShows() {
        // Given
        var scene = measured();

        // When
        var page = page(KARI, scene.path() + "/metrics");

        // Then
        assertThat(page).hasStatusOk();
        assertThat(text(page))
                .contains("Peaked at 94 %", "1,204 a minute now", "p95 is 182 ms", "61 answers 5xx", "2 all the time.")
                .contains("Available 100 % of the time: in 1 of 1 minutes.");
        assertThat(page).bodyText().doesNotContain("metrics asked", "CloudWatch for");
    }

    @Test
    void aChartIsATableToo() {
        // Given
        var scene = measured();

        // When
        var page = page(KARI, scene.path() + "/metrics?range=6h&table=requests");

        // Then
        assertThat(text(page)).contains("Show as chart", "requests a minute", "1,204");
        assertThat(page).bodyText().contains("<tbody").doesNotContain("data-each-minute");
    }

    @Test
    void partsAreShownAndNonsenseShowsTheLastHour() {
        // Given
        var scene = measured();
        var from = MINUTE.minus(Duration.ofMinutes(20));

        // Then
        assertThat(page(KARI, scene.path() + "/metrics?from=" + from + "&to=" + MINUTE.plusSeconds(60)))
                .bodyText()
                .contains("data-from=\"" + from + "\"");
        for (var nonsense :
                new String[] {"?range=x", "?from=x&to=y", "?from=%2B999999999-01-01T00:00:00Z&to=2026", "?table=<"}) {
            assertThat(page(KARI, scene.path() + "/metrics" + nonsense))
                    .as(nonsense)
                    .hasStatusOk();
        }
    }

    @Test
    void aCloudWatchThatIsSilentIsSaidAndNothingElseIsLost() {
        // Given
        var scene = measured();
        metrics.silence(scene.service(), "ThrottlingException: Rate exceeded");

        // When
        var page = page(KARI, scene.path() + "/metrics");

        // Then
        assertThat(page).hasStatusOk();
        assertThat(text(page)).contains("CloudWatch did not tell the values.", "Rate exceeded", "Try again");
        assertThat(page(KARI, scene.path() + "/trends")).hasStatusOk();
        assertThat(page(KARI, "/apps/trends")).hasStatusOk();
    }

    @Test
    void beforeThereIsAnythingThePageSaysWhenThereWillBe() {
        assertThat(text(page(KARI, registered().path() + "/metrics")))
                .contains("Data appears about 2 minutes after the first task starts.");
    }

    @Test
    void onlyAdminsAreToldWhatItCosts() {
        var scene = measured();
        assertThat(text(page(ADMIN, scene.path() + "/metrics"))).contains("This month the portal asked CloudWatch for");
        assertThat(text(page(VIEWER, scene.path() + "/metrics"))).doesNotContain("This month the portal asked");
        assertThat(page(OLA, scene.path() + "/metrics")).hasStatus(404);
        assertThat(page(OLA, scene.path() + "/trends")).hasStatus(404);
    }

    @Test
    void pagesAskForTheirSmallLinesOnceTheyStandAndKeepThem() {
        // Given
        var scene = measured();
        var name = scene.ref().name().app().value();
        assertThat(page(KARI, scene.path())).bodyText().contains("hx-get=\"" + scene.path() + "/trends\"");

        // When
        var trends = page(KARI, scene.path() + "/trends");
        var rows = page(KARI, "/apps/trends?q=" + name);

        // Then
        assertThat(text(trends)).contains("Requests 1,204 a minute", "Memory, highest task 94 %");
        assertThat(rows).bodyText().contains("hx-target=\"#spark-" + scene.ref().id(), "class=\"spark\"");
        assertThat(page(KARI, "/apps?q=" + name)).bodyText().contains("class=\"spark\"");
        assertThat(text(page(KARI, scene.path()))).contains("Memory, highest task 94 %");
    }
}
