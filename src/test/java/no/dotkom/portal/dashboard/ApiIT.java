package no.dotkom.portal.dashboard;

import static java.util.Objects.requireNonNull;
import static no.dotkom.portaldb.Tables.AUDIT_EVENT;
import static no.dotkom.portaldb.Tables.VERSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.jayway.jsonpath.JsonPath;
import java.io.UnsupportedEncodingException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import no.dotkom.portal.identity.WorkflowRule;
import no.dotkom.portal.model.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;

/** What workflows may do through the API, and what they are told. */
class ApiIT extends WorkflowCalls {
    private static final String IMAGE = "123456789012.dkr.ecr.eu-north-1.amazonaws.com/grades/prd/web";

    private static String wish(String tag) {
        return "{\"image\": \"%s:%s\", \"reason\": \"search\"}".formatted(IMAGE, tag);
    }

    private static <T> T at(MockHttpServletResponse answer, String path) {
        return JsonPath.read(text(answer), path);
    }

    private static String text(MockHttpServletResponse answer) {
        try {
            return answer.getContentAsString();
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private List<Integer> written() {
        return List.of(sql.fetchCount(VERSION), sql.fetchCount(AUDIT_EVENT));
    }

    @Test
    void aWorkflowThatIsTrustedDeploysAnotherImage() {
        // Given
        var scene = trusting();

        // When
        var answer = ask(token(), wish(scene, wish("1.5")));

        // Then
        assertThat(answer.getStatus()).as(text(answer)).isEqualTo(201);
        assertThat(answer.getHeader("Location")).isEqualTo(url() + api(scene) + "/versions/2");
        assertThat(ApiIT.<String>at(answer, "$.page")).isEqualTo(url() + scene.path() + "/versions/2");
        var version = requireNonNull(sql.selectFrom(VERSION)
                .where(VERSION.ENVIRONMENT.eq(scene.ref().id().value()))
                .orderBy(VERSION.GENERATION.desc())
                .fetchAny());
        assertThat(version.getSource()).isEqualTo("api");
        assertThat(version.getAuthorName()).isEqualTo("dotkom/grades (GitHub Actions, kari)");
        assertThat(version.getReason()).isEqualTo("search");
        assertThat(apps.versions(scene.ref(), Long.MAX_VALUE)
                        .getFirst()
                        .spec()
                        .image()
                        .reference())
                .isEqualTo(IMAGE + ":1.5");
        var deed = requireNonNull(sql.selectFrom(AUDIT_EVENT)
                .orderBy(AUDIT_EVENT.ID.desc())
                .limit(1)
                .fetchOne());
        assertThat(deed.getSource()).isEqualTo("api");
        assertThat(deed.getAction()).isEqualTo("version.accept");
    }

    @Test
    void theSameRequestTwiceIsOneVersionAndItsKeyIsOfNoOther() {
        // Given
        var scene = trusting();
        ask(token(), wish(scene, wish("1.5")).header("Idempotency-Key", "run-1"));

        // When
        var again = ask(token(), wish(scene, wish("1.5")).header("Idempotency-Key", "run-1"));
        var other = ask(token(), wish(scene, wish("1.6")).header("Idempotency-Key", "run-1"));

        // Then
        assertThat(again.getStatus()).isEqualTo(201);
        assertThat(ApiIT.<Integer>at(again, "$.version")).isEqualTo(2);
        assertThat(other.getStatus()).isEqualTo(422);
        assertThat(ApiIT.<String>at(other, "$.code")).isEqualTo("KEY-1");
        assertThat(apps.versions(scene.ref(), Long.MAX_VALUE)).hasSize(2);
    }

    @Test
    void anImageDeployedAgainIsAVersionOfItsOwn() {
        // Given
        var scene = trusting();

        // When
        ask(token(), wish(scene, wish("1.5")));
        ask(token(), wish(scene, wish("1.5")));

        // Then
        assertThat(apps.versions(scene.ref(), Long.MAX_VALUE)).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "repository_id,75",
        "repository_owner_id,66",
        "repository,dotkom/grades-web",
        "ref,refs/heads/feature",
        "ref,refs/tags/main",
        "ref,refs/heads/main2",
        "event_name,pull_request",
        "event_name,pull_request_target"
    })
    void otherRepositoriesBranchesAndPullRequestsFindNothing(String claim, String value) {
        // Given
        var scene = trusting();
        var before = written();

        // When
        var deployed = ask(token(claim, value), wish(scene, wish("1.5")));
        var read = ask(token(claim, value), get(api(scene)));
        var list = ask(token(claim, value), get("/api/v1/apps"));

        // Then
        assertThat(deployed.getStatus()).isEqualTo(404);
        assertThat(deployed.getContentType()).startsWith("application/problem+json");
        assertThat(read.getStatus()).isEqualTo(404);
        assertThat(text(list)).doesNotContain(scene.ref().name().app().value());
        assertThat(written()).isEqualTo(before);
    }

    @Test
    void whatTrustsNobodyIsAsAbsentAsWhatIsNotThere() {
        // Given
        var scene = live();

        // When
        var foreign = ask(token(), wish(scene, wish("1.5")));
        var absent = ask(
                token(),
                post("/api/v1/apps/nowhere/production/versions")
                        .contentType(JSON)
                        .content(wish("1.5")));

        // Then
        assertThat(foreign.getStatus()).isEqualTo(404);
        assertThat(text(foreign)).isEqualTo(text(absent));
    }

    @Test
    void aRuleByGitHubsEnvironmentCountsWhateverTheBranch() {
        // Given
        var scene = live();
        var rule = new WorkflowRule("dotkom/grades", 74, 65, "", "production");
        trusts.add(KARI, scene.ref().id(), scene.ref().name(), rule);
        var other = token("ref", "refs/heads/hotfix");
        var claims = claims();
        claims.put("ref", "refs/heads/hotfix");
        claims.put("environment", "production");

        // Then
        assertThat(ask(other, wish(scene, wish("1.5"))).getStatus()).isEqualTo(404);
        assertThat(ask(sign(claims, KnownKeys.KEY), wish(scene, wish("1.5"))).getStatus())
                .isEqualTo(201);
    }

    @Test
    void whatIsTrustedNoMoreIsOverAtOnce() {
        // Given
        var scene = trusting();
        var trust = trusts.of(scene.ref().id()).getFirst();

        // When
        trusts.remove(KARI, scene.ref().id(), scene.ref().name(), trust.id());

        // Then
        assertThat(ask(token(), wish(scene, wish("1.5"))).getStatus()).isEqualTo(404);
        assertThat(read(api(scene)).getStatus()).isEqualTo(404);
    }

    @Test
    void theEnvironmentsOfAWorkflowAreListed() {
        // Given
        var scene = trusting();
        var other = live();

        // When
        var answer = read("/api/v1/apps");

        // Then
        List<String> names = at(answer, "$[*].app");
        assertThat(names)
                .contains(scene.ref().name().app().value())
                .doesNotContain(other.ref().name().app().value());
        assertThat(ApiIT.<String>at(read(api(scene)), "$.health")).isEqualTo("healthy");
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
        assertThat(ApiIT.<String>at(answer, "$.state")).isEqualTo("failed");
        assertThat(ApiIT.<String>at(answer, "$.diagnosis.code")).isEqualTo("OOM-1");
        assertThat(ApiIT.<String>at(answer, "$.diagnosis.sentence")).startsWith("The task used more than its");
        assertThat(ApiIT.<String>at(answer, "$.diagnosis.action")).isNotBlank();
        List<Integer> listed = at(read(api(scene) + "/versions"), "$[*].version");
        assertThat(listed).containsExactly(2, 1);
    }

    @Test
    void whoWaitsIsToldTheEndWhenItComes() throws InterruptedException {
        // Given
        var scene = trusting().deploy("1.5", "search");
        var ending = Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(500);
                scene.live();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });

