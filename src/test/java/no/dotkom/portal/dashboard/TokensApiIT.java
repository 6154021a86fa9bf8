package no.dotkom.portal.dashboard;

import static java.util.Objects.requireNonNull;
import static no.dotkom.portaldb.Tables.API_TOKEN;
import static no.dotkom.portaldb.Tables.APP;
import static no.dotkom.portaldb.Tables.AUDIT_EVENT;
import static no.dotkom.portaldb.Tables.VERSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.dotkom.portal.identity.ApiToken.Scope;
import no.dotkom.portal.identity.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;

/** What tokens of the portal open in the API, and what they do not (S34, P07, P15, P16, P23). */
class TokensApiIT extends WorkflowCalls {
    private List<Integer> written() {
        return List.of(sql.fetchCount(VERSION), sql.fetchCount(AUDIT_EVENT));
    }

    private void refused(MockHttpServletResponse answer, int status, String sentence) {
        assertThat(answer.getStatus()).as(text(answer)).isEqualTo(status);
        assertThat(answer.getContentType()).startsWith("application/problem+json");
        assertThat(WorkflowCalls.<String>at(answer, "$.detail")).contains(sentence);
    }

    @Test
    void oneThatMayDeployDeploysAndTheAuditNamesItByItsId() {
        // Given
        var scene = live();
        var maker = makers().signedIn("Tuva Moe", WEBKOM, Role.DEVELOPER);
        var made = makers().make(maker, scene, "GitLab", Scope.DEPLOY, 7);

        // When
        var answer = ask(made.text(), wish(scene, tagged("1.5")));

        // Then
        assertThat(answer.getStatus()).as(text(answer)).isEqualTo(201);
        assertThat(WorkflowCalls.<Integer>at(answer, "$.version")).isEqualTo(2);
        var read = ask(made.text(), get(api(scene) + "/versions/2"));
        assertThat(WorkflowCalls.<String>at(read, "$.author")).isEqualTo("Tuva Moe (API token GitLab)");
        var deed = requireNonNull(
                sql.selectFrom(AUDIT_EVENT).orderBy(AUDIT_EVENT.ID.desc()).fetchAny());
        assertThat(deed.getAction()).isEqualTo("version.accept");
        assertThat(deed.getSource()).isEqualTo("api");
        assertThat(deed.getActor()).isEqualTo(made.token().id());
        assertThat(sql.fetchValue(
                        API_TOKEN.USED_AT, API_TOKEN.ID.eq(made.token().id())))
                .isNotNull();
    }

    @Test
    void oneThatMayReadReadsAndDeploysNothing() {
        // Given
        var scene = live();
        var token = makers().text(scene, Scope.READ);
        var before = written();

        // When
        var answer = ask(token, wish(scene, tagged("1.5")));
        var unreadable = ask(token, wish(scene, "{\"image\": \"docker.io/evil/miner:1\"}"));

        // Then
        refused(answer, 403, "may only read");
        assertThat(WorkflowCalls.<String>at(answer, "$.code")).isEqualTo("SCOPE-1");
        assertThat(WorkflowCalls.<String>at(answer, "$.action")).contains("API tokens");
        assertThat(text(unreadable)).isEqualTo(text(answer));
        assertThat(written()).isEqualTo(before);
        assertThat(apps.versions(scene.ref(), Long.MAX_VALUE)).hasSize(1);
        assertThat(WorkflowCalls.<String>at(ask(token, get(api(scene))), "$.health"))
                .isEqualTo("healthy");
        assertThat(WorkflowCalls.<List<String>>at(ask(token, get("/api/v1/apps")), "$[*].app"))
                .containsExactly(scene.ref().name().app().value());
    }

