package no.dotkom.portal.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GateTest {
    private final Gate gate = new Gate(new SplittableRandom(1));
    private Instant now = Instant.parse("2026-09-01T10:00:00Z");

    /** Throttles whoever is let through for so long; how many that were. */
    private int storm(Duration time) {
        var until = now.plus(time);
        var sent = 0;
        while (now.isBefore(until)) {
            if (gate.wait(now).isZero()) {
                gate.throttled(now);
                sent++;
            }
            now = now.plusMillis(50);
        }
        return sent;
    }

    @Test
    void aStormIsLookedAtAFewTimesHoweverManyWantToCall() {
        assertThat(storm(Duration.ofSeconds(60))).isBetween(5, 9);
    }

    @Test
    void oneLooksAndTheOthersWaitForIt() {
        // Given
        gate.throttled(now);
        now = now.plusSeconds(2);

        // When
        var first = gate.wait(now);
        var second = gate.wait(now);

        // Then
        assertThat(first).isZero();
        assertThat(second).isPositive();

        // When
        gate.unanswered(now);

        // Then
        assertThat(gate.wait(now)).isZero();
    }

    @Test
    void callsThatWereThrottledTogetherAreOneStrike() {
        // When
        for (var call = 0; call < 16; call++) {
            gate.throttled(now);
        }

        // Then
        assertThat(gate.wait(now)).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aBreakdownIsChanceUntilItComesThreeTimes() {
        gate.failed(now);
        gate.failed(now);
        assertThat(gate.wait(now)).isZero();
        gate.failed(now);
        assertThat(gate.wait(now)).isPositive();
    }

    @Test
    void aClockThatIsSetBackDoesNotKeepItClosed() {
        gate.throttled(now);
        assertThat(gate.wait(now.minus(Duration.ofMinutes(10)))).isZero();
    }
}
