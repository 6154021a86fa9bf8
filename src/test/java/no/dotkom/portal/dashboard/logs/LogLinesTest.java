package no.dotkom.portal.dashboard.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import no.dotkom.portal.dashboard.Sentence;
import no.dotkom.portal.dashboard.port.Cursor;
import no.dotkom.portal.dashboard.port.LogTail;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a line says, and how it is shown. */
@Tag("alone")
class LogLinesTest {
    private static final long NOON = Instant.parse("2026-11-22T11:00:00Z").toEpochMilli();

    private static LogTail.Line raw(long at, String task, String text) {
        return new LogTail.Line(new Cursor(at, "%056d".formatted(at)), task, text);
    }

    private static LogEntry line(long at, String task, String text) {
        return LogEntry.of(raw(at, task, text));
    }

    private static LogEntry line(String text) {
        return line(NOON, "7f3a", text);
    }

    @Test
    void cursorsStandInOrderOfTimeThenId() {
        var first = new Cursor(5, "a");
        assertThat(List.of(new Cursor(6, ""), new Cursor(5, "b"), first, new Cursor(5, "")).stream()
                        .sorted())
                .containsExactly(new Cursor(5, ""), first, new Cursor(5, "b"), new Cursor(6, ""));
        assertThat(Cursor.parse(first.text())).contains(first);
        assertThat(Cursor.parse("5.a\nid: 7")).isEmpty();
        assertThat(Cursor.parse("-5.a")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"level\":\"warn\",\"msg\":\"x\"}|WARN",
                "{\"severity\":\"ERROR\"}|ERROR",
                "{\"log.level\":\"debug\"}|DEBUG",
                "{\"log\":{\"level\":\"info\"}}|INFO",
                "{\"level\":30,\"msg\":\"pino\"}|INFO",
                "{\"level\":50}|ERROR",
                "{\"level\":4}|WARN",
                "{\"msg\":\"ERROR in the text\"}|",
                "{not json ERROR|",
                "ERROR it broke|ERROR",
                "error: it broke|ERROR",
                "WARN  cache|WARN",
                "[info] started|INFO",
                "2026-11-22 12:00:00 [DEBUG] x|DEBUG",
                "time=x level=warn msg=y|WARN",
                "2026-11-22T11:00:00Z FATAL heap|ERROR",
                "INFO or ERROR is what it prints|INFO",
                "it says INFO or ERROR|",
                "GET /ERROR/page 200|",
                "TypeError: Cannot read|ERROR",
                "java.lang.IllegalStateException: no|ERROR",
                "information about errors|",
                "prerendered 128 pages|",
            })
    void theLevelIsWhatALinePlainlySays(String text, String level) {
        assertThat(Level.of(text)).isEqualTo(level == null ? null : Level.valueOf(level));
    }

    @Test
    void onlyColoursAreLeftOfEscapes() {
        var hostile =
                "a\u001b[31mred\u001b[0m \u001b]8;;http://x\u0007link\u001b]8;;\u001b\\ \u001b[2J\u001b[?25l\u001bc"
                        + "\u001bPq\u001b\\ \u009b31mx \u0000\u0007\u0008\u007f \u001b]52;c;aGk=";
        var cleaned = LogText.clean(hostile);
        assertThat(cleaned).isEqualTo("a\u001b[31mred\u001b[0m link  x ␀␇␈␡ ");
        assertThat(LogText.plain(cleaned)).isEqualTo("ared link  x ␀␇␈␡ ");
        assertThat(LogText.clean("\u001b[31")).doesNotContain("\u001b");
        assertThat(LogText.clean("half\u001b[31\u001b[1m")).isEqualTo("half\u001b[1m");
    }

    @Test
    void noEscapeTakesLong() {
        var text = "\u001b]".repeat(8_000) + "\u001b[" + "1;".repeat(4_000);
        var begun = System.nanoTime();
        LogText.clean(text);
        assertThat(System.nanoTime() - begun).isLessThan(2_000_000_000L);
    }

    @Test
    void aLineOfManyReturnsTakesNoTime() {
        // Given
        var hostile = ("\r".repeat(16_000) + "x").repeat(4) + "\r\r\n";

        // When
        var begun = System.nanoTime();
        var cleaned = LogText.clean(hostile);

        // Then
        assertThat(System.nanoTime() - begun).isLessThan(300_000_000L);
        assertThat(cleaned).endsWith("␍x").hasSize(64_004);
    }

    @Test
    void coloursBecomeOneOfSixteenAndBold() {
        var spans =
                line("\u001b[1;31mred\u001b[22m \u001b[38;5;196mindexed\u001b[38;2;0;0;250mtrue\u001b[48;5;1m\u001b[94mbright\u001b[mnone")
                        .spans();
        assertThat(spans)
                .extracting(Colours.Span::style)
                .containsExactly("ab an-1", "an-1", "an-9", "an-4", "an-12", null);
    }

    @Test
    void whatIsLookedForIsMarkedAcrossColours() {
        var query = LogQuery.of("time", List.of(), List.of());
        var spans = line("a \u001b[31mti\u001b[32mme\u001b[0mout").marked(query).spans();
        assertThat(spans.stream().filter(Colours.Span::marked).map(Colours.Span::text))
                .containsExactly("ti", "me");
        assertThat(String.join("", spans.stream().map(Colours.Span::text).toList()))
                .isEqualTo("a timeout");
    }

