package no.dotkom.portal.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import no.dotkom.portal.model.Problem;
import org.junit.jupiter.api.Test;

class FragmentsTest {
    private final Templates templates = new Templates();

    @Test
    void aDotIsHiddenFromScreenReadersBecauseTheWordBesideItSpeaks() {
        var html = templates.render("<i th:replace=\"~{fragments/status :: health('unhealthy')}\"></i>", Map.of());
        assertThat(html)
                .isEqualTo("<span class=\"status\" data-state=\"unhealthy\"><i class=\"dot\" data-state=\"unhealthy\""
                        + " aria-hidden=\"true\"></i>Unhealthy</span>");
    }

    @Test
    void anIconPointsIntoTheHashedSprite() {
        var html = templates.render("<i th:replace=\"~{fragments/icon :: icon('check')}\"></i>", Map.of());
        assertThat(html)
                .matches("<svg class=\"icon\" aria-hidden=\"true\"><use"
                        + " href=\"/assets/sprite-[0-9a-f]{10}.svg#i-check\"></use></svg>");
    }

    @Test
    void aFieldWithoutErrorSaysItsHintOnly() {
        var html = templates.render(
                "<p th:replace=\"~{fragments/field :: text(id='name', label='Name', value='grades', hint='3 to 24')}\"></p>",
                Map.of());
        assertThat(html)
                .contains("<label for=\"name\">Name</label>", "value=\"grades\"", "<p class=\"hint\" id=\"name-hint\">")
                .contains("aria-describedby=\"name-hint \"")
                .doesNotContain("aria-invalid", "class=\"error\"", "class=\"fact\"", "hx-get");
    }

    @Test
    void aFieldWithAnErrorIsInvalidAndSaysWhy() {
        var errors =
                new FieldErrors().add("name", Problem.of("RULE-1", Map.of("domain", "grades.no", "app", "grades")));
        var html = templates.render(
                "<p th:replace=\"~{fragments/field :: text('name', 'Name', '<b>')}\"></p>", Map.of("errors", errors));
        assertThat(html)
                .contains("aria-invalid=\"true\"", "id=\"name-error\"", "value=\"&lt;b&gt;\"")
                .contains("grades.no is already routed to grades.");
    }

    @Test
    void aLookUpAsksOnChangeAndHasAPlaceForItsFact() {
        var html = templates.render(
                "<p th:replace=\"~{fragments/field :: text(id='image', label='Image', value='', lookup='/apps/new/image')}\"></p>",
                Map.of());
        assertThat(html)
                .contains("hx-get=\"/apps/new/image\"", "hx-trigger=\"change\"", "hx-target=\"#image-fact\"")
                .contains("<p class=\"fact\" role=\"status\" id=\"image-fact\"></p>");
    }

    @Test
    void everyFieldKindRenders() {
        var options = new LinkedHashMap<>(Map.of("staging", "staging"));
        var html = templates.render("""
                <p th:replace="~{fragments/field :: affix('domain', 'Domain', 'grades', '.online.ntnu.no')}"></p>
                <p th:replace="~{fragments/field :: lines('env', 'Variables', 'A=1', 4)}"></p>
                <p th:replace="~{fragments/field :: choice('environment', 'Environment', 'staging', ${options})}"></p>
                <p th:replace="~{fragments/field :: seg('reach', 'Reachable by', 'staging', ${options})}"></p>
                """, Map.of("options", options));
        assertThat(html)
                .contains("<span>.online.ntnu.no</span>", "rows=\"4\"", ">A=1</textarea>")
                .contains("<option value=\"staging\" selected=\"selected\">staging</option>")
                .contains("<input type=\"radio\" name=\"reach\" value=\"staging\" checked=\"checked\">");
    }

    @Test
    void theSummaryLinksToEachFieldInOrder() {
        var errors = new FieldErrors()
                .add("port", Problem.of("HC-1", Map.of("port", "3000")))
                .add("port", Problem.of("HC-1"))
                .add("image", Problem.of("IMG-1", Map.of("ref", "x")));
        var html = templates.render(
                "<p th:replace=\"~{fragments/field :: summary}\"></p>",
                Map.of("errors", errors),
                Locale.forLanguageTag("nb"));
        assertThat(html)
                .contains("Noe må rettes", "role=\"alert\" tabindex=\"-1\"")
                .containsSubsequence("href=\"#port\"", "href=\"#image\"")
                .containsOnlyOnce("href=\"#port\"");
    }

    @Test
    void aDiagnosisSaysSentenceActionCodeAndWhatAwsSaid() {
        var problem = Problem.of("OOM-1", Map.of("limit", "512", "after", "41 s", "size", "medium"))
                .saying("OutOfMemoryError: <script>");
        var html = templates.render(
                "<p th:replace=\"~{fragments/diagnosis :: card(${problem}, 'bad', 'v42 still serves', null, null)}\"></p>",
                Map.of("problem", problem));
        assertThat(html)
                .containsSubsequence(
                        "The task used more than its 512 MiB and was stopped 41 s after start.",
                        "OOM-1",
                        "v42 still serves",
                        "Change to medium",
                        "What AWS said",
                        "OutOfMemoryError: &lt;script&gt;");
    }

