package no.dotkom.portal.dashboard;

import static no.dotkom.portaldb.Tables.API_TOKEN;
import static no.dotkom.portaldb.Tables.AUDIT_EVENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import no.dotkom.portal.identity.ApiToken.Scope;
import no.dotkom.portal.identity.ApiTokens;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The page on which a team makes tokens and revokes them. */
@ExtendWith(OutputCaptureExtension.class)
class TokensIT extends WorkflowCalls {
    private static final Pattern TOKEN = Pattern.compile("dcs_[0-9A-Za-z]{49}");

    private MvcTestResult send(Member member, Scene scene, Map<String, String> answers) {
        var form = new TreeMap<>(Map.of(
                "name", "GitLab",
                "scope", "deploy",
                "days", "30",
                "key", UUID.randomUUID().toString()));
        form.putAll(answers);
        var request = post(scene.path() + "/tokens");
        form.forEach(request::param);
        return ask(member, request);
    }

    private static String tokenIn(MvcTestResult page) {
        var found = TOKEN.matcher(body(page));
        assertThat(found.find()).isTrue();
        return found.group();
    }

    private Member developer() {
        return makers().signedIn("Tuva Moe", WEBKOM, Role.DEVELOPER);
    }

    @Test
    void aTokenIsMadeAndItsCommandIsComplete() {
        // Given
        var scene = live();
        var tuva = developer();

        // When
        var made = send(tuva, scene, Map.of());

        // Then
        assertThat(made).hasStatusOk();
        var token = tokenIn(made);
        assertThat(text(made))
                .contains(
                        "The token GitLab is made", "it is shown this once", "Good until", "never", "deploys and reads")
                .contains("curl --fail-with-body &quot;" + url() + api(scene) + "/versions&quot;");
        assertThat(body(made)).contains("data-copy=\"" + token + "\"");
        assertThat(ask(token, get(api(scene))).getStatus()).isEqualTo(200);
        var listed = page(tuva, scene.path() + "/tokens");
        assertThat(text(listed)).contains("GitLab", "now").doesNotContain("never");
    }

    /** Who tries it does not deploy what failed. */
    @Test
    void itsCommandDeploysWhatServes() {
        var scene = live().deploy("1.4.9", "");
        assertThat(send(developer(), scene, Map.of()))
                .bodyText()
                .contains(":1.4.1&quot;}")
                .doesNotContain(":1.4.9&quot;}");
    }

    @Test
    void itIsShownOnceAndKeptNowhere(CapturedOutput log) {
        // Given
        var scene = live();
        var tuva = developer();
        var key = Map.of("key", UUID.randomUUID().toString());
        var token = tokenIn(send(tuva, scene, key));
        ask(token, wish(scene, tagged("1.5")));
        ask(token, wish(scene, tagged("1.6")).header("Idempotency-Key", "run-1"));
        ask(token.substring(0, 52) + "#", get(api(scene)));
        ask("", get(api(scene)));

        // When
        var answers = List.of(
                send(tuva, scene, key),
                send(tuva, scene, Map.of("name", "")),
                page(tuva, scene.path() + "/tokens"),
                page(tuva, scene.path() + "/tokens", Locale.of("nb")),
                page(tuva, scene.path() + "/workflows"),
                page(tuva, scene.path() + "/activity"),
                page(tuva, scene.path() + "/versions/2"),
                page(tuva, scene.path() + "/deployments"),
                page(ADMIN, "/admin/audit?days=0"));

        // Then
        assertThat(text(answers.getFirst())).contains("it was shown then");
        for (var spelling : spellings(token)) {
            assertThat(answers).allSatisfy(answer -> {
                assertThat(body(answer)).doesNotContain(spelling);
                assertThat(String.valueOf(answer.getRequest().getSession(true))).doesNotContain(spelling);
                assertThat(String.valueOf(answer.getMvcResult().getFlashMap())).doesNotContain(spelling);
            });
            assertThat(log.getAll()).doesNotContain(spelling);
            assertThat(tablesWith(spelling)).isEmpty();
        }
        // The search finds what is there.
        assertThat(tablesWith("GitLab")).contains("public.api_token", "public.audit_event", "public.version");
    }

    private static List<String> spellings(String token) {
        var bytes = token.getBytes(StandardCharsets.UTF_8);
        return List.of(
                token,
                token.substring(4, 47),
                token.substring(10, 40),
                Base64.getEncoder().encodeToString(bytes).substring(0, 40),
                HexFormat.of().formatHex(bytes));
    }

    /** Every table of the portal, as pg_dump would have it. */
    private List<String> tablesWith(String text) {
        return sql
                .fetchValues("select format('%I.%I', table_schema, table_name) from information_schema.tables"
                        + " where table_schema not in ('pg_catalog', 'information_schema')"
                        + " and table_type = 'BASE TABLE'")
                .stream()
                .map(String::valueOf)
                .filter(table -> !sql.fetch("select 1 from " + table + " t where position(? in t::text) > 0", text)
                        .isEmpty())
                .toList();
    }

