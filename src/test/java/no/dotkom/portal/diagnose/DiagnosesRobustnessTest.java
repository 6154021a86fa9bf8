package no.dotkom.portal.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts come from outside: no text may throw, or cost more than a page has time for. */
@Tag("alone")
class DiagnosesRobustnessTest {
    private static final List<String> KINDS = List.of(
            "stoppedReason",
            "containerReason",
            "event",
            "deployment",
            "serviceDeployment",
            "ebEvent",
            "target",
            "health",
            "runTaskFailure",
            "node",
            "managedAgent",
            "api",
            "acm",
            "dns",
            "rule",
            "log");
    private static final long MOST_MILLIS = 50;

    static Stream<String> hostile() {
        var million = 1 << 20;
        return Stream.of(
                "a".repeat(million),
                "a\n".repeat(million / 2),
                "12:00:00 listening on port 1\n".repeat(million / 29),
                "A_B\n".repeat(million / 4) + "field required",
                " ".repeat(million),
                "\"".repeat(million),
                "'exec: \"".repeat(million / 8),
                "listening on port ".repeat(million / 18),
                "started in 1 ".repeat(million / 13),
                "invalid env\n".repeat(million / 12),
                "KeyError: 'A_B\n".repeat(million / 15),
                "(service a".repeat(million / 10),
                "server started on a:".repeat(million / 20),
                "resolve ref a/".repeat(million / 14),
                "A_".repeat(million / 2) + " is not set",
                "http://a.b/v2/".repeat(million / 14),
                "connect to a://b".repeat(million / 16),
                "*.".repeat(million / 2),
                "'*.".repeat(million / 3),
                "\0\1\2\u001b[31m\u202e\ufeff\r\n\t",
                "\ud800 lone surrogate \udc00",
                "{name} {0} %s ${jndi:x} <script>",
                "exit code 99999999999999999999",
                "codes: [999999999999]",
                "[99999999999999999999]",
                "0.0.0.0:99999",
                ".");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void noTextThrowsOrTakesLong(String text) {
        for (var kind : KINDS) {
            // Given
            var row = row(kind, text);
            Diagnoses.of(RowEvidence.of(row));

            // When
            var began = System.nanoTime();
            var diagnoses = Diagnoses.of(RowEvidence.of(row));
            var millis = (System.nanoTime() - began) / 1_000_000;

            // Then
            assertThat(diagnoses).as(kind).isNotNull();
            // One slow run is the machine's; three are the text's.
            assertThat(millis < MOST_MILLIS || fastest(row) < MOST_MILLIS)
                    .as("%s took %d ms", kind, millis)
                    .isTrue();
        }
    }

    private static long fastest(AwsString row) {
        var best = Long.MAX_VALUE;
        for (var i = 0; i < 3; i++) {
            var evidence = RowEvidence.of(row);
            var began = System.nanoTime();
            Diagnoses.of(evidence);
            best = Math.min(best, (System.nanoTime() - began) / 1_000_000);
        }
        return best;
    }

    private static AwsString row(String kind, String text) {
        return new AwsString(
                "x",
                kind,
                text,
                Map.of("exitCode", "1", "wanted", "a.b", "targetReason", "Target.Timeout"),
                "UNK-0",
                List.of(),
                "",
                "");
    }

    @Test
    void randomBytesAreToldWithoutAGap() {
        // Given
        var random = new Random(42);
        var told = 0;

        for (var i = 0; i < 2_000; i++) {
            var bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);
            var text = new String(bytes, i % 2 == 0 ? StandardCharsets.UTF_8 : StandardCharsets.UTF_16);

            // When
            var diagnoses = Diagnoses.of(RowEvidence.of(row(KINDS.get(i % KINDS.size()), text)));

            // Then
            told += diagnoses.size();
            assertThat(diagnoses).allSatisfy(DiagnosesRobustnessTest::whole);
        }
        // What no rule knows is told as it was said.
        assertThat(told).isGreaterThan(1_000);
    }

    /** A cut may take the cause away, but what is told then is a whole sentence about words that were said. */
    @Test
    void realTextsCutAnywhereAreToldWithoutAGap() {
        // Given
        var rows = AwsString.all("aws-strings.tsv");
        var kept = 0;
        var cuts = 0;

        for (var row : rows) {
            for (var end = row.text().length(); end > 0; end -= 7) {
                // When
                var cut = row.saying(row.text().substring(0, end));
                var diagnoses = Diagnoses.of(RowEvidence.of(cut));

                // Then
                assertThat(diagnoses).allSatisfy(DiagnosesRobustnessTest::whole);
                kept += row.accepts(RowEvidence.first(cut)) ? 1 : 0;
                cuts++;
            }
        }
        assertThat(kept).isGreaterThan(cuts / 3);
    }

    private static void whole(Diagnosis diagnosis) {
        assertThat(Told.whole(diagnosis))
                .allSatisfy(sentence -> assertThat(sentence).isNotBlank().doesNotContainPattern("word\\.[a-z]+[A-Z]"));
        assertThat(Told.gaps(diagnosis)).isEmpty();
        assertThat(diagnosis.pieces()).isNotEmpty();
        assertThat(diagnosis.remedies()).isNotEmpty();
    }

    @Test
    void theSameEvidenceGivesTheSameAnswer() {
        // Given
        var rows = AwsString.all("aws-strings.tsv");

        // When
        var first = rows.stream().map(RowEvidence::of).map(Diagnoses::of).toList();
        var again = rows.stream().map(RowEvidence::of).map(Diagnoses::of).toList();

        // Then
        assertThat(again).isEqualTo(first);
        assertThat(first.stream().filter(each -> !each.isEmpty())).hasSizeGreaterThan(180);
    }
}
