package no.dotkom.portal.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import no.dotkom.portal.dashboard.port.Cursor;
import no.dotkom.portal.dashboard.port.LogTail;
import org.junit.jupiter.api.Test;

/** Where following a log begins: what of before is told, what is missing, and what is told as missing only where it is. */
class LogTailStartTest extends LogInAWorld {
    @Test
    void whoComesBackLateIsToldWhatIsMissing() {
        // Given
        var reader = new Reader();
        var left = now();
        var after = quiet();
        world.advance(Duration.ofHours(1));

        // When
        tail.follow(SOURCE, after, reader);

        // Then
        assertThat(reader.missed).hasSize(1).first().asString().startsWith(left.text() + " ");
    }

    /** A search has read up to now, and follows from a moment ago; the page before it holds less of a dense log. */
    @Test
    void whoHasReadUpToNowMissesNothingOfALogThatIsHeldInPart() {
        // Given
        for (var i = 0; i < 20; i++) {
            write("a1", "dense " + i);
            world.advance(Duration.ofMillis(200));
        }
        tail.newest(SOURCE, 5);
        var reader = new Reader();

        // When
        tail.follow(SOURCE, quiet(), reader);
        write("a1", "after");
        beat();

        // Then
        assertThat(reader.missed).isEmpty();
        assertThat(reader.texts()).endsWith("dense 19", "after");
    }

    @Test
    void afterASilenceOfAwsTheGapIsToldAndNothingIsToldTwice() {
        // Given
        var reader = new Reader();
        tail.follow(SOURCE, now(), reader);
        write("a1", "before");
        beat();

        // When
        write("a1", "unseen");
        world.advance(Duration.ofMinutes(9));
        write("a1", "after");
        beat();

        // Then
        assertThat(reader.texts()).containsExactly("before", "after");
        assertThat(reader.missed).hasSize(1);
    }

    @Test
    void aCursorOfNextYearHoldsNobodyUp() {
        // Given
        tail.follow(SOURCE, Cursor.at(world.clock().instant().plus(Duration.ofDays(365))), new Reader());
        var reader = new Reader();
        tail.follow(SOURCE, now(), reader);

        // When
        write("a1", "today");
        beat();

        // Then
        assertThat(reader.texts()).containsExactly("today");
        assertThat(reader.missed).isEmpty();
    }

    @Test
    void whoBeginsToFollowWhileThePageIsReadLosesNothing() {
        // Given
        var reader = new Reader();
        var after = now();
        write("a1", "while it is read");
        world.dispatch().watch(call -> {
            if (calls.size() == 1) {
                tail.follow(SOURCE, after, reader);
            }
        });

        // When
        tail.newest(SOURCE, 10);
        beat();

        // Then
        assertThat(reader.texts()).containsExactly("while it is read");
    }

    @Test
    void whatStandsBeforeAPageInItsFirstMillisecondIsNotToldAsNew() {
        // Given
        IntStream.range(0, 30).forEach(i -> write("a1", "old " + i));
        var page = tail.newest(SOURCE, 10);
        var reader = new Reader();
        tail.follow(SOURCE, page.lines().getLast().cursor(), reader);

        // When
        write("a1", "new");
        beat();

        // Then
        assertThat(page.lines()).extracting(LogTail.Line::text).first().isEqualTo("old 20");
        assertThat(reader.texts()).containsExactly("new");
    }

    @Test
    void aPageThatIsOpenedAfterABurstIsNotToldOfItsBeginningAgain() {
        // Given
        IntStream.range(0, 600).forEach(i -> write("a1", "burst " + i));
        world.advance(Duration.ofSeconds(20));
        var page = tail.newest(SOURCE, 500);
        var reader = new Reader();

        // When
        tail.follow(SOURCE, quiet(), reader);
        write("a1", "late", Duration.ofSeconds(12));
        beat();

        // Then
        assertThat(page.lines()).hasSize(500);
        assertThat(reader.texts()).containsExactly("late");
    }
}