        // When
        var soon = read(api(scene) + "/versions/2?wait=40");
        ending.join();

        // Then
        assertThat(ApiIT.<String>at(soon, "$.state")).isEqualTo("live");
    }

    @Test
    void whoIsStillWaitingAfterItsTimeIsToldSo() {
        // Given
        var scene = trusting().deploy("1.5", "search");

        // When
        var answer = read(api(scene) + "/versions/2?wait=1");

        // Then
        assertThat(ApiIT.<String>at(answer, "$.state")).isEqualTo("running");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"image\": \"x:1\", \"privileged\": true}|400",
                "{\"image\": {\"name\": \"x\"}}|400",
                "not json|400",
                "{}|422",
                "{\"image\": \"\"}|422",
                "{\"image\": \"docker.io/evil/miner:1\"}|422",
                "{\"image\": \"two words\"}|422",
                "{\"image\": \"web:1\", \"reason\": \"a\\nb\"}|422"
            })
    void whatCannotBeTakenIsToldAndNotDone(String json, int status) {
        // Given
        var scene = trusting();
        var before = written();

        // When
        var answer = ask(token(), wish(scene, json));

        // Then
        assertThat(answer.getStatus()).as(text(answer)).isEqualTo(status);
        assertThat(answer.getContentType()).startsWith("application/problem+json");
        assertThat(ApiIT.<String>at(answer, "$.detail")).isNotBlank();
        assertThat(written()).isEqualTo(before);
    }

    @Test
    void whatIsNoJsonOrTooLongIsNotRead() {
        // Given
        var scene = trusting();

        // Then
        assertThat(ask(
                                token(),
                                post(api(scene) + "/versions")
                                        .contentType("text/plain")
                                        .content(wish("1")))
                        .getStatus())
                .isEqualTo(415);
        assertThat(ask(token(), wish(scene, "{\"image\": \"" + "x".repeat(20_000) + "\"}"))
                        .getStatus())
                .isEqualTo(413);
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
                .containsExactlyInAnyOrderElementsOf(requireNonNull(Routes.ROWS.get(Routes.Floor.WORKFLOW)));
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
        Map<String, Object> made = at(ask(token(), wish(scene, wish("1.6"))), "$");
        assertThat(described(document, "Environment")).containsAll(environment.keySet());
        assertThat(described(document, "Version")).containsAll(version.keySet());
        assertThat(described(document, "Diagnosis")).containsAll(diagnosis.keySet());
        assertThat(described(document, "Made")).containsAll(made.keySet());
    }

    private static Set<String> described(MockHttpServletResponse document, String schema) {
        Map<String, Object> members = at(document, "$.components.schemas." + schema + ".properties");
        return members.keySet();
    }

    @Test
    void aLoopInAWorkflowIsStopped() {
        // Given
        var scene = trusting();
        for (var time = 0; time < 10; time++) {
            assertThat(ask(token(), wish(scene, wish("2." + time))).getStatus()).isEqualTo(201);
        }

        // When
        var answer = ask(token(), wish(scene, wish("3.0")));

        // Then
        assertThat(answer.getStatus()).isEqualTo(429);
        assertThat(answer.getHeader("Retry-After")).isEqualTo("60");
    }

    @Test
    void whatIsBeingRemovedIsNotDeployed() {
        // Given
        var scene = trusting().remove();

        // When
        var answer = ask(token(), wish(scene, wish("1.5")));

        // Then
        assertThat(answer.getStatus()).isEqualTo(409);
        assertThat(ApiIT.<String>at(answer, "$.code")).isEqualTo("REMOVING-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/nothing", "/api/v1/apps/UPPER/production", "/api/v1/apps/a/b/versions/x"})
    void addressesThatAreNoneAreAbsent(String path) {
        assertThat(read(path).getStatus()).isEqualTo(404);
    }
}
