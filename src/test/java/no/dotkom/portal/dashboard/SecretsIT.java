package no.dotkom.portal.dashboard;

import static no.dotkom.portaldb.Tables.AUDIT_EVENT;
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
import no.dotkom.portal.apps.Adoption;
import no.dotkom.portal.identity.CurrentMember;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.SignIn;
import no.dotkom.portal.model.AppName;
import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.model.EnvironmentSlug;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.model.SecretValue;
import no.dotkom.portal.model.Secrets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The page of an environment's secrets: what it takes, what it tells, and that a value never comes back. */
@ExtendWith(OutputCaptureExtension.class)
class SecretsIT extends DashboardPages {
    /** Looked for, also in other spellings, in all that the portal says and keeps. */
    private static final String CANARY = "sesame: öpen/up+now?";

    private MvcTestResult send(Member member, Scene scene, String below, Map<String, String> answers) {
        var request = post(scene.path() + "/secrets" + below);
        answers.forEach(request::param);
        return ask(member, request);
    }

    private MvcTestResult set(Scene scene, String name, String value) {
        return send(KARI, scene, "", Map.of("name", name, "value", value));
    }

    private MvcTestResult deploy(Scene scene) {
        var expected = String.valueOf(scene.now().generation().number());
        return send(KARI, scene, "/deploy", Map.of("expected", expected));
    }

    private String page(Scene scene) {
        return text(page(KARI, scene.path() + "/secrets"));
    }

    @Test
    void aSecretGoesFromItsFirstValueToTheTasksAndAwayAgain() {
        // Given
        var scene = live();
        assertThat(page(scene))
                .contains("No secrets yet.", "nobody sees it again")
                .doesNotContain("Take away");

        // When
        var stored = set(scene, "DATABASE_URL", "postgres://u:p@db/grades");

        // Then
        assertThat(stored).hasStatus(303).hasHeader("Location", scene.path() + "/secrets");
        assertThat(secrets.value(scene.ref().name(), "DATABASE_URL")).isEqualTo("postgres://u:p@db/grades");
        assertThat(page(scene))
                .contains("DATABASE_URL value 1", "Kari Nilsen", "Not deployed yet")
                .contains(
                        "1 changed secret is not in the running tasks yet.",
                        "Deploy " + scene.ref().name().app());

        // When
        var deployed = deploy(scene);

        // Then
        assertThat(deployed).hasStatus(303).hasHeader("Location", scene.path() + "/versions/2");
        assertThat(scene.now().latest().spec().secrets()).isEqualTo(Secrets.of(List.of("DATABASE_URL")));
        assertThat(page(scene)).contains("On its way with v2").doesNotContain("not in the running tasks");

        // When
        scene.replaced(Instant.now());

        // Then
        assertThat(page(scene)).contains("In the running tasks").doesNotContain("not in the running tasks");

        // When
        send(KARI, scene, "/remove", Map.of("name", "DATABASE_URL"));

        // Then
        assertThat(page(scene))
                .contains(
                        "Taken away, goes with the next deployment",
                        "1 changed secret is not in",
                        "Give a value again");
        assertThat(deploy(scene)).hasStatus(303);
        assertThat(scene.now().latest().spec().secrets()).isEqualTo(Secrets.NONE);
        assertThat(page(scene)).contains("Taken away, deleted once no task needs it");
    }

    @Test
    void anotherValueIsToldUntilTasksStartWithIt() {
        // Given
        var scene = live();
        set(scene, "API_KEY", "one");
        deploy(scene);
        scene.replaced(Instant.now());

        // When
        set(scene, "API_KEY", "two");

        // Then
        assertThat(page(scene))
                .contains("value 2", "Changed since the running tasks started", "1 changed secret is not in");
        assertThat(deploy(scene)).hasStatus(303);
        assertThat(page(scene)).contains("On its way with v3");
    }

    @Test
    void whatWasTakenAwayGoesWithAnyDeployment() {
        // Given
        var scene = live();
        set(scene, "OLD", "x");
        deploy(scene);
        scene.replaced(Instant.now());

        // When
        send(KARI, scene, "/remove", Map.of("name", "OLD"));
        set(scene, "FRESH", "y");
        scene.deploy("1.4.2", "");

        // Then
        assertThat(scene.now().latest().spec().secrets()).isEqualTo(Secrets.of(List.of("FRESH")));
    }

    @Test
    void aPausedApplicationIsSaidToStart() {
        // Given
        var scene = live().pause().live();

        // When
        set(scene, "A", "x");

        // Then
        assertThat(page(scene)).contains("the application is paused, and deploying starts it.");
    }

