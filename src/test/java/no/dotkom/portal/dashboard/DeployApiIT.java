package no.dotkom.portal.dashboard;

import static java.util.Objects.requireNonNull;
import static no.dotkom.portaldb.Tables.AUDIT_EVENT;
import static no.dotkom.portaldb.Tables.VERSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.util.List;
import no.dotkom.portal.identity.WorkflowRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What workflows may do through the API. */
class DeployApiIT extends WorkflowCalls {
    private List<Integer> written() {
        return List.of(sql.fetchCount(VERSION), sql.fetchCount(AUDIT_EVENT));
    }

    @Test
    void aWorkflowThatIsTrustedDeploysAnotherImage() {
        // Given
        var scene = trusting();

        // When
        var answer = ask(token(), wish(scene, tagged("1.5")));

        // Then
        assertThat(answer.getStatus()).as(text(answer)).isEqualTo(201);
        assertThat(answer.getHeader("Location")).isEqualTo(url() + api(scene) + "/versions/2");
        assertThat(WorkflowCalls.<String>at(answer, "$.page")).isEqualTo(url() + scene.path() + "/versions/2");
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
        ask(token(), wish(scene, tagged("1.5")).header("Idempotency-Key", "run-1"));

        // When
        var again = ask(token(), wish(scene, tagged("1.5")).header("Idempotency-Key", "run-1"));
        var other = ask(token(), wish(scene, tagged("1.6")).header("Idempotency-Key", "run-1"));

        // Then
        assertThat(again.getStatus()).isEqualTo(201);
        assertThat(WorkflowCalls.<Integer>at(again, "$.version")).isEqualTo(2);
        assertThat(other.getStatus()).isEqualTo(422);
        assertThat(WorkflowCalls.<String>at(other, "$.code")).isEqualTo("KEY-1");
        assertThat(apps.versions(scene.ref(), Long.MAX_VALUE)).hasSize(2);
    }

    /** Of one tag there may be two images. */
    @Test
    void anotherDigestIsAnotherWish() {
        // Given
        var scene = trusting();
        var first = "{\"image\": \"%s:1.5@sha256:%s\"}".formatted(IMAGE, "a".repeat(64));
        var second = "{\"image\": \"%s:1.5@sha256:%s\"}".formatted(IMAGE, "b".repeat(64));

        // When
        var made = ask(token(), wish(scene, first).header("Idempotency-Key", "run-1"));
        var other = ask(token(), wish(scene, second).header("Idempotency-Key", "run-1"));

        // Then
        assertThat(made.getStatus()).as(text(made)).isEqualTo(201);
        assertThat(other.getStatus()).isEqualTo(422);
    }

    @Test
    void anImageDeployedAgainIsAVersionOfItsOwn() {
        // Given
        var scene = trusting();

        // When
        ask(token(), wish(scene, tagged("1.5")));
        ask(token(), wish(scene, tagged("1.5")));

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
        var deployed = ask(token(claim, value), wish(scene, tagged("1.5")));
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
        var foreign = ask(token(), wish(scene, tagged("1.5")));
        var absent = ask(
                token(),
                post("/api/v1/apps/nowhere/production/versions")
                        .contentType(JSON)
                        .content(tagged("1.5")));

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
        assertThat(ask(other, wish(scene, tagged("1.5"))).getStatus()).isEqualTo(404);
        assertThat(ask(sign(claims, KnownKeys.KEY), wish(scene, tagged("1.5"))).getStatus())
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
        assertThat(ask(token(), wish(scene, tagged("1.5"))).getStatus()).isEqualTo(404);
        assertThat(read(api(scene)).getStatus()).isEqualTo(404);
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
        assertThat(WorkflowCalls.<String>at(answer, "$.detail")).isNotBlank();
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
                                        .content(tagged("1")))
                        .getStatus())
                .isEqualTo(415);
        assertThat(ask(token(), wish(scene, "{\"image\": \"" + "x".repeat(20_000) + "\"}"))
                        .getStatus())
                .isEqualTo(413);
    }

    /** It may be a gigabyte. */
    @Test
    void aBodyThatDoesNotSayHowLongItIsIsNotRead() {
        // Given
        var scene = trusting();

        // When
        var answer = ask(token(), wish(scene, tagged("1.5")).header("Transfer-Encoding", "chunked"));

        // Then
        assertThat(answer.getStatus()).isEqualTo(413);
    }

    @Test
    void aLoopInAWorkflowIsStopped() {
        // Given
        var scene = trusting();
        for (var time = 0; time < 10; time++) {
            assertThat(ask(token(), wish(scene, tagged("2." + time))).getStatus())
                    .isEqualTo(201);
        }

        // When
        var answer = ask(token(), wish(scene, tagged("3.0")));

        // Then
        assertThat(answer.getStatus()).isEqualTo(429);
        assertThat(answer.getHeader("Retry-After")).isEqualTo("60");
    }

    @Test
    void whatIsBeingRemovedIsNotDeployed() {
        // Given
        var scene = trusting().remove();

        // When
        var answer = ask(token(), wish(scene, tagged("1.5")));

        // Then
        assertThat(answer.getStatus()).isEqualTo(409);
        assertThat(WorkflowCalls.<String>at(answer, "$.code")).isEqualTo("REMOVING-1");
    }
}
