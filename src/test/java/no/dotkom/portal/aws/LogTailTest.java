package no.dotkom.portal.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import no.dotkom.portal.dashboard.port.Cursor;
import no.dotkom.portal.dashboard.port.LogTail;
import org.junit.jupiter.api.Test;

/** Following a log: what is told, how often AWS is asked, and what a cut costs. */
class LogTailTest extends LogInAWorld {
    @Test
    void newLinesAreToldInOrderAndOnce() {
        // Given
        var reader = new Reader();
        var after = now();
        write("b2", "second", Duration.ofMillis(-2));
        write("a1", "first");
        tail.follow(SOURCE, after, reader);

        // When
        world.advance(Duration.ofMillis(500));
        write("a1", "third");
        IntStream.range(0, 10).forEach(i -> beat());

        // Then
        assertThat(reader.texts()).containsExactly("first", "second", "third");
        assertThat(reader.missed).isEmpty();
    }

    @Test
    void aLateLineIsToldWithItsOwnTime() {
        // Given
        var reader = new Reader();
        tail.follow(SOURCE, quiet(), reader);
        beat();
        write("a1", "on time");
        beat();

        // When
        write("b2", "late", Duration.ofSeconds(12));
        beat();

        // Then
        assertThat(reader.texts()).containsExactly("on time", "late");
        assertThat(reader.lines.get(1).cursor()).isLessThan(reader.lines.get(0).cursor());
    }

    @Test
    void aNodeWhoseClockIsBehindIsFollowedAllTheSame() {
        // Given
        var reader = new Reader();
        write("a1", "0", Duration.ofSeconds(60));
        tail.newest(SOURCE, 500);
        tail.follow(SOURCE, now(), reader);

        // When
        for (int i = 1; i <= 5; i++) {
            write("a1", "" + i, Duration.ofSeconds(60));
            beat();
        }

        // Then
        assertThat(reader.texts()).contains("1", "2", "3", "4", "5").doesNotHaveDuplicates();
    }

    @Test
    void aHundredViewersCostTheCallsOfOne() {
        // Given
        write("a1", "first");
        var readers = IntStream.range(0, 100).mapToObj(i -> new Reader()).toList();

        // When
        readers.forEach(reader -> {
            var page = tail.newest(SOURCE, 500);
            tail.follow(SOURCE, page.lines().getLast().cursor(), reader);
        });
        var opening = calls.size();
        calls.clear();
        IntStream.range(0, 30).forEach(i -> {
            write("a1", "line " + i);
            beat();
        });

        // Then
        assertThat(opening).isLessThanOrEqualTo(8);
        assertThat(calls).hasSize(30).containsOnly("FilterLogEvents");
        assertThat(readers)
                .allSatisfy(reader -> assertThat(reader.texts())
                        .containsExactlyElementsOf(IntStream.range(0, 30)
                                .mapToObj(i -> "line " + i)
                                .toList()));
    }

    @Test
    void nobodyLooksNothingIsAsked() {
        // Given
        var subscription = tail.follow(SOURCE, now(), new Reader());
        beat();

        // When
        subscription.close();
        beat();
        calls.clear();
        IntStream.range(0, 5).forEach(i -> beat());

        // Then
        assertThat(calls).isEmpty();
        assertThat(beats).hasSize(1);
        world.advance(AwsLogTail.REMEMBERED);
        beat();
        assertThat(beats).isEmpty();
    }

    @Test
    void aThousandCutsLoseNoLineAndDoubleNone() {
        // Given
        var random = new SplittableRandom(42);
        var had = new ArrayList<String>();
        write("a1", "begin");
        var page = tail.newest(SOURCE, 500);
        var at = page.lines().getLast().cursor();
        var written = new ArrayList<String>();

        // When
        for (int cut = 0; cut < 1_000; cut++) {
            var reader = new Reader();
            var subscription = tail.follow(SOURCE, at, reader);
            for (int i = random.nextInt(4); i > 0; i--) {
                var text = cut + "/" + i;
                written.add(text);
                write("a" + random.nextInt(3), text, Duration.ofMillis(random.nextInt(12_000)));
            }
            if (random.nextInt(3) > 0) {
                beat();
            }
            // The connection breaks at any line of what was on its way.
            var arrived = reader.lines.subList(0, random.nextInt(reader.lines.size() + 1));
            for (var line : arrived) {
                had.add(line.text());
                at = line.cursor();
            }
            subscription.close();
            assertThat(reader.missed).isEmpty();
        }
        var reader = new Reader();
        tail.follow(SOURCE, at, reader);
        beat();
        had.addAll(reader.texts());

        // Then
        assertThat(had).hasSizeGreaterThan(1_000).containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void anotherPortalSendsALittleAgainAndWhoDropsKnownIdsLosesNothing() {
        // Given
        var first = new Reader();
        var subscription = tail.follow(SOURCE, now(), first);
        write("a1", "one");
        beat();
        subscription.close();
        write("b2", "late while cut", Duration.ofSeconds(5));
        write("a1", "two");

        // When
        tail = tail();
        var second = new Reader();
        tail.follow(SOURCE, first.lines.getLast().cursor(), second);
        beat();

        // Then
        var known = new LinkedHashSet<Cursor>();
        first.lines.forEach(line -> known.add(line.cursor()));
        var fresh =
                second.lines.stream().filter(line -> known.add(line.cursor())).toList();
        assertThat(fresh).extracting(LogTail.Line::text).containsExactly("late while cut", "two");
        assertThat(second.missed).isEmpty();
    }

    @Test
    void halfAMegabyteASecondIsFollowedWithoutAGap() {
        // Given
        var reader = new Reader();
        tail.follow(SOURCE, now(), reader);
        beat();

        // When
        for (int second = 0; second < 30; second += 2) {
            for (int i = 0; i < 100; i++) {
                write("a1", second + "/" + i + " " + "x".repeat(10_000));
            }
            beat();
        }

        // Then
        assertThat(reader.missed).isEmpty();
        assertThat(reader.lines).hasSize(1_500).doesNotHaveDuplicates();
    }
}
