package no.dotkom.portal.dashboard.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which time is shown. */
class SpanTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:04:41Z");

    @ParameterizedTest
    @EnumSource(Range.class)
    void theLastValuesAreOfWholePeriodsThatAreOver(Range range) {
        var window = Span.last(range, NOW).window();
        assertThat(window.to()).isBeforeOrEqualTo(NOW);
        assertThat(Duration.between(window.to(), NOW)).isLessThan(window.period());
        assertThat(window.periods()).isBetween(60, 360);
        assertThat(window.from().getEpochSecond() % window.period().toSeconds()).isZero();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2026-11-27T11:00:10Z, 2026-11-27T11:30:50Z, 2026-11-27T11:00:00Z, 2026-11-27T11:30:00Z, PT1M
            2026-11-27T11:30:00Z, 2026-11-27T11:31:00Z, 2026-11-27T11:26:00Z, 2026-11-27T11:31:00Z, PT1M
            2026-11-27T11:30:00Z, 2026-11-28T11:31:00Z, 2026-11-27T11:30:00Z, 2026-11-27T12:04:00Z, PT1M
            2026-11-26T06:02:00Z, 2026-11-27T06:02:00Z, 2026-11-26T06:00:00Z, 2026-11-27T06:00:00Z, PT5M
            2026-11-20T06:02:00Z, 2026-11-27T06:02:00Z, 2026-11-20T06:00:00Z, 2026-11-27T06:00:00Z, PT30M
            """)
    void aPartIsWidenedToWholePeriods(Instant from, Instant to, Instant begin, Instant end, Duration period) {
        var window = Span.between(from, to, NOW).orElseThrow().window();
        assertThat(window.from()).isEqualTo(begin);
        assertThat(window.to()).isEqualTo(end);
        assertThat(window.period()).isEqualTo(period);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2026-11-27T11:30:00Z, 2026-11-27T11:30:00Z
            2026-11-27T11:30:00Z, 2026-11-27T11:00:00Z
            2026-11-27T13:00:00Z, 2026-11-27T14:00:00Z
            2026-11-01T00:00:00Z, 2026-11-02T00:00:00Z
            -1000000000-01-01T00:00:00Z, +1000000000-12-31T23:59:59.999999999Z
            """)
    void whatIsNoPartOfTheLastFifteenDaysIsNone(Instant from, Instant to) {
        assertThat(Span.between(from, to, NOW)).isEmpty();
    }

    @Test
    void marksLieWithinTheSpan() {
        var span = Span.last(Range.HOUR, NOW);
        assertThat(span.place(span.window().from())).hasValue(0.0);
        assertThat(span.place(NOW.minus(Duration.ofHours(2)))).isEmpty();
        assertThat(span.place(span.window().to())).hasValue(100.0);
        assertThat(span.marks()).hasSize(5).isSorted();
    }
}
