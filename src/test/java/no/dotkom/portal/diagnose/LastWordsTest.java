package no.dotkom.portal.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import no.dotkom.portal.diagnose.TaskEvidence.Container;
import no.dotkom.portal.diagnose.TaskEvidence.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An end is told at the end of a log. */
class LastWordsTest {
    private static Diagnosis of(String... lines) {
        var task = TaskEvidence.NONE
                .stopped("EssentialContainerExited", "Essential container in task exited")
                .with(new Container("app", "", OptionalInt.of(1)))
                .wrote(Arrays.stream(lines).map(line -> new Line(null, line)).toList());
        return Diagnoses.of(Evidence.NONE.with(task)).getFirst();
    }

    @Test
    void anOldLineGivesWayToTheLastOne() {
        // When
        var told = of("SENTRY_DSN not set", "connecting", "Error: connect ECONNREFUSED 10.0.0.5:5432");

        // Then
        assertThat(told.code()).isEqualTo("DB-1");
        assertThat(told.pieces())
                .containsExactly(new Piece(Piece.Source.LOG, "Error: connect ECONNREFUSED 10.0.0.5:5432"));
        assertThat(of("Error: connect ECONNREFUSED 10.0.0.5:5432, trying again", "DATABASE_URL must be set")
                        .remedy())
                .isEqualTo(new Remedy.AddVariable("DATABASE_URL"));
    }

    @Test
    void theLinesAfterAnErrorDoNotHideItsName() {
        // When
        var told = of(
                "Error: connect ECONNREFUSED 10.0.0.5:5432",
                "    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1611:16) {",
                "  errno: -111,",
                "  code: 'ECONNREFUSED',",
                "}");

        // Then
        assertThat(Told.sentence(told)).isEqualTo("The app stopped because it could not reach 10.0.0.5:5432.");
    }

    @Test
    void theDeepestCauseOfATraceHasTheNameOfItsHead() {
        // Given
        var trace = new String[40];
        Arrays.fill(trace, "\tat com.zaxxer.hikari.pool.HikariPool.checkFailFast(HikariPool.java:586)");
        trace[0] = "HikariPool$PoolInitializationException: Connection to postgres:5432 refused.";
        trace[38] = "Caused by: java.net.ConnectException: Connection refused";

        // Then
        assertThat(Told.sentence(of(trace))).isEqualTo("The app stopped because it could not reach postgres:5432.");
    }

    @Test
    void whatWasSaidBeforeItServedDidNotEndIt() {
        assertThat(of(
                                "MAIL_URL is not set",
                                "Server listening on port 3000",
                                "TypeError: Cannot read properties of null")
                        .code())
                .isEqualTo("EXIT-1");
        assertThat(of("Server listening on port 3000", "connect ECONNREFUSED 10.0.0.5:5432")
                        .code())
                .isEqualTo("DB-1");
    }

    @Test
    void twoLinesAreNotOneSentence() {
        assertThat(of("dial tcp 10.0.0.5:6379: connected", "request timeout is 30 s", "panic: oops")
                        .code())
                .isEqualTo("EXIT-1");
        assertThat(of("opened database 'grades'", "the flag 'x' does not exist").code())
                .isEqualTo("EXIT-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "KeyError: 'USD'",
                "FileNotFoundError: /app/venv/lib/CACHE is required",
                "File \"/srv/.venv/lib/python3.13/MAIN.py\", line 3: config not found"
            })
    void notEveryWordInCapitalsIsAVariable(String line) {
        assertThat(of("rates loaded", line).code()).isEqualTo("EXIT-1");
    }

    @Test
    void aKeyOfTheEnvironmentIsAVariable() {
        assertThat(of(
                                "Traceback (most recent call last):",
                                "  File \"/app/a.py\", line 2, in <module>",
                                "    port = os.environ[\"PORT\"]",
                                "  File \"<frozen os>\", line 679, in __getitem__",
                                "KeyError: 'PORT'")
                        .remedy())
                .isEqualTo(new Remedy.AddVariable("PORT"));
        assertThat(of("-e:1:in `fetch': key not found: \"MAIL_HOST\" (KeyError)")
                        .remedy())
                .isEqualTo(new Remedy.AddVariable("MAIL_HOST"));
    }

    @ParameterizedTest
    @CsvSource({
        "app.mail-host, APP_MAILHOST",
        "spring.datasource.url, SPRING_DATASOURCE_URL",
        "JWT_SECRET, JWT_SECRET",
        "apiKey, APIKEY"
    })
    void aPlaceholderIsToldAsTheVariableThatFillsIt(String property, String variable) {
        var line = "java.lang.IllegalArgumentException: Could not resolve placeholder '%s' in value \"${%s}\"";
        assertThat(of(line.formatted(property, property)).remedy()).isEqualTo(new Remedy.AddVariable(variable));
    }

    @Test
    void aFormOfSeveralLinesIsReadAsOne() {
        // When
        var told = of(
                "Prisma schema loaded",
                "ZodError: [",
                "  {",
                "    \"path\": [",
                "      \"DATABASE_URL\"",
                "    ],",
                "    \"message\": \"Required\"",
                "  }",
                "]");

        // Then
        assertThat(told.remedy()).isEqualTo(new Remedy.AddVariable("DATABASE_URL"));
        assertThat(told.pieces().getFirst().text()).startsWith("ZodError").doesNotContain("Prisma");
        assertThat(List.of(told.code())).containsExactly("ENV-1");
    }
}