    @Test
    void aTraceIsFoldedThoughAnotherTaskWritesBetween() {
        var rows = LogRow.of(
                List.of(
                        line(NOON, "a", "Traceback (most recent call last):"),
                        line(NOON + 1, "b", "GET /"),
                        line(NOON + 2, "a", "  File \"main.py\", line 7"),
                        line(NOON + 3, "a", "    connect()"),
                        line(NOON + 4, "a", "KeyError: 'X'"),
                        line(NOON + 5_000, "a", "\tlate")),
                List.of(),
                ZoneOffset.UTC);
        assertThat(rows).hasSize(4);
        assertThat(((LogRow.Lines) rows.getFirst()).rest()).hasSize(2);
    }

    @Test
    void anEventOfSeveralLinesIsFolded() {
        var rows = LogRow.of(List.of(line("first\nsecond\nthird")), List.of(), ZoneOffset.UTC);
        assertThat(rows).singleElement().isInstanceOfSatisfying(LogRow.Lines.class, lines -> {
            assertThat(lines.head().text()).isEqualTo("first");
            assertThat(lines.rest()).hasSize(2);
        });
    }

    @Test
    void whatHappenedAndANewDayStandAtTheirTime() {
        var midnight = Instant.parse("2026-11-23T00:00:00Z").toEpochMilli();
        var sign = new Sign("v2", Instant.ofEpochMilli(NOON + 5), "info", Sentence.of("x"));
        var early = new Sign("v1", Instant.ofEpochMilli(NOON - 5), "info", Sentence.of("x"));
        var rows = LogRow.of(
                List.of(line(NOON, "a", "one"), line(NOON + 9, "a", "two"), line(midnight + 1, "a", "three")),
                List.of(early, sign),
                ZoneOffset.UTC);
        assertThat(rows).extracting(LogRow::kind).containsExactly("lines", "sign", "lines", "day", "lines");
    }

    @Test
    void aQueryIsAllOfItsTerms() {
        var query = LogQuery.of("\"not found\" -health level:warn task:7f /grade(s|r)/i", List.of(), List.of());
        assertThat(query.matches(line("WARN GRADES not found"))).isTrue();
        assertThat(query.matches(line("WARN GRADES not  found"))).isFalse();
        assertThat(query.matches(line("WARN grades not found /health"))).isFalse();
        assertThat(query.matches(line("ERROR grades not found"))).isFalse();
        assertThat(query.matches(line(NOON, "c081", "WARN grades not found"))).isFalse();
        assertThat(LogQuery.of(" ", List.of("bogus"), List.of("../x")).isEmpty())
                .isTrue();
        assertThat(LogQuery.of("-level:info", List.of(), List.of()).matches(line("INFO x")))
                .isFalse();
        assertThat(LogQuery.of("-", List.of(), List.of()).matches(line("a - b")))
                .isTrue();
    }

    @Test
    void noExpressionHoldsTheServer() {
        var text = line("a".repeat(10_000) + "b");
        for (var evil : List.of("/(a+)+$/", "/(a|aa)*c/", "/(.*)*x/", "/(a|b|ab)*$x/")) {
            var query = LogQuery.of(evil, List.of(), List.of());
            var begun = System.nanoTime();
            try {
                query.matches(text);
            } catch (LogQuery.Unsearchable refused) {
                assertThat(refused.key()).isEqualTo("dashboard.logs.search.hard");
            }
            assertThat(System.nanoTime() - begun).as(evil).isLessThan(2_000_000_000L);
        }
        assertThatThrownBy(() -> LogQuery.of("/(/", List.of(), List.of())).isInstanceOf(LogQuery.Unsearchable.class);
    }

    @Test
    void anExpressionServesAStreamForAsLongAsItLives() {
        // Given
        var query = LogQuery.of("/[0-9]+ ms$/", List.of(), List.of());
        var line = line("slow ".repeat(3_000) + " 7 ms");

        // Then
        for (int i = 0; i < 15_000; i++) {
            assertThat(query.matches(line)).isTrue();
        }
    }

    @Test
    void anExpressionThatLooksAtALineOverAndOverIsNoMischief() {
        var query = LogQuery.of("/.*never/", List.of(), List.of());
        var line = line("a line of some length, ".repeat(30));
        for (int i = 0; i < 100; i++) {
            assertThat(query.matches(line)).isFalse();
        }
    }

    @Test
    void aFullQueueDropsTheOldestAndCountsThem() throws InterruptedException {
        // Given
        var queue = new LineQueue();
        queue.lines(IntStream.range(0, 2_500)
                .mapToObj(i -> raw(NOON + i, "a", "line " + i))
                .toList());

        // When
        var items = queue.take(0);

        // Then
        assertThat(items).hasSize(2_001);
        assertThat(items.getFirst()).isInstanceOfSatisfying(LineQueue.Item.Missed.class, gap -> {
            assertThat(gap.count()).isEqualTo(500);
            assertThat(gap.after().isBefore(raw(NOON, "a", "").cursor())).isTrue();
            assertThat(gap.before().isAfter(raw(NOON + 499, "a", "").cursor())).isTrue();
            assertThat(gap.before().isBefore(raw(NOON + 500, "a", "").cursor())).isTrue();
        });
        assertThat(queue.take(0)).isEmpty();
    }

    @Test
    void aQueueHoldsAMegabyteAtMost() throws InterruptedException {
        var queue = new LineQueue();
        queue.lines(IntStream.range(0, 200)
                .mapToObj(i -> raw(NOON + i, "a", "å".repeat(10_000)))
                .toList());
        assertThat(queue.take(0)).hasSizeBetween(50, 54);
    }
}
