package no.dotkom.portal.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import no.dotkom.portal.dashboard.port.Cursor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The log viewer's addresses: the page, its parts and its stream. */
@Tag("alone")
class LogsIT extends DashboardPages {
    private static String group(Scene scene) {
        return "/apps/" + scene.ref().name().full();
    }

    private void write(Scene scene, String text) {
        lines.write(group(scene), "7f3a0000", Instant.now(), text);
    }

    private MvcTestResult search(Scene scene, String part, String text) {
        return ask(KARI, get(scene.path() + part).param("q", text));
    }

    @Test
    void thePageShowsTheLastLinesWithTheirLevelsAndTasks() throws IOException {
        // Given
        var scene = live();
        IntStream.range(0, 600).forEach(i -> write(scene, "INFO line number " + i + "."));
        write(scene, "\u001b[31mERROR\u001b[0m it broke");

        // When
        var page = page(KARI, scene.path() + "/logs");

        // Then
        assertThat(page).hasStatusOk();
        assertThat(text(page)).contains("line number 599.", "it broke", "7f3a").doesNotContain("line number 100.");
        assertThat(packed(page)).isLessThan(24_000);
        assertThat(page)
                .bodyText()
                .contains("<span class=\"an-1\">ERROR</span>", "data-level=\"error\"", "logs-", "Older lines");
    }

