package no.dotkom.portal.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import no.dotkom.portal.dashboard.port.Cursor;
import no.dotkom.portal.dashboard.port.LogTail;
import no.dotkom.portal.localaws.LocalAws;
import no.dotkom.portal.localaws.wire.Clients;
import no.dotkom.portal.localaws.wire.TokenBuckets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** The tail of a log against AWS on this machine, in virtual time. */
class LogTailTest {
    private static final String GROUP = "/apps/grades-staging";
    private static final LogTail.Source SOURCE = new LogTail.Source(GROUP, "task/grades-staging/");

    private final LocalAws world = LocalAws.virtual(7);
    private final List<BooleanSupplier> beats = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private LogTail tail = tail();

    /** Somebody who follows and keeps what is told. */
    private static final class Reader implements LogTail.Sink {
        final List<LogTail.Line> lines = new ArrayList<>();
        final List<String> missed = new ArrayList<>();

        @Override
        public void lines(List<LogTail.Line> told) {
            lines.addAll(told);
        }

        @Override
        public void missed(Cursor after, Cursor before, boolean sampled) {
            missed.add(after.text() + " " + before.text() + (sampled ? " sampled" : ""));
        }

        List<String> texts() {
            return lines.stream().map(LogTail.Line::text).toList();
        }
    }

    @BeforeEach
    void makeGroup() {
        world.parts()
                .logs()
                .createLogGroup(software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest.builder()
                        .logGroupName(GROUP)
                        .build());
        world.dispatch().watch(call -> calls.add(call.operation()));
        world.dispatch().plan(new TokenBuckets(world.clock()));
    }

    private LogTail tail() {
        var logs = new LogsCalls(Clients.of(CloudWatchLogsClient.builder(), world.dispatch()));
        return new AwsLogTail(logs, new LogHistory(logs, world.clock(), world::advance), world.clock(), beat -> {
            if (beat.getAsBoolean()) {
                beats.add(beat);
            }
        });
    }

    private void write(String task, String text) {
        write(task, text, Duration.ZERO);
    }

    private void write(String task, String text, Duration late) {
        var at = world.clock().instant().minus(late);
        world.parts().logs().put(GROUP, "task/grades-staging/" + task, at, text);
    }

    /** Two seconds pass, and the poller looks. */
    private void beat() {
        world.advance(Duration.ofSeconds(2));
        beats.removeIf(beat -> !beat.getAsBoolean());
    }

    private Cursor now() {
        return Cursor.at(world.clock().instant());
    }

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
        var slice = tail.backwards(SOURCE, range, 500, line -> true, Duration.ofSeconds(10));

        // Then
        assertThat(slice.lines()).hasSize(500).isSortedAccordingTo(LogHistory.IN_ORDER);
        assertThat(calls.size()).isLessThan(20);
    }

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
        tail.follow(SOURCE, now(), reader);
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
    void whoComesBackLateIsToldWhatIsMissing() {
        // Given
        var reader = new Reader();
        var after = now();
        world.advance(Duration.ofHours(1));

        // When
        tail.follow(SOURCE, after, reader);

        // Then
        assertThat(reader.missed).hasSize(1).first().asString().startsWith(after.text() + " ");
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
        var first = tail.forwards(SOURCE, new LogTail.Range(start, now()), 30, line -> true, Duration.ofSeconds(5));
        var rest = tail.forwards(
                SOURCE, new LogTail.Range(first.reached(), now()), 30, line -> true, Duration.ofSeconds(5));

        // Then
        assertThat(first.complete()).isFalse();
        assertThat(rest.complete()).isTrue();
        assertThat(first.lines().size() + rest.lines().size()).isEqualTo(50);
    }
}
