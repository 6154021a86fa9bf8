package no.dotkom.portal;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Which test proves which row of security.md, and what none proves yet. {@code evidence.tsv} is written by hand; this
 * holds it to the tests that there are, and {@code docs/security-evidence.md} to it.
 */
class SecurityEvidenceTest {
    private static final Path DOCUMENT = Path.of("docs", "security-evidence.md");
    private static final Path GENERATED = Path.of("target", "security-evidence.md");

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
        static Row of(String line) {
            var parts = line.split("\t", -1);
            assertThat(parts).as(line).hasSize(4);
            var tests = parts[2].isBlank() ? List.<String>of() : List.of(parts[2].split(" "));
            return new Row(parts[0], parts[1], tests, parts[3]);
        }

        String kind() {
            return id.substring(0, 1);
        }

        String state() {
            return tests.isEmpty() ? "no" : missing.isEmpty() ? "yes" : "in part";
        }

        String markdown() {
            var named = tests.stream()
                    .map(test -> "`" + test.replace('#', '.') + "`")
                    .toList();
            return "| %s | %s | %s | %s |".formatted(id, title, String.join(", ", named), missing);
        }
    }

    private static List<Row> rows() throws IOException {
        try (var file = SecurityEvidenceTest.class.getResourceAsStream("/security/evidence.tsv")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(Row::of)
                    .toList();
        }
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
        var tests = tests();
        for (var row : rows()) {
            assertThat(tests).as(row.id()).containsAll(row.tests());
            assertThat(row.title()).as(row.id()).isNotBlank();
            if (row.tests().isEmpty()) {
                assertThat(row.missing()).as(row.id()).isNotBlank();
            }
        }
    }

    /** All of ours, as {@code Class#method}. */
    private static Set<String> tests() throws IOException {
        var root = Path.of("target", "test-classes");
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.toString().matches(".*(Test|IT|E2E)\\.class"))
                    .map(file -> root.relativize(file).toString())
                    .map(file -> file.substring(0, file.length() - 6).replace('/', '.'))
                    .flatMap(SecurityEvidenceTest::testsOf)
                    .collect(toSet());
        }
    }

    private static Stream<String> testsOf(String name) {
        try {
            var type = Class.forName(name, false, SecurityEvidenceTest.class.getClassLoader());
            return Stream.of(type.getDeclaredMethods())
                    .filter(method -> AnnotationSupport.isAnnotated(method, Testable.class))
                    .map(method -> type.getSimpleName() + "#" + method.getName());
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void theDocumentTellsIt() throws IOException {
        var text = document();
        Files.writeString(GENERATED, text);
        assertThat(DOCUMENT)
                .as("%s is not what evidence.tsv says: cp %s %s", DOCUMENT, GENERATED, DOCUMENT)
                .content()
                .isEqualTo(text);
    }

    private static String document() throws IOException {
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
        return String.join("\n", lines) + "\n";
    }
}