    @Test
    void whoMayOnlyLookSeesTheNamesAndWhichRightIsMissing() {
        // Given
        var scene = live();
        set(scene, "DATABASE_URL", "x");

        // Then
        assertThat(text(page(VIEWER, scene.path() + "/secrets")))
                .contains("DATABASE_URL", "value 1", "You need the role developer in webkom")
                .doesNotContain("Replace value", "Take away");
        assertThat(body(page(VIEWER, scene.path() + "/secrets"))).doesNotContain("<textarea", "/secrets/deploy");
        for (var below : List.of("", "/file", "/remove", "/deploy")) {
            assertThat(send(VIEWER, scene, below, Map.of("name", "B", "value", "y", "expected", "1")))
                    .as(below)
                    .hasStatus(403);
            assertThat(send(OLA, scene, below, Map.of("name", "B", "value", "y", "expected", "1")))
                    .as(below)
                    .hasStatus(404);
        }
        assertThat(page(OLA, scene.path() + "/secrets")).hasStatus(404);
        assertThat(page(KARI, "/apps/nowhere/production/secrets")).hasStatus(404);
        assertThat(keeper.of(scene.ref()))
                .singleElement()
                .satisfies(kept -> assertThat(kept.name()).isEqualTo("DATABASE_URL"));
    }

    @ParameterizedTest
    @CsvSource({
        "'',Enter a name",
        "database_url,'A secret is named by capital letters'",
        "9LIVES,'A secret is named by capital letters'",
        "A-B,'A secret is named by capital letters'",
        "AWS_REGION,AWS_REGION is set by the platform",
        "LD_PRELOAD,LD_PRELOAD is set by the platform"
    })
    void aNameThatCannotBeHadIsToldAtItsFieldAndStays(String name, String sentence) {
        // Given
        var scene = live();

        // When
        var answer = set(scene, name, CANARY);

        // Then
        assertThat(answer).hasStatus(422);
        assertThat(text(answer)).contains(sentence, "Type the value again: for safety");
        assertThat(body(answer))
                .contains("value=\"" + name + "\"", "id=\"name-error\"", "<title>Error: ")
                .doesNotContain("sesame");
        assertThat(keeper.of(scene.ref())).isEmpty();
    }

    @Test
    void aValueThatCannotBeStoredIsToldAtItsField() {
        // Given
        var scene = live();

        // Then
        assertThat(text(set(scene, "A", ""))).contains("Enter a value");
        assertThat(text(set(scene, "A", " \r\n"))).contains("Enter a value");
        assertThat(text(set(scene, "A", "a\0b"))).contains("a character that cannot be stored");
        assertThat(text(set(scene, "A", "ø".repeat(2049))))
                .contains("The value is 4098 bytes long; at most 4096 can be stored");
        assertThat(set(scene, "A", "ø".repeat(2048))).hasStatus(303);
    }

    @Test
    void linesStayAsTheyWereTyped() {
        // Given
        var scene = live();

        // When
        set(scene, "PEM", "-----BEGIN-----\r\n a\r\n\r\n-----END-----\r\n\r\n");

        // Then
        assertThat(secrets.value(scene.ref().name(), "PEM")).isEqualTo("-----BEGIN-----\n a\n\n-----END-----");
    }

    @Test
    void everyLineOfAFileBecomesASecret() {
        // Given
        var scene = live();

        // When
        var answer = send(KARI, scene, "/file", Map.of("file", "# ours\r\nexport A=1\r\nB=\"two\\nlines\"\r\n"));

        // Then
        assertThat(answer).hasStatus(303);
        assertThat(secrets.value(scene.ref().name(), "A")).isEqualTo("1");
        assertThat(secrets.value(scene.ref().name(), "B")).isEqualTo("two\nlines");
        assertThat(page(scene)).contains("2 changed secrets are not in the running tasks");
    }

    @ParameterizedTest
    @CsvSource({
        "'',Paste at least one line",
        "'A=1\nnonsense',Line 2 of the variables must be NAME=value",
        "'AWS_KEY=x',AWS_KEY is reserved",
        "'A=1\nEMPTY=',EMPTY has no value"
    })
    void aFileThatCannotBeReadStoresNothing(String file, String sentence) {
        // Given
        var scene = live();

        // When
        var answer = send(KARI, scene, "/file", Map.of("file", file + "\n# " + CANARY));

        // Then
        assertThat(answer).hasStatus(422);
        assertThat(text(answer)).contains(sentence, "Paste the lines again: for safety");
        assertThat(body(answer)).doesNotContain("sesame", "nonsense");
        assertThat(keeper.of(scene.ref())).isEmpty();
    }

