package no.dotkom.portal.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import no.dotkom.portal.identity.CurrentMember;
import no.dotkom.portal.identity.SignIn;
import no.dotkom.portal.model.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.authentication.TestingAuthenticationToken;

/** That the value of a secret never comes back, whatever became of it. */
@ExtendWith(OutputCaptureExtension.class)
class SecretValuesIT extends SecretsPages {

    @Test
    void ofAWholeLineInTheNameOnlyTheNameComesBack() {
        // When
        var answer = set(live(), "TOKEN=sesame", "");

        // Then
        assertThat(answer).hasStatus(422);
        assertThat(body(answer)).contains("value=\"TOKEN\"").doesNotContain("sesame");
    }

    @Test
    void noValueIsInAnyAnswerRowOrLogLine(CapturedOutput log) {
        // Given
        var scene = live();
        var path = scene.path();
        secrets.refuse("REFUSED", Problem.of("SECRET-7", Map.of("said", "InternalServerError")));

        // When
        var answers = List.of(
                set(scene, "DATABASE_URL", CANARY),
                set(scene, "DATABASE_URL", CANARY + "2"),
                set(scene, "REFUSED", CANARY),
                set(scene, "not a name", CANARY),
                set(scene, "AWS_X", CANARY),
                set(scene, "LONG", CANARY.repeat(300)),
                send(KARI, scene, "/file", Map.of("file", "FROM_FILE='" + CANARY + "'")),
                send(KARI, scene, "/file", Map.of("file", "BROKEN=\"" + CANARY)),
                send(KARI, scene, "/file", Map.of("file", CANARY)),
                send(VIEWER, scene, "", Map.of("name", "A", "value", CANARY)),
                send(OLA, scene, "", Map.of("name", "A", "value", CANARY)),
                deploy(scene),
                page(KARI, path + "/secrets"),
                page(KARI, path + "/secrets?replace=DATABASE_URL"),
                page(KARI, path + "/secrets", Locale.of("nb")),
                page(KARI, path + "/settings"),
                page(KARI, path + "/activity"),
                page(KARI, path + "/deployments"),
                page(KARI, path + "/deployments/compare?from=1&to=2"),
                page(KARI, path + "/versions/2"),
                page(ADMIN, "/admin/audit?days=0"));

        // Then
        assertThat(secrets.value(scene.ref().name(), "FROM_FILE")).isEqualTo(CANARY);
        for (var spelling : spellings()) {
            assertThat(answers).allSatisfy(answer -> {
                assertThat(body(answer)).doesNotContain(spelling);
                assertThat(answer.getResponse().getHeaderNames())
                        .allSatisfy(header -> assertThat(answer.getResponse().getHeaders(header))
                                .noneMatch(value -> value.contains(spelling)));
                assertThat(String.valueOf(answer.getRequest().getSession(true))).doesNotContain(spelling);
                assertThat(String.valueOf(answer.getMvcResult().getFlashMap())).doesNotContain(spelling);
            });
            assertThat(log.getAll()).doesNotContain(spelling);
            assertThat(tablesWith(spelling)).isEmpty();
        }
        assertThat(text(page(KARI, path + "/deployments/compare?from=1&to=2"))).contains("DATABASE_URL", "••••••••");
    }

    private static List<String> spellings() {
        var bytes = CANARY.getBytes(StandardCharsets.UTF_8);
        return List.of(
                "sesame",
                CANARY,
                // Of whole groups of three bytes, so that it is found within a longer text.
                Base64.getEncoder().encodeToString(bytes).substring(0, 24),
                URLEncoder.encode(CANARY, StandardCharsets.UTF_8));
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
    void noBrowserKeepsWhatItIsAnswered() throws Exception {
        // Given
        var path = live().path() + "/secrets";

        // Then
        for (var asked : List.of(get(path), post(path).param("name", "a").param("value", CANARY))) {
            asked.header("Host", url().substring("http://".length()))
                    .header("Sec-Fetch-Site", "same-origin")
                    .requestAttr(CurrentMember.class.getName(), KARI)
                    .requestAttr(SignIn.class.getName(), new SignIn("a session", KARI.id(), Instant.now()))
                    .with(csrf())
                    .with(authentication(new TestingAuthenticationToken("Kari", "", List.of())));
            assertThat(withItsFilters().perform(asked).andReturn().getResponse().getHeader("Cache-Control"))
                    .contains("no-store");
        }
    }
}