    @Test
    void aFailedStepIsANewElement() {
        var html = templates.render(
                "<p th:replace=\"~{fragments/steps :: step('step-6', 6, 'failed', 'Start', 'Attempt 3', '2:14', null, null)}\"></p>",
                Map.of());
        assertThat(html)
                .contains(
                        "id=\"step-6-failed\"", "data-state=\"failed\"", "i-close", "Start<span class=\"vh\">, failed");
        var bar = templates.render(
                "<p th:replace=\"~{fragments/steps :: bar(${states}, '1 of 2 done')}\"></p>",
                Map.of("states", List.of("done", "running")));
        assertThat(bar).contains("<i data-state=\"done\"></i><i data-state=\"running\"></i>");
    }

    @Test
    void timesCarryTheirInstant() {
        var at = Templates.NOW.minusSeconds(4);
        var html = templates.render(
                "<p th:replace=\"~{fragments/time :: ago(${at})}\"></p><p th:replace=\"~{fragments/time :: when(${at})}\"></p>",
                Map.of("at", at));
        assertThat(html)
                .contains(
                        "<time datetime=\"2026-11-22T11:04:07Z\" data-ago title=\"22 Nov 2026 12:04:07\">4 s ago</time>")
                .contains(">12:04</time>");
    }

    @Test
    void theStreamFollowsItsTopics() {
        var html = templates.render(
                "<p th:replace=\"~{fragments/live :: stream(${topics}, 'list')}\"></p>",
                Map.of("topics", List.of(Topic.of("apps"), Topic.of("env", 7)), "page", Map.of("position", "ab-1")));
        assertThat(html).contains("hx-sse:connect=\"/events?topic=apps&amp;topic=env:7&amp;view=list&amp;after=ab-1\"");
    }

    @Test
    void buttonsNoticesAndEmptyStatesRender() {
        var html = templates.render("""
                <p th:replace="~{fragments/button :: submit('primary', 'deploy', 'Deploy v42')}"></p>
                <p th:replace="~{fragments/button :: link(null, null, 'Cancel', '/apps')}"></p>
                <p th:replace="~{fragments/button :: disabled('back', 'Roll back to v37', 'The image was deleted.')}"></p>
                <p th:replace="~{fragments/button :: copy('sha256:9f', null, 'digest')}"></p>
                <p th:replace="~{fragments/notice :: notice('warn', 'Old.')}"></p>
                <p th:replace="~{fragments/empty :: empty('Nothing.', 'Register', '/apps/new')}"></p>
                <p th:replace="~{fragments/empty :: empty('Nothing.', null, null)}"></p>
                <p th:replace="~{fragments/pages :: pages(null, '/x?after=1')}"></p>
                <p th:replace="~{fragments/pages :: pages(null, null)}"></p>
                <p th:replace="~{fragments/status :: chip('ok', 'lock', 'Ready')}"></p>
                <p th:replace="~{fragments/status :: tag('new', 'new')}"></p>
                """, Map.of());
        assertThat(html)
                .contains("<button class=\"btn\" data-kind=\"primary\">", "<span data-label>Deploy v42</span>")
                .contains("<a class=\"btn\" href=\"/apps\">Cancel</a>", "disabled", "Copy digest")
                .contains("data-state=\"warn\"", "rel=\"next\"", "<span class=\"tag\" data-state=\"new\">new</span>")
                .doesNotContain("rel=\"prev\"", "th:");
    }

    @Test
    void durationsAndNumbersAreToldInTheReadersWords() {
        var english = templates.words(Locale.ENGLISH);
        var norwegian = templates.words(Locale.forLanguageTag("nb"));
        assertThat(english.duration(Duration.ofSeconds(72))).isEqualTo("1 m 12 s");
        assertThat(norwegian.duration(Duration.ofSeconds(72))).isEqualTo("1 min 12 s");
        assertThat(english.duration(Duration.ofMinutes(4))).isEqualTo("4 min");
        assertThat(norwegian.duration(Duration.ofHours(2))).isEqualTo("2 t");
        assertThat(english.duration(Duration.ofDays(3))).isEqualTo("3 d");
        assertThat(english.clock(Duration.ofSeconds(22))).isEqualTo("0:22");
        assertThat(english.clock(Duration.ofSeconds(3723))).isEqualTo("1:02:03");
        assertThat(english.number(1204)).isEqualTo("1,204");
        assertThat(norwegian.number(1204)).isEqualTo("1\u00a0204");
        assertThat(english.when(Templates.NOW.minus(Duration.ofDays(2)))).isEqualTo("20 Nov");
        assertThat(norwegian.when(Templates.NOW.minus(Duration.ofDays(2)))).isEqualTo("20. nov.");
        assertThat(english.ago(Templates.NOW.minus(Duration.ofHours(47)))).isEqualTo("47 h ago");
        assertThat(english.ago(Templates.NOW.minus(Duration.ofDays(30)))).isEqualTo("30 d ago");
        assertThat(english.digest("sha256:9f3c20b7aa")).isEqualTo("sha256:9f3c20b7");
        assertThat(english.megabytes(182_400_000)).isEqualTo("182 MB");
    }
}