    @Test
    void whatAwsRefusesIsToldWithWhatWasStoredBefore() {
        // Given
        var scene = live();
        secrets.refuse("THROTTLED", Problem.of("SECRET-7", Map.of("said", "ThrottlingException")));
        secrets.refuse("TAKEN", Problem.of("SECRET-6", Map.of("name", "/evergreen/prod/apps/x/production/TAKEN")));

        // Then
        var one = set(scene, "THROTTLED", CANARY);
        assertThat(one).hasStatus(422);
        assertThat(text(one)).contains("AWS did not store the value: ThrottlingException.");
        assertThat(body(set(scene, "TAKEN", CANARY))).contains("id=\"name-error\"");
        var file = send(KARI, scene, "/file", Map.of("file", "A=1\nB=2\nTHROTTLED=" + CANARY + "\nZ=3"));
        assertThat(file).hasStatus(422);
        assertThat(text(file)).contains("THROTTLED was not stored: AWS did not store the value");
        assertThat(text(file)).contains("The 2 before it were.");
        assertThat(body(file)).doesNotContain("sesame");
        assertThat(keeper.of(scene.ref())).extracting(kept -> kept.name()).containsExactly("A", "B");
    }

    @Test
    void fiftyAreTheMost() {
        // Given
        var scene = live();
        for (var number = 0; number < Secrets.MOST; number++) {
            keeper.set(KARI, scene.ref(), "S" + number, SecretValue.of("x"));
        }

        // Then
        assertThat(text(set(scene, "ONE_MORE", "x"))).contains("An environment has at most 50 secrets.");
        assertThat(set(scene, "S7", "another")).hasStatus(303);
    }

    @Test
    void anothersDeploymentMeanwhileIsToldAndNothingIsDeployed() {
        // Given
        var scene = live();
        set(scene, "A", "x");
        scene.deploy("1.4.2", "");

        // When
        var answer = send(KARI, scene, "/deploy", Map.of("expected", "1"));

        // Then
        assertThat(answer).hasStatus(422);
        assertThat(text(answer)).contains("Kari Nilsen changed this at", "v2 is the newest now.");
        assertThat(scene.now().generation().number()).isEqualTo(2);
    }

    @Test
    void whereThePlatformHasNoPlaceForThemThatIsSaid() {
        // Given
        var scene = live();

        // When
        var page = withoutSecrets(() -> page(KARI, scene.path() + "/secrets"));
        var refused = withoutSecrets(() -> set(scene, "A", CANARY));

        // Then
        assertThat(text(page)).contains("This platform has no place for secrets yet.", "Ask a platform maintainer");
        assertThat(body(page)).doesNotContain("<textarea");
        assertThat(refused).hasStatus(422);
        assertThat(text(refused)).contains("This platform has no place for secrets yet.");
    }

    @Test
    void anAdoptedOneKeepsItsExecutionRoleAndSaysWhatToDo() {
        // Given
        var app = freshName();
        var stranger = DriftPagesIT.stranger(app + "-prd-web", app + ".online.ntnu.no");
        var name = new EnvironmentName(new AppName(app), new EnvironmentSlug("production"));
        apps.adopt(ADMIN, new Adoption(name, WEBKOM, stranger));
        var path = "/apps/" + app + "/production";

        // Then
        assertThat(text(page(KARI, path + "/secrets"))).contains("It is being adopted");
        var answer = ask(KARI, post(path + "/secrets").param("name", "A").param("value", CANARY));
        assertThat(answer).hasStatus(422);
        assertThat(text(answer)).contains("It is being adopted").doesNotContain("sesame");
    }

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

    @Test
    void whoChangedWhichIsOnRecord() {
        // Given
        var scene = live();

        // When
        set(scene, "DATABASE_URL", CANARY);
        send(KARI, scene, "/remove", Map.of("name", "DATABASE_URL"));

        // Then
        var deeds = sql.selectFrom(AUDIT_EVENT)
                .where(AUDIT_EVENT.ENVIRONMENT.eq(scene.ref().id().value()), AUDIT_EVENT.ACTION.startsWith("secret."))
                .orderBy(AUDIT_EVENT.ID)
                .fetch();
        assertThat(deeds)
                .extracting(deed -> deed.getAction() + " " + deed.getDetail())
                .containsExactly("secret.set DATABASE_URL", "secret.remove DATABASE_URL");
        assertThat(text(page(KARI, scene.path() + "/activity")))
                .contains("gave a secret a value DATABASE_URL", "took a secret away DATABASE_URL");
    }
}