    @ParameterizedTest
    @EnumSource(Scope.class)
    void ofAnotherApplicationThereIsNothing(Scope scope) {
        // Given
        var token = makers().text(live(), scope);
        var theirs = live();
        var before = written();

        // When
        var foreign = ask(token, wish(theirs, tagged("1.5")));
        var absent = ask(
                token,
                post("/api/v1/apps/nowhere/production/versions")
                        .contentType(JSON)
                        .content(tagged("1.5")));

        // Then
        assertThat(foreign.getStatus()).isEqualTo(404);
        assertThat(text(foreign)).isEqualTo(text(absent));
        for (var path : List.of("", "/versions", "/versions/1", "/versions/1?wait=5")) {
            assertThat(ask(token, get(api(theirs) + path)).getStatus()).as(path).isEqualTo(404);
        }
        assertThat(text(ask(token, get("/api/v1/apps"))))
                .doesNotContain(theirs.ref().name().app().value());
        assertThat(written()).isEqualTo(before);
    }

    /** Of the same application, too: staging's does not deploy production. */
    @Test
    void ofAnotherEnvironmentThereIsNothing() {
        // Given
        var scene = live();
        var app = scene.ref().name().app().value();
        var staging = stage().register(app, "staging", null, 1).live();

        // Then
        assertThat(ask(makers().text(staging, Scope.DEPLOY), wish(scene, tagged("1.5")))
                        .getStatus())
                .isEqualTo(404);
    }

    @Test
    void aTeamThatTakesTheApplicationOverTrustsNoTokenOfTheOneBefore() {
        // Given
        var scene = live();
        var token = makers().text(scene, Scope.DEPLOY);

        // When
        sql.update(APP)
                .set(APP.TEAM, "appkom")
                .where(APP.NAME.eq(scene.ref().name().app().value()))
                .execute();

        // Then
        assertThat(ask(token, wish(scene, tagged("1.5"))).getStatus()).isEqualTo(404);
        assertThat(ask(token, get(api(scene))).getStatus()).isEqualTo(404);
    }

    @Test
    void aRevokedOneDiesAtTheNextRequest() {
        // Given
        var scene = live();
        var made = makers().make(makers().signedIn("Tuva Moe", WEBKOM, Role.DEVELOPER), scene, "ci", Scope.DEPLOY, 7);
        assertThat(ask(made.text(), get(api(scene))).getStatus()).isEqualTo(200);

        // When
        tokens.revoke(KARI, Makers.place(scene), made.token().id());
        var before = written();

        // Then
        refused(ask(made.text(), get(api(scene))), 401, "was revoked");
        refused(ask(made.text(), wish(scene, tagged("1.5"))), 401, "Make another");
        assertThat(written()).isEqualTo(before);
    }

    @Test
    void anExpiredOneSaysSo() {
        // Given
        var scene = live();
        var made = makers().make(makers().signedIn("Tuva Moe", WEBKOM, Role.DEVELOPER), scene, "ci", Scope.DEPLOY, 7);
        var week = Duration.ofDays(7).plusSeconds(1);

        // When
        sql.update(API_TOKEN)
                .set(API_TOKEN.MADE_AT, Instant.now().minus(week))
                .set(API_TOKEN.EXPIRES_AT, Instant.now().minusSeconds(1))
                .where(API_TOKEN.ID.eq(made.token().id()))
                .execute();

        // Then
        refused(ask(made.text(), get(api(scene))), 401, "has expired");
        refused(ask(made.text(), wish(scene, tagged("1.5"))), 401, "has expired");
    }

    @Test
    void oneWhoseMakerWasRemovedOpensNothing() {
        // Given
        var scene = live();
        var maker = makers().signedIn("Tuva Moe", WEBKOM, Role.DEVELOPER);
        var token = makers().make(maker, scene, "ci", Scope.DEPLOY, 7).text();

        // When
        makers().remove(maker);

        // Then
        refused(ask(token, get(api(scene))), 401, "no developer of the team any more");
        refused(ask(token, wish(scene, tagged("1.5"))), 401, "no developer of the team any more");
        refused(ask(token, get("/api/v1/apps")), 401, "no developer of the team any more");
    }