    /** The page as it travels. */
    private static int packed(MvcTestResult page) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var packing = new GZIPOutputStream(bytes)) {
            packing.write(page.getResponse().getContentAsByteArray());
        }
        return bytes.size();
    }

    @Test
    void hostileLinesAreText() {
        // Given
        var scene = live();
        write(
                scene,
                "<script>alert(1)</script><img src=x onerror=alert(2)> \u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007");

        // When
        var page = page(KARI, scene.path() + "/logs");

        // Then
        assertThat(page)
                .bodyText()
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>alert", "<img", "evil.example", "\u001b", "\u0007");
    }

    @Test
    void aTraceIsFoldedUnderItsFirstLine() {
        // Given
        var scene = live();
        write(scene, "java.lang.IllegalStateException: no");
        write(scene, "\tat a.B.c(B.java:1)");
        write(scene, "\tat a.B.d(B.java:2)");

        // When
        var page = page(KARI, scene.path() + "/logs");

        // Then
        assertThat(page)
                .bodyText()
                .contains("<details class=\"fold\">")
                .containsPattern("data-ids=\"[0-9]+\\.[0-9]+ [0-9]+\\.[0-9]+\"");
        assertThat(text(page)).contains("java.lang.IllegalStateException: no + 2 lines");
    }

    @Test
    void whatHappenedStandsBetweenTheLines() {
        // Given
        var scene = live();
        lines.write(group(scene), "7f3a0000", Instant.now().minusSeconds(900), "first");
        write(scene, "last");

        // When
        var page = text(page(KARI, scene.path() + "/logs"));

        // Then
        assertThat(page).contains("Task 7f3a started on node-a", "Deployment v1 by Kari Nilsen: Registered");
        assertThat(page.indexOf("first")).isLessThan(page.indexOf("Task 7f3a started"));
    }

    @Test
    void aSearchShowsWhatItFindsAndHowFarItLooked() {
        // Given
        var scene = live();
        write(scene, "ERROR timeout at /grades");
        write(scene, "INFO all is well");
        write(scene, "WARN timeout soon");

        // Then
        assertThat(text(search(scene, "/logs", "timeout -soon")))
                .contains("timeout at /grades", "Searched to")
                .doesNotContain("all is well", "timeout soon");
        assertThat(text(page(KARI, scene.path() + "/logs?level=warn&level=info")))
                .contains("all is well", "timeout soon")
                .doesNotContain("timeout at");
        assertThat(text(page(KARI, scene.path() + "/logs?level=warn,error")))
                .contains("timeout at", "timeout soon", "warn, error")
                .doesNotContain("all is well");
        assertThat(search(scene, "/logs", "/time(out|r) s/"))
                .bodyText()
                .contains("<mark>timeout s</mark>")
                .doesNotContain("timeout</mark>", "at /grades");
        assertThat(text(search(scene, "/logs", "nothing-like-it")))
                .contains("No matches in the last 24 hours.", "Search 7 days");
    }

    @Test
    void anExpressionThatWouldRunForEverIsRefusedInASentence() {
        // Given
        var scene = live();
        write(scene, "a".repeat(5_000) + "b");
        var begun = System.nanoTime();

        // When
        var page = search(scene, "/logs", "/(a+)+$/");

        // Then
        assertThat(page).hasStatusOk();
        assertThat(text(page)).contains("This regular expression takes too long.");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
        assertThat(text(search(scene, "/logs", "/(/"))).contains("This regular expression cannot be read.");
        assertThat(search(scene, "/logs/lines", "/(a+)+$/")).hasStatus(422);
    }

    @Test
    void aLineIsShownAmongThoseAroundIt() {
        // Given
        var scene = live();
        var all = IntStream.range(0, 700)
                .mapToObj(i -> lines.write(
                        group(scene), "7f3a0000", Instant.now().minusSeconds(7_000 - i), "line number " + i + "."))
                .toList();

        // When
        var page = page(KARI, scene.path() + "/logs?at=" + all.get(300).cursor().text());

        // Then
        assertThat(text(page))
                .contains("line number 299.", "line number 301.", "Newer lines")
                .doesNotContain("line number 20.");
        assertThat(page).bodyText().containsOnlyOnce("aria-current=\"true\"");
    }

    @Test
    void thePreviousTaskIsOneClickAwayAfterACrash() {
        // Given
        var scene = live().died("dead", 1, 1, "Essential container in task exited", List.of("last words"));
        lines.write(group(scene), "dead0000", Instant.now().minusSeconds(30), "last words");

        // When
        var page = page(KARI, scene.path() + "/logs");

        // Then
        assertThat(text(page)).contains("Previous task");
        assertThat(page).bodyText().containsPattern("href=\"[^\"]*task=dead&amp;before=[0-9]+\\.\"");
    }

    @Test
    void whenAwsIsSilentThePageSaysSoAndTheRestStands() {
        var scene = live();
        lines.silence(group(scene));
        var page = page(KARI, scene.path() + "/logs");
        assertThat(page).hasStatusOk();
        assertThat(text(page)).contains("AWS did not tell the lines.", "Rate exceeded", "Try again", "Settings");
        assertThat(page(KARI, scene.path() + "/logs/lines")).hasStatus(502);
    }

    @Test
    void aNewEnvironmentHasNoLinesYet() {
        assertThat(text(page(KARI, registered().path() + "/logs"))).contains("No lines yet.");
        assertThat(text(page(KARI, registered().path() + "/logs", Locale.forLanguageTag("nb"))))
                .contains("Ingen linjer ennå.");
    }

    @Test
    void foreignAndAbsentAreTheSame() {
        var path = live().path();
        for (var part : List.of("/logs", "/logs/lines", "/logs/download")) {
            assertThat(page(OLA, path + part)).hasStatus(404);
            assertThat(page(KARI, "/apps/none/production" + part)).hasStatus(404);
            assertThat(page(KARI, "/apps/NO!/production" + part)).hasStatus(404);
        }
        assertThat(page(VIEWER, path + "/logs")).hasStatusOk();
    }

    @Test
    void olderLinesComeInParts() {
        // Given
        var scene = live();
        var all = IntStream.range(0, 700)
                .mapToObj(i -> lines.write(group(scene), "7f3a0000", Instant.now(), "line number " + i + "."))
                .toList();

        // When
        var part = ask(
                KARI,
                get(scene.path() + "/logs/lines?before=" + all.get(200).cursor().text()));

        // Then
        assertThat(part)
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.lines.length()")
                .isEqualTo(200);
        assertThat(part).bodyJson().extractingPath("$.complete").isEqualTo(true);
    }

    @Test
    void aMomentThatNoLogReachesIsNoMistakeOfOurs() {
        // Given
        var scene = live();
        write(scene, "a line of today");

        // Then
        for (var from : List.of("+999999999-01-01T00:00:00Z", "-999999999-01-01T00:00:00Z", "+9999-01-01T00:00", "x")) {
            assertThat(ask(KARI, get(scene.path() + "/logs").param("from", from)))
                    .as(from)
                    .hasStatusOk();
            assertThat(ask(KARI, get(scene.path() + "/logs/download").param("from", from)))
                    .as(from)
                    .hasStatusOk();
        }
        assertThat(text(ask(KARI, get(scene.path() + "/logs").param("from", "1900-01-01T00:00:00Z"))))
                .contains("a line of today");
    }

    @Test
    void aStreamGoesOnFromWhereASearchWasMadeAndNotFromItsLastMatch() {
        // Given
        var scene = live();
        lines.write(group(scene), "7f3a0000", Instant.now().minusSeconds(7_200), "needle");

        // When
        var part = ask(KARI, get(scene.path() + "/logs/lines").param("q", "needle"));

        // Then
        assertThat(part).bodyJson().extractingPath("$.lines.length()").isEqualTo(1);
        assertThat(part)
                .bodyJson()
                .extractingPath("$.position")
                .asString()
                .satisfies(position -> assertThat(Cursor.parse(position))
                        .hasValueSatisfying(cursor ->
                                assertThat(cursor.time()).isAfter(Instant.now().minusSeconds(60))));
    }
}
