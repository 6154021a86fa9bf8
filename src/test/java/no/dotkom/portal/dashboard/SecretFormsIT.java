package no.dotkom.portal.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.model.SecretValue;
import no.dotkom.portal.model.Secrets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the forms of the secrets page take, and what they tell of what they do not. */
class SecretFormsIT extends SecretsPages {
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
}
