package no.dotkom.portal.localaws.ecs.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import no.dotkom.portal.localaws.world.Network.Answer;
import no.dotkom.portal.localaws.world.Timeline;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each kind of image does, in virtual time. */
class WorkloadsTest {
    private static final String NODE = "i-1";
    private static final int HOST_PORT = 40_000;
    private final Timeline time = new Timeline(Instant.parse("2026-03-01T12:00:00Z"));
    private final VirtualHosting hosting = new VirtualHosting(time);
    private final List<String> lines = new ArrayList<>();
    private @Nullable Integer exitCode;
    private @Nullable String reason;

    private Process start(String kind, Map<String, String> environment) {
        hosting.reserve(NODE, HOST_PORT);
        var start = new Process.Start(
                "demo/%s:1.2.3".formatted(kind),
                "0123456789abcdef",
                "app",
                NODE,
                "10.0.1.7",
                environment,
                kind.equals("worker") ? Map.of() : Map.of(8080, HOST_PORT),
                256);
        var process = new Process(start, time, hosting, lines::add, (code, why) -> {
            exitCode = code;
            reason = why;
        });
        process.run();
        return process;
    }

    private void passSeconds(int seconds) {
        time.advance(Duration.ofSeconds(seconds));
    }

    private Answer get(String path) {
        return hosting.get(NODE, HOST_PORT, path, Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"healthy", "slow", "chatty", "arm64", "unknown"})
    void aServingKindAnswersEveryPathWithWhoItIs(String kind) {
        // When
        start(kind, Map.of("VERSION", "v7"));
        passSeconds(30);

        // Then
        assertThat(get("/any/path"))
                .isEqualTo(new Answer.Status(
                        200,
                        "Hello from demo/%s:1.2.3\ntask 0123456789abcdef\nversion v7\nhost 10.0.1.7\n"
                                .formatted(kind)));
        assertThat(get("/info"))
                .isEqualTo(new Answer.Status(
                        200,
                        "{\"image\":\"demo/%s:1.2.3\",\"task\":\"0123456789abcdef\",\"version\":\"v7\",\"host\":\"10.0.1.7\"}\n"
                                .formatted(kind)));
    }

    @Test
    void aSlowStartRefusesUntilItServes() {
        // When
        start("slow", Map.of());
        passSeconds(24);
        var early = get("/");
        passSeconds(2);

        // Then
        assertThat(early).isInstanceOf(Answer.Refused.class);
        assertThat(get("/")).isInstanceOf(Answer.Status.class);
    }

    @Test
    void aSlowPageTimesOut() {
        start("healthy", Map.of());
        passSeconds(1);
        assertThat(get("/slow?ms=6000")).isInstanceOf(Answer.TimedOut.class);
        assertThat(get("/slow?ms=100")).isInstanceOf(Answer.Status.class);
    }

    @Test
    void theWrongPortAnswersNobody() {
        start("wrongport", Map.of());
        passSeconds(5);
        assertThat(get("/")).isInstanceOf(Answer.Refused.class);
        assertThat(lines).contains("Listening on 0.0.0.0:5000");
    }

    @Test
    void withoutAHealthPageTheLoadBalancerGets404() {
        start("nohealth", Map.of());
        passSeconds(1);
        assertThat(get("/health")).isEqualTo(new Answer.Status(404, "404 page not found\n"));
        assertThat(lines).contains("WARN no route for GET /health");
    }

    @Test
    void aMissingVariableIsNamedInTheLastWords() {
        start("needsenv", Map.of());
        passSeconds(3);
        assertThat(exitCode).isEqualTo(1);
        assertThat(lines).contains("KeyError: 'DATABASE_URL'");
    }

    @Test
    void aSetVariableLetsItServeAndItsValueIsNotLogged() {
        start("needsenv", Map.of("DATABASE_URL", "postgres://secret"));
        passSeconds(3);
        assertThat(get("/")).isInstanceOf(Answer.Status.class);
        assertThat(String.join("\n", lines)).doesNotContain("postgres://secret");
    }

    @Test
    void memoryGrowsUntilTheContainerIsKilled() {
        // When
        var process = start("oom", Map.of());
        passSeconds(3);
        var half = process.usage().memory();
        passSeconds(5);

        // Then
        assertThat(half).isBetween(100.0, 200.0);
        assertThat(exitCode).isEqualTo(137);
        assertThat(reason).isEqualTo("OutOfMemoryError: Container killed due to memory usage");
    }

    @Test
    void aCrashSaysWhyTwoSecondsAfterItsStart() {
        start("crashes", Map.of());
        passSeconds(1);
        assertThat(exitCode).isNull();
        passSeconds(2);
        assertThat(exitCode).isEqualTo(1);
        assertThat(lines)
                .anyMatch(line -> line.startsWith("Exception in thread"))
                .anyMatch(line -> line.startsWith("\tat "));
    }

    @Test
    void chattyWritesFiftyLinesASecondOfEverySort() {
        // When
        start("chatty", Map.of());
        passSeconds(1);
        lines.clear();
        passSeconds(10);

        // Then
        assertThat(lines).hasSizeBetween(490, 510);
        assertThat(lines)
                .anyMatch(line -> line.contains("\u001B[32m"))
                .anyMatch(line -> line.startsWith("{\"time\":"))
                .anyMatch(line -> line.startsWith("\tat "));
    }

    @Test
    void aWorkerSaysWhatItDoesEveryFiveSeconds() {
        start("worker", Map.of());
        passSeconds(21);
        assertThat(lines.stream().filter(line -> line.startsWith("job "))).hasSize(4);
    }

    @Test
    void askedToEndItEndsOnceAndAnswersNoMore() {
        // Given
        var process = start("healthy", Map.of());
        passSeconds(1);

        // When
        process.terminate(Duration.ofSeconds(30));
        passSeconds(1);

        // Then
        assertThat(exitCode).isZero();
        assertThat(get("/")).isInstanceOf(Answer.Refused.class);
        assertThat(hosting.reserve(NODE, HOST_PORT)).hasValue(HOST_PORT);
        process.kill();
        assertThat(exitCode).isZero();
    }

    @Test
    void requestsCostCpu() {
        // Given
        var process = start("healthy", Map.of());
        passSeconds(1);
        var idle = process.usage().cpu();

        // When
        for (int i = 0; i < 100; i++) {
            get("/");
        }

        // Then
        assertThat(process.usage().cpu()).isGreaterThan(idle + 30);
        assertThat(process.usage().cpu()).isLessThan(idle + 1);
    }
}
