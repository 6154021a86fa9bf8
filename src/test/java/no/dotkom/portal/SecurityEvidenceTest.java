package no.dotkom.portal;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Which test proves which row of security.md, and what none proves yet. {@code evidence.tsv} is written by hand; this
 * holds it to the tests that there are, and {@code docs/security-evidence.md} to it.
 */
class SecurityEvidenceTest {
    /** Rows of security.md by their letter, and how many there are. */
    private static final Map<String, Integer> ROWS = new TreeMap<>(Map.of("P", 50, "S", 43, "A", 43));

    private static final Map<String, String> TITLES = Map.of(
            "S",
            "Threats to the portal",
            "P",
            "What happened to peers",
            "A",
            "OWASP ASVS 5.0, Level 2 and three of Level 3");

    private record Row(String id, String title, List<String> tests, String missing) {
        static Row of(List<String> line) {
            return new Row(line.get(0), line.get(1), Evidence.words(line.get(2)), line.get(3));
        }

        String kind() {
            return id.substring(0, 1);
        }

        String state() {
            return tests.isEmpty() ? "no" : missing.isEmpty() ? "yes" : "in part";
        }

        String markdown() {
            return "| %s | %s | %s | %s |".formatted(id, title, Evidence.told(tests), missing);
        }
    }

    private static List<Row> rows() throws IOException {
        return Evidence.lines("evidence.tsv", 4).stream().map(Row::of).toList();
    }

    @Test
    void everyRowStandsThereOnce() throws IOException {
        var expected = ROWS.entrySet().stream()
                .flatMap(kind -> IntStream.rangeClosed(1, kind.getValue())
                        .mapToObj(number -> "%s%02d".formatted(kind.getKey(), number)))
                .toList();
        assertThat(rows()).extracting(Row::id).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void everyNamedTestIsThereAndWhatIsNotProvenSaysSo() throws IOException {
        var tests = Evidence.tests();
        for (var row : rows()) {
            assertThat(tests).as(row.id()).containsAll(row.tests());
            assertThat(row.title()).as(row.id()).isNotBlank();
            if (row.tests().isEmpty()) {
                assertThat(row.missing()).as(row.id()).isNotBlank();
            }
        }
    }

    @Test
    void theDocumentTellsIt() throws IOException {
        Evidence.assertTold("security-evidence.md", "evidence.tsv", document());
    }

    private static List<String> document() throws IOException {
        var byKind = rows().stream().collect(groupingBy(Row::kind));
        var lines = new ArrayList<String>();
        lines.add("# Security: what is proven, and by which test");
        lines.add(
                "Generated from `src/test/resources/security/evidence.tsv` by `SecurityEvidenceTest`, which fails when a"
                        + " row or a test is missing. *Missing* is what no test proves yet.");
        lines.add("");
        lines.add("Residual risks, which no test removes: applications share the kernel and the network of their nodes;"
                + " platform admins and the identity provider are trusted.");
        for (var kind : List.of("S", "P", "A")) {
            var rows = Objects.requireNonNull(byKind.get(kind));
            var states = rows.stream().collect(groupingBy(Row::state, counting()));
            lines.add("");
            lines.add("## " + TITLES.get(kind));
            lines.add("Proven: %d of %d. In part: %d. Not yet: %d."
                    .formatted(
                            states.getOrDefault("yes", 0L),
                            rows.size(),
                            states.getOrDefault("in part", 0L),
                            states.getOrDefault("no", 0L)));
            lines.add("");
            lines.add("| Row | What | Tests | Missing |");
            lines.add("|---|---|---|---|");
            rows.forEach(row -> lines.add(row.markdown()));
        }
        return lines;
    }
}
