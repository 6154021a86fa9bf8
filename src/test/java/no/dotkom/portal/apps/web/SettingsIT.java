package no.dotkom.portal.apps.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsIT extends AppsPages {
    private static Map<String, String> changed(String name, String question, String answer) {
        return with(answers(name, question, answer), "expected", "1");
    }

    private static Map<String, String> with(Map<String, String> form, String name, String value) {
        var more = new HashMap<>(form);
        more.put(name, value);
        return more;
    }

    @Test
    void settingsShowTheAnswersOfTheNewestVersion() {
        var name = registered();
        assertThat(page(KARI, "/apps/" + name + "/staging/settings"))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "Settings of " + name, IMAGE, name + "-staging.online.ntnu.no", "name=\"expected\" value=\"1\"")
                .contains("Review changes", "/staging/pause", "/staging/remove")
                .doesNotContain("??", "id=\"name\"", "id=\"environment\"");
    }

    @Test
    void whoMayNotChangeItSeesTheAnswersAndWhichRightIsMissing() {
        var name = registered();
        var token = changed(name, "variables", "TOKEN=very-private");
        send(KARI, "/apps/" + name + "/staging/settings", with(token, "noSecret", "TOKEN"));
        assertThat(page(VIEWER, "/apps/" + name + "/staging/settings"))
                .hasStatusOk()
                .bodyText()
                .contains("You need the role developer in webkom.", "disabled", IMAGE, "TOKEN: set")
                .doesNotContain("very-private", "settings/review");
        assertThat(page(VIEWER, "/apps/" + name + "/environments/new"))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("very-private");
        assertThat(page(KARI, "/apps/" + name + "/environments/new")).bodyText().contains("TOKEN=very-private");
        assertThat(send(VIEWER, "/apps/" + name + "/staging/settings", changed(name, "count", "2")))
                .hasStatus(403);
        assertThat(page(OLA, "/apps/" + name + "/staging/settings")).hasStatus(404);
        assertThat(send(OLA, "/apps/" + name + "/staging/settings", changed(name, "count", "2")))
                .hasStatus(404);
    }

    @Test
    void whatADiagnosisProposesIsFilledInAndNothingElse() {
        var name = registered();
        var path = "/apps/" + name + "/staging/settings";
        assertThat(page(KARI, path + "?size=medium&grace=120&variable=DATABASE_URL&name=stolen&domain=evil.no"))
                .hasStatusOk()
                .bodyText()
                .contains("Filled in from the diagnosis", "value=\"120\"", "DATABASE_URL=")
                .containsPattern(
                        "value=\"medium\"[^>]*checked|checked[^>]*value=\"medium\"|value=\"medium\"[^>]*selected")
                .doesNotContain("stolen", "evil.no");
        // Reserved, misspelt, or there already: the form would refuse it.
        send(KARI, path, changed(name, "variables", "DATABASE_URL=x"));
        for (var none : List.of("AWS_REGION", "db_url", "DATABASE_URL")) {
            assertThat(page(KARI, path + "?variable=" + none))
                    .bodyText()
                    .doesNotContain("Filled in from the diagnosis");
        }
        assertThat(page(KARI, path + "?variable=A%0AB=1")).bodyText().doesNotContain("Filled in from the diagnosis");
        assertThat(page(KARI, path)).bodyText().doesNotContain("Filled in from the diagnosis");
    }

    @Test
    void theReviewShowsWhatDiffersAndWhatItComesTo() {
        var name = registered();
        var form = changed(name, "count", "3");
        form.put("variables", "A=1");
        assertThat(send(KARI, "/apps/" + name + "/staging/settings/review", form))
                .hasStatusOk()
                .bodyText()
                .contains("2 changes of " + name, "Variables", "not set", "every task is replaced", "changed in place")
                .contains("A new deployment", "Registers a new revision", "Updates the service")
                .contains("Deploy " + name + " (staging)")
                .doesNotContain("??");
    }

    @Test
    void aCountAloneIsNoNewDeployment() {
        var name = registered();
        assertThat(send(KARI, "/apps/" + name + "/staging/settings/review", changed(name, "count", "3")))
                .bodyText()
                .contains("No new deployment", "1 change of ", "Updates the service")
                .doesNotContain("Registers a new revision");
    }

    @Test
    void deployingMakesTheNextVersionOnceHoweverOftenItIsSent() {
        var name = registered();
        var form = changed(name, "count", "3");
        for (var time = 0; time < 3; time++) {
            assertThat(send(KARI, "/apps/" + name + "/staging/settings", form))
                    .hasStatus(303)
                    .hasHeader("Location", "/apps/" + name + "/staging/versions/2");
        }
        assertThat(staging(name).generation().number()).isEqualTo(2);
        assertThat(staging(name).latest().spec().count()).isEqualTo(3);
        assertThat(staging(name).latest().reason()).isEqualTo("Changed count");
    }

    @Test
    void anothersChangeIsShownAndWhatWasTypedStays() {
        var name = registered();
        send(BOTH, "/apps/" + name + "/staging/settings", changed(name, "count", "4"));
        for (var path : new String[] {"/settings", "/settings/review"}) {
            assertThat(send(KARI, "/apps/" + name + "/staging" + path, changed(name, "grace", "120")))
                    .hasStatus(422)
                    .bodyText()
                    .contains("Bo changed this at ", "v2 is the newest now.", "What changed meanwhile")
                    .contains("value=\"120\"", "name=\"expected\" value=\"2\"");
        }
        assertThat(staging(name).generation().number()).isEqualTo(2);
    }

    @Test
    void nothingDifferentIsSaid() {
        var name = registered();
        assertThat(send(KARI, "/apps/" + name + "/staging/settings/review", changed(name, "count", "1")))
                .hasStatus(422)
                .bodyText()
                .contains("Nothing differs from what it is now.");
    }

    @Test
    void aWrongAnswerIsToldAtItsFieldAndNothingIsLost() {
        var name = registered();
        assertThat(send(KARI, "/apps/" + name + "/staging/settings/review", changed(name, "port", "x")))
                .hasStatus(422)
                .bodyText()
                .contains("<title>Error: Settings of ", "Enter the port the app listens on, 1 to 65535", "value=\"x\"");
    }

    @Test
    void backFromTheChangesEveryAnswerIsThere() {
        var name = registered();
        assertThat(send(KARI, "/apps/" + name + "/staging/settings/edit", changed(name, "drain", "77")))
                .hasStatusOk()
                .bodyText()
                .contains("value=\"77\"");
    }

    @Test
    void aHostOfAnotherIsRefusedInSettingsToo() {
        var name = registered();
        var other = registered() + "-staging.online.ntnu.no";
        assertThat(send(KARI, "/apps/" + name + "/staging/settings/review", changed(name, "domain", other)))
                .hasStatus(422)
                .bodyText()
                .contains(other + " is already routed to");
    }

    @Test
    void withoutTheVersionThatWasSeenNothingIsTaken() {
        var name = registered();
        assertThat(send(KARI, "/apps/" + name + "/staging/settings", answers(name)))
                .hasStatus(400);
        assertThat(send(KARI, "/apps/" + name + "/staging/settings", with(answers(name), "expected", "x")))
                .hasStatus4xxClientError();
    }

    @Test
    void aVariableThatLooksLikeASecretIsRefusedAndNamed() {
        // Given
        var name = registered();
        var path = "/apps/" + name + "/staging/settings";
        var form = changed(name, "variables", "A=1\nAPI_KEY=k1\nDB=postgres://u:p@db/x");

        // Then
        for (var below : List.of("/review", "")) {
            assertThat(send(KARI, path + below, form))
                    .hasStatus(422)
                    .bodyText()
                    .contains("API_KEY looks like a secret: its name ends as names of secrets do.")
                    .contains("Make API_KEY a secret", "Make DB a secret", "It is no secret: API_KEY, DB")
                    .contains("A=1\nAPI_KEY=k1");
        }
        assertThat(staging(name).generation().number()).isEqualTo(1);
    }

    @Test
    void whatTheMemberSaysIsNoSecretIsAcceptedForThatFormAndAdvisedOnLater() {
        // Given
        var name = registered();
        var path = "/apps/" + name + "/staging/settings";
        var form = changed(name, "variables", "API_KEY=k1");
        form.put("noSecret", "API_KEY");

        // When
        assertThat(send(KARI, path + "/review", form))
                .hasStatusOk()
                .bodyText()
                .contains("name=\"noSecret\" value=\"API_KEY\"");
        assertThat(send(KARI, path, form)).hasStatus(303);

        // Then
        assertThat(page(KARI, path)).bodyText().contains("API_KEY looks like a secret, and the team can read it here.");
        form.remove("noSecret");
        form.put("expected", "2");
        form.put("count", "3");
        assertThat(send(KARI, path, form)).hasStatus(303);
        form.put("expected", "3");
        form.put("variables", "API_KEY=k2");
        assertThat(send(KARI, path, form)).hasStatus(422).bodyText().contains("API_KEY looks like a secret: its name");
    }

    @Test
    void oneClickMakesItASecretAndNothingElseTypedIsLost() {
        // Given
        var name = registered();
        var path = "/apps/" + name + "/staging/settings";
        var form = changed(name, "variables", "# ours\nA=1\nAPI_KEY=\"sesame\nopen\" # why\nB=2");
        form.put("drain", "77");

        // When
        var made = send(KARI, path + "/secret", with(form, "secret", "API_KEY"));

        // Then
        assertThat(made)
                .hasStatusOk()
                .bodyText()
                .contains("API_KEY is a secret from the next deployment on.", "# ours\nA=1\nB=2", "value=\"77\"")
                .contains("name=\"expected\" value=\"1\"")
                .doesNotContain("sesame", "API_KEY looks like");
        assertThat(secrets.value(staging(name).ref().name(), "API_KEY")).isEqualTo("sesame\nopen");

        // When
        form.put("variables", "A=1\nB=2");
        assertThat(send(KARI, path + "/review", form)).hasStatusOk().bodyText().contains("API_KEY", "••••••••");
        assertThat(send(KARI, path, form)).hasStatus(303);

        // Then
        assertThat(staging(name).latest().spec().secrets().names()).containsExactly("API_KEY");
        form.put("expected", "2");
        form.put("variables", "API_KEY=again");
        assertThat(send(KARI, path, form))
                .hasStatus(422)
                .bodyText()
                .contains("API_KEY is a secret of this environment.");
    }

    @Test
    void aVariableThatRunsAlreadyBecomesASecretToo() {
        // Given
        var name = registered();
        var path = "/apps/" + name + "/staging/settings";
        var form = changed(name, "variables", "API_KEY=k1");
        send(KARI, path, with(form, "noSecret", "API_KEY"));
        form.put("expected", "2");

        // When
        send(KARI, path + "/secret", with(form, "secret", "API_KEY"));

        // Then
        assertThat(page(KARI, path)).bodyText().doesNotContain("API_KEY=k1", "API_KEY looks like");
        form.put("variables", "");
        assertThat(send(KARI, path, form)).hasStatus(303);
        assertThat(staging(name).latest().spec().variables().values()).isEmpty();
        assertThat(staging(name).latest().spec().secrets().names()).containsExactly("API_KEY");
    }

    @Test
    void whatCannotBecomeASecretSaysSo() {
        // Given
        var name = registered();
        var path = "/apps/" + name + "/staging/settings/secret";

        // Then
        assertThat(send(KARI, path, with(changed(name, "variables", "A=1"), "secret", "API_KEY")))
                .hasStatus(422)
                .bodyText()
                .contains("There is no such variable");
        var large = "API_KEY=" + "x".repeat(4097);
        assertThat(send(KARI, path, with(changed(name, "variables", large), "secret", "API_KEY")))
                .hasStatus(422)
                .bodyText()
                .contains("API_KEY is longer than the 4096 bytes");
        assertThat(send(VIEWER, path, with(changed(name, "variables", "API_KEY=x"), "secret", "API_KEY")))
                .hasStatus(403);
        assertThat(secrets.value(staging(name).ref().name(), "API_KEY")).isNull();
    }
}
