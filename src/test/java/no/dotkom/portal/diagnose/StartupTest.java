package no.dotkom.portal.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What frameworks print when they serve, and what they print besides. */
class StartupTest {
    private static final Instant STARTED = Instant.parse("2026-11-27T11:00:00Z");

    private static Evidence of(String... lines) {
        return Evidence.NONE.with(TaskEvidence.NONE
                .between(STARTED, null)
                .wrote(List.of(lines).stream()
                        .map(line -> new TaskEvidence.Line(STARTED.plusSeconds(85), line))
                        .toList()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Server listening on port 8080 | 8080",
                "Tomcat started on port(s): 8080 (http) with context path '' | 8080",
                "Tomcat started on port 8080 (http) with context path '/' | 8080",
                "INFO:     Uvicorn running on http://0.0.0.0:8000 (Press CTRL+C to quit) | 8000",
                "[2026-11-27 11:34:12 +0000] [1] [INFO] Listening at: http://0.0.0.0:8000 (1) | 8000",
                "Serving HTTP on 0.0.0.0 port 8000 (http://0.0.0.0:8000/) ... | 8000",
                "2026/11/27 11:34:12 listening on :8080 | 8080",
                "Server running at http://localhost:5000/ | 5000",
                "* Listening on http://[::]:3000 | 3000",
                "Now listening on: http://[::]:8080 | 8080",
                "Running GradesWeb.Endpoint with cowboy 2.9.0 at 0.0.0.0:4000 (http) | 4000",
                "grades 1.0 on JVM started in 1.2s. Listening on: http://0.0.0.0:9000 | 9000",
                "listening on 3001 | 3001",
            })
    void thePortIsReadWhereAServerSaysThatItServes(String line, int port) {
        assertThat(Startup.saysReady(line)).isTrue();
        assertThat(Startup.otherPort(of(line), OptionalInt.of(3999))).hasValue(port);
        assertThat(Startup.otherPort(of(line), OptionalInt.of(port))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Started GET \"/x\" for 127.0.0.1 at 2026-11-27 11:34:12 +0000",
                "Started POST \"/grades\" for 10.0.0.9 at 11:34:12",
                "Job NightlyImport started at 11:34:12, done in 95 s",
                "Import is ready in the bucket :8080",
                "Debugger listening on ws://127.0.0.1:9229/3f",
                "server not ready on localhost:3000, waiting",
                "Waiting for server running on port 5432",
                "Is the server running on that host and accepting TCP/IP connections?",
                "the database server is ready",
                "connection started with 10.0.0.5:5432",
            })
    void whatIsSaidAllDayIsNoStart(String line) {
        assertThat(Startup.saysReady(line)).isFalse();
        assertThat(Startup.measured(of(line))).isEmpty();
        assertThat(Startup.otherPort(of(line), OptionalInt.empty())).isEmpty();
        assertThat(Startup.localOnly(of(line))).isFalse();
    }

    @Test
    void theLongerOfWhatItSaysAndWhatItTookCounts() {
        assertThat(Startup.measured(of("Ready in 2.1s"))).hasValue(Duration.ofSeconds(85));
        assertThat(Startup.measured(of("Started Grades in 201.4 seconds (process running for 203)")))
                .hasValue(Duration.ofSeconds(201));
    }

    @Test
    void whoListensEverywhereAsWellListensNotOnlyToItself() {
        assertThat(Startup.localOnly(of("Listening on http://127.0.0.1:3000"))).isTrue();
        assertThat(Startup.localOnly(of("ready - started server on 0.0.0.0:3000, url: http://localhost:3000")))
                .isFalse();
        assertThat(Startup.localOnly(of("Server running at http://localhost:3000", "- Network: http://10.0.1.4:3000")))
                .isFalse();
    }
}
