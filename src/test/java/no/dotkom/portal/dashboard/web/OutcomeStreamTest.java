package no.dotkom.portal.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import no.dotkom.portal.ui.stream.StreamProperties;
import org.junit.jupiter.api.Test;

/** What a wait for a version writes, and when it ends. */
class OutcomeStreamTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T11:04:11Z"), ZoneOffset.UTC);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final AtomicInteger left = new AtomicInteger();

    private OutcomeStream stream(Duration ping, Duration recheck, Duration life) {
        var limits = new StreamProperties(6, 300, ping, recheck, life, Duration.ofMillis(500));
        return new OutcomeStream(UUID.randomUUID(), limits, CLOCK, _ -> left.incrementAndGet());
    }

    private String written(OutcomeStream stream, Supplier<Boolean> running, Supplier<Boolean> allowed)
            throws IOException, InterruptedException {
        var told = new OutcomeStream.Told(running, allowed, () -> Optional.of("{\"a\":\r\n1}"), "{\"no\":1}");
        stream.write("2", told, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatHasEndedIsToldOnce() throws Exception {
        assertThat(written(stream(days(), days(), days()), () -> false, () -> true))
                .isEqualTo(":\n\nid: 2\nevent: version\ndata: {\"a\":\ndata: 1}\n\n");
    }

    @Test
    void whatRunsIsToldNowAndAtItsEnd() throws Exception {
        // Given
        var looks = new AtomicInteger();

        // When
        var told = written(stream(days(), days(), days()), () -> looks.incrementAndGet() < 3, () -> true);

        // Then
        assertThat(told.split("event: version", -1)).hasSize(3);
        assertThat(told).doesNotContain("ping", "problem");
    }

    @Test
    void aSignOfLifeComesWhileNothingHappensAndItsLifeEnds() throws Exception {
        assertThat(written(stream(Duration.ofMillis(10), days(), Duration.ofMillis(1500)), () -> true, () -> true))
                .contains("id: 2\nevent: ping\ndata: 2026-11-22T11:04:11Z\n\n")
                .doesNotContain("problem");
    }

    @Test
    void whoMayNotSeeItAnyMoreIsToldSoAndNothingElse() throws Exception {
        // Given
        var looks = new AtomicInteger();

        // When
        var told =
                written(stream(days(), Duration.ofMillis(10), days()), () -> looks.incrementAndGet() < 2, () -> false);

        // Then
        assertThat(told).endsWith("event: problem\ndata: {\"no\":1}\n\n");
        assertThat(told.split("event: version", -1)).hasSize(2);
    }

    @Test
    void onlyClosingItGivesItsPlaceBack() throws Exception {
        // Given
        var stream = stream(days(), days(), days());

        // When
        stream.end();
        written(stream, () -> true, () -> true);
        assertThat(left).hasValue(0);
        stream.close();

        // Then
        assertThat(left).hasValue(1);
    }

    private static Duration days() {
        return Duration.ofDays(1);
    }
}