    @Test
    void theSameRequestTwiceIsOneVersionForEachToken() {
        // Given
        var scene = live();
        var one = makers().text(scene, Scope.DEPLOY);
        var other = makers().text(scene, Scope.DEPLOY);

        // When
        ask(one, wish(scene, tagged("1.5")).header("Idempotency-Key", "run-1"));
        var again = ask(one, wish(scene, tagged("1.5")).header("Idempotency-Key", "run-1"));
        var others = ask(other, wish(scene, tagged("1.6")).header("Idempotency-Key", "run-1"));

        // Then
        assertThat(WorkflowCalls.<Integer>at(again, "$.version")).isEqualTo(2);
        assertThat(WorkflowCalls.<Integer>at(others, "$.version")).isEqualTo(3);
    }

    @Test
    void aLoopIsStoppedAsThatOfAWorkflowIs() {
        // Given
        var scene = live();
        var token = makers().text(scene, Scope.DEPLOY);
        for (var time = 0; time < 10; time++) {
            assertThat(ask(token, wish(scene, tagged("2." + time))).getStatus()).isEqualTo(201);
        }

        // Then
        assertThat(ask(makers().text(scene, Scope.DEPLOY), wish(scene, tagged("3.0")))
                        .getStatus())
                .isEqualTo(429);
    }

    @Test
    void elsewhereThanInItsHeaderItIsNone() {
        // Given
        var scene = live();
        var token = makers().text(scene, Scope.DEPLOY);

        // Then
        for (var name : List.of("token", "access_token", "api_token", "authorization")) {
            var query = "?" + name + "=" + token;
            assertThat(ask("", get(api(scene) + query)).getStatus()).as(name).isEqualTo(401);
            assertThat(ask(
                                    "",
                                    post(api(scene) + "/versions" + query)
                                            .contentType(JSON)
                                            .content(tagged("1.5")))
                            .getStatus())
                    .as(name)
                    .isEqualTo(401);
        }
        assertThat(ask("", get(api(scene)).header("X-Api-Key", token)).getStatus())
                .isEqualTo(401);
        assertThat(ask("", get(api(scene)).header("Authorization", "Basic " + token))
                        .getStatus())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/tokens", "/workflows", "/secrets", "/logs", "/logs/stream"})
    void itOpensNoPage(String page) {
        // Given
        var scene = live();
        var token = makers().text(scene, Scope.DEPLOY);

        // Then
        assertThat(ask(token, get(scene.path() + page)).getStatus()).as(page).isIn(303, 401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "longer", "slip", "unknown", "bare"})
    void whatIsNoneOpensNothing(String kind) {
        // Given
        var scene = live();
        var token = makers().text(scene, Scope.DEPLOY);
        var wrong = switch (kind) {
            case "cut" -> token.substring(0, 52);
            case "longer" -> token + "0";
            case "slip" -> token.substring(0, 52) + (token.endsWith("x") ? "y" : "x");
            // Of 32 bytes of seven, with its right checksum.
            case "unknown" -> "dcs_1fJjkkpe9PiTw9KSulA8Ghct30vZz4HpdQ5c5b9cPF14O1ott";
            default -> "dcs_";
        };
        var before = written();

        // Then
        refused(ask(wrong, get(api(scene))), 401, kind.equals("unknown") ? "gave no such token out" : "checksum");
        refused(ask(wrong, wish(scene, tagged("1.5"))), 401, "");
        assertThat(written()).isEqualTo(before);
    }

    /** Whatever its scope, and nothing besides what is described (P23). */
    @ParameterizedTest
    @EnumSource(Scope.class)
    void itIsAnsweredWhatIsDescribedAndNothingElse(Scope scope) {
        // Given
        var scene = live();
        var token = makers().text(scene, scope);
        var document = ask(token, get("/api/v1/openapi.json"));

        // Then
        Map<String, Object> environment = at(ask(token, get(api(scene))), "$");
        Map<String, Object> version = at(ask(token, get(api(scene) + "/versions/1")), "$");
        assertThat(described(document, "Environment")).containsAll(environment.keySet());
        assertThat(described(document, "Version")).containsAll(version.keySet());
        assertThat(WorkflowCalls.<Map<String, Object>>at(document, "$.components.securitySchemes"))
                .containsKeys("github", "token");
    }

    private static Set<String> described(MockHttpServletResponse document, String schema) {
        Map<String, Object> members = at(document, "$.components.schemas." + schema + ".properties");
        return members.keySet();
    }
}
