package no.dotkom.portal.localaws.ecs.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import no.dotkom.portal.localaws.world.Network.Answer;
import no.dotkom.portal.localaws.world.Timeline;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ports that are real. */
class ServedHostingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private final Timeline time = new Timeline(Instant.parse("2026-03-01T12:00:00Z"));
    private final ServedHosting hosting = new ServedHosting(time);
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicReference<Boolean> inTime = new AtomicReference<>();

    @AfterEach
    void close() {
        hosting.close();
        client.close();
    }

    private int opened() {
        var port = hosting.reserve("i-1", 0).orElseThrow();
        hosting.open(
                "i-1",
                port,
                request -> Response.text(200, request.path())
                        .after(Duration.ofMillis(Long.parseLong(request.query().getOrDefault("ms", "0")))));
        return port;
    }

    private HttpRequest request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                .build();
    }

    @Test
    void aReservedPortRefusesUntilItIsOpenAndAgainWhenItIsReleased() {
        // Given
        var port = hosting.reserve("i-1", 0).orElseThrow();

        // When
        var before = hosting.get("i-1", port, "/", PATIENCE);
        hosting.open("i-1", port, request -> Response.text(200, "here"));
        var open = hosting.get("i-1", port, "/", PATIENCE);
        hosting.release("i-1", port);

        // Then
        assertThat(before).isEqualTo(new Answer.Refused());
        assertThat(open).isEqualTo(new Answer.Status(200, "here"));
        Awaitility.await().until(() -> hosting.get("i-1", port, "/", PATIENCE).equals(new Answer.Refused()));
    }

    @Test
    void aPortIsTakenOnceInTheWholeWorld() {
        var port = hosting.reserve("i-1", 0).orElseThrow();
        assertThat(hosting.reserve("i-2", port)).isEmpty();
        hosting.release("i-1", port);
        assertThat(hosting.reserve("i-2", port)).hasValue(port);
    }

    @Test
    void aSlowAnswerIsATimeout() {
        assertThat(hosting.get("i-1", opened(), "/slow?ms=3000", Duration.ofMillis(200)))
                .isEqualTo(new Answer.TimedOut());
    }

    @Test
    void closingWaitsForARequestInFlight() throws Exception {
        // Given
        var port = opened();
        var slow = client.sendAsync(request(port, "/slow?ms=1500"), BodyHandlers.ofString());
        Thread.sleep(300);

        // When
        hosting.close("i-1", port, Duration.ofSeconds(10), inTime::set);
        untilClosed();

        // Then
        assertThat(slow.get().statusCode()).isEqualTo(200);
        assertThat(inTime.get()).isTrue();
    }

    private void untilClosed() {
        Awaitility.await().atMost(Duration.ofSeconds(8)).until(() -> {
            time.advance(Duration.ZERO);
            return inTime.get() != null;
        });
    }

    @Test
    void closingCutsWhatTakesLongerThanThePatience() throws Exception {
        // Given
        var port = opened();
        var slow = client.sendAsync(request(port, "/slow?ms=20000"), BodyHandlers.ofString());
        Thread.sleep(300);

        // When
        hosting.close("i-1", port, Duration.ofSeconds(1), inTime::set);
        untilClosed();

        // Then
        assertThat(inTime.get()).isFalse();
        Awaitility.await().until(slow::isCompletedExceptionally);
    }

    @Test
    void closingAnIdlePortIsImmediate() {
        // Given
        var port = opened();
        hosting.get("i-1", port, "/", PATIENCE);
        var begin = System.nanoTime();

        // When
        hosting.close("i-1", port, Duration.ofSeconds(30), inTime::set);
        untilClosed();

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
        assertThat(inTime.get()).isTrue();
    }

    @Test
    void anAddressThatIsNoneIsAnAnswerAndNotAFailure() {
        assertThat(hosting.fetch("ftp://x").status()).isEqualTo(400);
        assertThat(hosting.fetch("no address").status()).isEqualTo(400);
        assertThat(hosting.fetch("http://localhost:1/").status()).isEqualTo(502);
        assertThat(hosting.fetch("http://shop.localhost:%d/path".formatted(opened()))
                        .body())
                .isEqualTo("/path");
    }
}
