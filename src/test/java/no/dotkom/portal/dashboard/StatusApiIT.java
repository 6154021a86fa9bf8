package no.dotkom.portal.dashboard;

import static java.util.Objects.requireNonNull;
import static no.dotkom.portaldb.Tables.ENVIRONMENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import no.dotkom.portal.model.Problem;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;

/** What workflows are told through the API, and where it is described. */
class StatusApiIT extends WorkflowCalls {
    @Test
    void theEnvironmentsThatTrustAWorkflowAreListedOnceEach() {
        // Given
        var scene = trusting();
        trust(scene);
        var other = live();
        var removed = trusting();
        sql.update(ENVIRONMENT)
                .set(ENVIRONMENT.REMOVED_AT, Instant.now())
                .where(ENVIRONMENT.ID.eq(removed.ref().id().value()))
                .execute();

        // When
        var answer = read("/api/v1/apps");

        // Then
        List<String> names = at(answer, "$[*].app");
        assertThat(names)
                .containsOnlyOnce(scene.ref().name().app().value())
                .doesNotContain(
                        other.ref().name().app().value(),
                        removed.ref().name().app().value());
        assertThat(WorkflowCalls.<String>at(read(api(scene)), "$.health")).isEqualTo("healthy");
    }

    @Test
    void aFailedVersionComesWithItsDiagnosis() {
        // Given
        var scene = trusting()
                .deploy("1.5", "search")
                .died("f1", 2, 137, "OutOfMemoryError: Container killed due to memory usage", List.of())
                .failed(5, Problem.of("CB-1").saying("tasks failed to start"));

        // When
        var answer = read(api(scene) + "/versions/2?wait=50");

        // Then
        assertThat(WorkflowCalls.<String>at(answer, "$.state")).isEqualTo("failed");
        assertThat(WorkflowCalls.<String>at(answer, "$.diagnosis.code")).isEqualTo("OOM-1");
        assertThat(WorkflowCalls.<String>at(answer, "$.diagnosis.sentence")).startsWith("The task used more than its");
        assertThat(WorkflowCalls.<String>at(answer, "$.diagnosis.action")).isNotBlank();
        var list = read(api(scene) + "/versions");
        assertThat(WorkflowCalls.<List<Integer>>at(list, "$[*].version")).containsExactly(2, 1);
        assertThat(WorkflowCalls.<List<String>>at(list, "$[*].diagnosis.code")).containsExactly("OOM-1");
        assertThat(WorkflowCalls.<List<Integer>>at(read(api(scene) + "/versions?below=2"), "$[*].version"))
                .containsExactly(1);
    }

    @Test
    void whoWaitsIsToldTheEndWhenItComes() throws InterruptedException {
        // Given
        var scene = trusting().deploy("1.5", "search");
        var told = new AtomicReference<MockHttpServletResponse>();
        var waiting = Thread.ofPlatform().start(() -> told.set(read(api(scene) + "/versions/2?wait=40")));
        Awaitility.await("it waits").until(() -> sleeps(waiting));

        // When
        scene.live();
        waiting.join();

        // Then
        assertThat(WorkflowCalls.<String>at(told.get(), "$.state")).isEqualTo("live");
    }

    private static boolean sleeps(Thread thread) {
        return Stream.of(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().endsWith("StatusApiController")
                        && frame.getMethodName().equals("await"));
    }

    @Test
    void whoIsStillWaitingAfterItsTimeIsToldSo() {
        // Given
        var scene = trusting().deploy("1.5", "search");

        // When
        var answer = read(api(scene) + "/versions/2?wait=1");

        // Then
        assertThat(WorkflowCalls.<String>at(answer, "$.state")).isEqualTo("running");
    }

    /** What is described is there, and what is there is described. */
    @Test
    void theDescriptionNamesEveryAddress() {
        // When
        Map<String, Map<String, Object>> paths = at(read("/api/v1/openapi.json"), "$.paths");

        // Then
        var described = paths.entrySet().stream()
                .flatMap(path -> path.getValue().keySet().stream()
                        .filter(method -> !method.equals("parameters"))
                        .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .toList();
        assertThat(described)
                .containsExactlyInAnyOrderElementsOf(requireNonNull(Routes.ROWS.get(Routes.Floor.PROGRAM)));
        assertThat(page(VIEWER, "/openapi.json")).hasStatusOk();
    }

    /** Every member of an answer is described, and none besides is given (security.md P23). */
    @Test
    void answersHoldWhatIsDescribedAndNothingElse() {
        // Given
        var scene = trusting().deploy("1.5", "search").failed(5, Problem.of("HC-1"));
        var document = read("/api/v1/openapi.json");

        // Then
        Map<String, Object> environment = at(read(api(scene)), "$");
        Map<String, Object> version = at(read(api(scene) + "/versions/2"), "$");
        Map<String, Object> diagnosis = at(read(api(scene) + "/versions/2"), "$.diagnosis");
        Map<String, Object> listed = at(read(api(scene) + "/versions"), "$[0]");
        Map<String, Object> made = at(ask(token(), wish(scene, tagged("1.6"))), "$");
        assertThat(described(document, "Environment")).containsAll(environment.keySet());
        assertThat(described(document, "Version")).containsAll(version.keySet());
        assertThat(described(document, "Version")).containsAll(listed.keySet());
        assertThat(described(document, "Diagnosis")).containsAll(diagnosis.keySet());
        assertThat(described(document, "Made")).containsAll(made.keySet());
    }

    private static Set<String> described(MockHttpServletResponse document, String schema) {
        Map<String, Object> members = at(document, "$.components.schemas." + schema + ".properties");
        return members.keySet();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/nothing", "/api/v1/apps/UPPER/production", "/api/v1/apps/a/b/versions/x"})
    void addressesThatAreNoneAreAbsent(String path) {
        assertThat(read(path).getStatus()).isEqualTo(404);
    }
}
