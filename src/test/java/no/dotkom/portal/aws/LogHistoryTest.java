package no.dotkom.portal.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import no.dotkom.portal.dashboard.port.Cursor;
import no.dotkom.portal.dashboard.port.LogTail;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reading what is in a log already, while a page waits. */
@Tag("alone")
class LogHistoryTest extends LogInAWorld {
    private static final LogTail.Errand PAGE = new LogTail.Errand(Duration.ofSeconds(10), false);

    @Test
    void theLastLinesAreFoundHoweverLongAgoTheyWereWritten() {
        // Given
        IntStream.range(0, 30).forEach(i -> {
            write("a1", "old " + i);
            world.advance(Duration.ofMinutes(1));
        });
        world.advance(Duration.ofDays(3));

        // When
        var slice = tail.newest(SOURCE, 10);

        // Then
        assertThat(slice.lines())
                .extracting(LogTail.Line::text)
                .containsExactlyElementsOf(
                        IntStream.range(20, 30).mapToObj(i -> "old " + i).toList());
    }

    @Test
    void aDenseLogIsReadInSmallerSpans() {
        // Given
        var random = new SplittableRandom(1);
        IntStream.range(0, 60_000)
                .forEach(i -> write(
                        "a" + i % 3, "line " + i + " " + "x".repeat(100), Duration.ofMillis(random.nextInt(9_000))));

        // When
        var range = new LogTail.Range(Cursor.at(Instant.EPOCH), now());
        var slice = tail.backwards(SOURCE, range, 500, line -> true, PAGE);

        // Then
        assertThat(slice.lines()).hasSize(500).isSortedAccordingTo(LogHistory.IN_ORDER);
        assertThat(calls.size()).isLessThan(20);
    }

    @Test
    void aGroupThatIsNotThereYetIsEmpty() {
        var nowhere = new LogTail.Source("/apps/none-staging", "task/none-staging/");
        assertThat(tail.newest(nowhere, 500).lines()).isEmpty();
    }

    @Test
    void aLineOfAMegabyteIsCut() {
        write("a1", "x".repeat(1_000_000));
        assertThat(tail.newest(SOURCE, 1).lines().getFirst().text())
                .hasSize(LogTail.Line.LONGEST + 1)
                .endsWith("…");
    }

    @Test
    void aRangeIsReadForwardsInParts() {
        // Given
        var start = now();
        IntStream.range(0, 50).forEach(i -> {
            write("a1", "line " + i);
            world.advance(Duration.ofMillis(10));
        });

        // When
        var first = tail.forwards(SOURCE, new LogTail.Range(start, now()), 30, line -> true, PAGE);
        var rest = tail.forwards(SOURCE, new LogTail.Range(first.reached(), now()), 30, line -> true, PAGE);

        // Then
        assertThat(first.complete()).isFalse();
        assertThat(rest.complete()).isTrue();
        assertThat(first.lines().size() + rest.lines().size()).isEqualTo(50);
    }

    @Test
    void aRangeThatEndsBeforeItBeginsIsEmpty() {
        // When
        var later = Cursor.at(world.clock().instant().plus(Duration.ofDays(365)));
        var slice = tail.forwards(SOURCE, new LogTail.Range(later, now()), 30, line -> true, PAGE);

        // Then
        assertThat(slice.lines()).isEmpty();
        assertThat(slice.complete()).isTrue();
        assertThat(calls).isEmpty();
    }

    @Test
    void noPageWaitsForSearches() {
        // Given
        write("a1", "line");
        var pages = new ArrayList<LogTail.Slice>();

        // When
        whileSearching(2, () -> {
            assertThatThrownBy(() -> whileSearching(1, () -> {})).isInstanceOf(LogTail.Unreadable.class);
            pages.add(tail.backwards(SOURCE, whole(), 1, line -> true, PAGE));
        });

        // Then
        assertThat(pages).hasSize(1);
    }

    private void whileSearching(int searches, Runnable work) {
        if (searches == 0) {
            work.run();
            return;
        }
        var search = new LogTail.Errand(Duration.ofMillis(300), true);
        tail.backwards(
                SOURCE,
                whole(),
                1,
                line -> {
                    whileSearching(searches - 1, work);
                    return true;
                },
                search);
    }

    private LogTail.Range whole() {
        return new LogTail.Range(
                Cursor.at(Instant.EPOCH), Cursor.at(world.clock().instant().plusSeconds(1)));
    }
}