    @Test
    void itIsRevokedByWhoMayAndOnRecord() {
        // Given
        var scene = live();
        var made = makers().make(developer(), scene, "nightly", Scope.READ, 7);
        var id = made.token().id();

        // When
        var viewer = ask(VIEWER, post(scene.path() + "/tokens/" + id + "/revoke"));
        var stranger = ask(OLA, post(scene.path() + "/tokens/" + id + "/revoke"));
        ask(KARI, post(live().path() + "/tokens/" + id + "/revoke"));

        // Then
        assertThat(viewer).hasStatus(403);
        assertThat(stranger).hasStatus(404);
        assertThat(ask(made.text(), get(api(scene))).getStatus()).isEqualTo(200);

        // When
        var revoked = ask(KARI, post(scene.path() + "/tokens/" + id + "/revoke"));

        // Then
        assertThat(revoked).hasStatus(303);
        assertThat(ask(made.text(), get(api(scene))).getStatus()).isEqualTo(401);
        assertThat(text(page(KARI, scene.path() + "/tokens"))).contains("by Kari Nilsen");
        assertThat(sql.fetchValues(
                        AUDIT_EVENT.DETAIL,
                        AUDIT_EVENT
                                .ACTION
                                .eq("token.revoke")
                                .and(AUDIT_EVENT.ENVIRONMENT.eq(scene.ref().id().value()))))
                .singleElement()
                .asString()
                .startsWith("nightly (read until ")
                .endsWith("id " + id + ")");
    }

    @Test
    void whoMayNotIsToldWhichRightIsMissingAndWhoGivesIt() {
        // Given
        var scene = live();
        makers().text(scene, Scope.READ);

        // When
        var page = page(VIEWER, scene.path() + "/tokens");
        var sent = send(VIEWER, scene, Map.of());

        // Then
        assertThat(text(page))
                .contains("You need the role developer in webkom. Ask a maintainer of webkom.")
                .doesNotContain("Revoke");
        assertThat(body(page)).doesNotContain("/revoke\"");
        assertThat(sent).hasStatus(403);
        assertThat(tokens.of(scene.ref().id())).hasSize(1);
    }

    @Test
    void ofWhatIsBeingRemovedNoneIsMade() {
        // Given
        var scene = live().remove();

        // When
        var sent = send(KARI, scene, Map.of());

        // Then
        assertThat(sent).hasStatus(422);
        assertThat(text(sent)).contains("It is being removed");
        assertThat(tokens.of(scene.ref().id())).isEmpty();
    }

    @Test
    void eachSaysWhatBecameOfIt() {
        // Given
        var scene = live();
        assertThat(text(page(KARI, scene.path() + "/tokens"))).contains("No token opens this environment.");
        var left = makers().signedIn("Lars Vik", WEBKOM, Role.DEVELOPER);
        makers().make(left, scene, "of one who left", Scope.DEPLOY, 90);
        makers().remove(left);
        makers().make(KARI, scene, "of nobody known", Scope.DEPLOY, 90);
        var expired =
                makers().make(developer(), scene, "old", Scope.READ, 7).token().id();
        sql.update(API_TOKEN)
                .set(API_TOKEN.MADE_AT, Instant.now().minus(Duration.ofDays(8)))
                .set(API_TOKEN.EXPIRES_AT, Instant.now().minus(Duration.ofDays(1)))
                .where(API_TOKEN.ID.eq(expired))
                .execute();

        // Then
        assertThat(text(page(KARI, scene.path() + "/tokens")))
                .contains("Opens nothing: Lars Vik is no developer of webkom any more")
                .contains("Opens nothing until Kari Nilsen signs in again")
                .contains("Expired ");
    }

    @ParameterizedTest
    @CsvSource({
        "name,'',Enter a name",
        "name,<b>,Name must be 1 to 40",
        "name,' - ',Name must be 1 to 40",
        "name,aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,Name must be 1 to 40",
        "scope,admin,Choose what it may do",
        "scope,'',Choose what it may do",
        "days,365,'Choose 7, 30 or 90 days'",
        "days,91,'Choose 7, 30 or 90 days'",
        "days,-7,'Choose 7, 30 or 90 days'"
    })
    void whatCannotBeHadIsToldAtItsFieldAndNothingIsMade(String field, String typed, String sentence) {
        // Given
        var scene = live();

        // When
        var answer = send(KARI, scene, Map.of(field, typed));

        // Then
        assertThat(answer).hasStatus(422);
        assertThat(text(answer)).contains(sentence);
        assertThat(tokens.of(scene.ref().id())).isEmpty();
        assertThat(body(answer)).doesNotContainPattern(TOKEN);
    }

    @Test
    void tenAreTheMost() {
        // Given
        var scene = live();
        var tuva = developer();
        for (var time = 0; time < ApiTokens.MOST; time++) {
            assertThat(send(tuva, scene, Map.of())).hasStatusOk();
        }

        // When
        var answer = send(tuva, scene, Map.of());

        // Then
        assertThat(answer).hasStatus(422);
        assertThat(text(answer)).contains("There are 10 open tokens");
    }
}
