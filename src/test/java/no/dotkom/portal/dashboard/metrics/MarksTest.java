package no.dotkom.portal.dashboard.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import no.dotkom.portal.dashboard.Sentence;
import no.dotkom.portal.dashboard.metrics.Facts.Deployed;
import no.dotkom.portal.dashboard.metrics.Facts.Died;
import org.junit.jupiter.api.Test;

/** What is marked in the charts, and where there is room for words. */
class MarksTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final Span HOUR = Span.last(Range.HOUR, NOW);

    private static Instant at(int minute) {
        return HOUR.window().at(minute);
    }

    private static List<Mark> marks(List<Deployed> deployed, List<Died> died) {
        return new Marks(new Facts(deployed, died, 1), HOUR).all();
    }

    @Test
    void onlyWhatHappenedInTheSpanIsMarkedInItsOrder() {
        var marks = marks(
                List.of(new Deployed(NOW.minusSeconds(7200), 41), new Deployed(at(30), 42)),
                List.of(new Died(at(50), "c081"), new Died(at(20), "7f3a")));
        assertThat(marks).extracting(Mark::at).containsExactly(at(20), at(30), at(50));
        assertThat(marks).extracting(Mark::crash).containsExactly(true, false, true);
        assertThat(marks.get(1).place()).isBetween(50.0, 52.0);
    }

    @Test
    void wordsThatWouldLieOnEachOtherAreLeftOut() {
        var marks =
                marks(List.of(new Deployed(at(10), 1), new Deployed(at(12), 2), new Deployed(at(20), 3)), List.of());
        assertThat(marks)
                .extracting(Mark::says)
                .containsExactly(
                        Sentence.of("dashboard.metrics.version", "1"),
                        null,
                        Sentence.of("dashboard.metrics.version", "3"));
    }

    @Test
    void tasksThatDiedWithinOneValueAreOneLine() {
        var marks = marks(
                List.of(),
                List.of(
                        new Died(at(30).plusSeconds(2), "a"),
                        new Died(at(30).plusSeconds(50), "b"),
                        new Died(at(45), "c"),
                        new Died(at(1), "d")));
        assertThat(marks)
                .extracting(Mark::says)
                .containsExactly(
                        null,
                        Sentence.of("dashboard.metrics.stopped.several", 2),
                        Sentence.of("dashboard.metrics.stopped", "c"));
    }
}
