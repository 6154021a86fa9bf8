package no.dotkom.portal;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each requirement of OWASP ASVS 5.0.0, Level 1 and 2: which test proves it, or why none does. {@code asvs.tsv} is
 * written by hand; this holds it to the tests that there are, and {@code docs/asvs.md} to it.
 */
class AsvsTest {
    /**
     * A chapter of the standard.
     *
     * @param first how many requirements of Level 1 it has
     * @param second how many of Level 2
     */
    private record Chapter(int number, String name, int first, int second) {}

    /** Counted in the table that OWASP publishes with 5.0.0. */
    private static final List<Chapter> CHAPTERS = List.of(
            new Chapter(1, "Encoding and sanitization", 8, 19),
            new Chapter(2, "Validation and business logic", 4, 7),
            new Chapter(3, "Web frontend", 8, 11),
            new Chapter(4, "API and web service", 2, 8),
            new Chapter(5, "Files", 4, 5),
            new Chapter(6, "Authentication", 13, 22),
            new Chapter(7, "Sessions", 6, 12),
            new Chapter(8, "Authorization", 4, 3),
            new Chapter(9, "Self-contained tokens", 4, 3),
            new Chapter(10, "OAuth and OpenID Connect", 5, 24),
            new Chapter(11, "Cryptography", 3, 11),
            new Chapter(12, "Secure communication", 3, 6),
            new Chapter(13, "Configuration", 1, 12),
            new Chapter(14, "Data protection", 2, 7),
            new Chapter(15, "Secure coding and architecture", 3, 10),
            new Chapter(16, "Logging and error handling", 0, 16),
            new Chapter(17, "WebRTC", 0, 7));

    /** What became of a requirement; a reason begins with the words of its state. */
    private enum State {
        PROVEN(""),
        IN_PART(""),
        NOT_APPLICABLE("Does not apply: "),
        NOT_YET("Not yet: ");

        private final String words;

        State(String words) {
            this.words = words;
        }

        static State of(List<String> tests, String why) {
            if (!tests.isEmpty()) {
                return why.isEmpty() ? PROVEN : IN_PART;
            }
            return why.startsWith(NOT_YET.words) ? NOT_YET : NOT_APPLICABLE;
        }

        boolean begins(String why) {
            return Stream.of(NOT_APPLICABLE, NOT_YET).allMatch(other -> why.startsWith(other.words) == (other == this));
        }
    }

    /**
     * One requirement.
     *
     * @param rows of evidence.tsv, where more is told
     * @param why it does not apply, or what is missing
     */
    private record Requirement(String id, int level, String title, List<String> tests, List<String> rows, String why) {
        static Requirement of(List<String> line) {
            return new Requirement(
                    line.get(0),
                    Integer.parseInt(line.get(1)),
                    line.get(2),
                    Evidence.words(line.get(3)),
                    Evidence.words(line.get(4)),
                    line.get(5));
        }

        int chapter() {
            return part(0);
        }

        int part(int place) {
            return Integer.parseInt(id.split("\\.", -1)[place]);
        }

        State state() {
            return State.of(tests, why);
        }

        String markdown() {
            var proof = Stream.of(Evidence.told(tests), rows.isEmpty() ? "" : "(" + String.join(", ", rows) + ")")
                    .filter(told -> !told.isEmpty())
                    .toList();
            return "| %s | %d | %s | %s | %s |".formatted(id, level, title, String.join(" ", proof), why);
        }
    }

    private static List<Requirement> requirements() throws IOException {
        return Evidence.lines("asvs.tsv", 6).stream().map(Requirement::of).toList();
    }

    @Test
    void everyRequirementStandsThereOnceAndInOrder() throws IOException {
        var requirements = requirements();
        assertThat(requirements)
                .extracting(Requirement::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[1-9]\\d?\\.[1-9]\\d?\\.[1-9]\\d?"));
        assertThat(requirements)
                .isSortedAccordingTo(Comparator.comparingInt(Requirement::chapter)
                        .thenComparingInt(each -> each.part(1))
                        .thenComparingInt(each -> each.part(2)));
        assertThat(CHAPTERS).allSatisfy(chapter -> {
            assertThat(count(requirements, chapter, 1)).as(chapter.name()).isEqualTo(chapter.first());
            assertThat(count(requirements, chapter, 2)).as(chapter.name()).isEqualTo(chapter.second());
        });
        assertThat(requirements).hasSize(253);
    }

    private static int count(List<Requirement> requirements, Chapter chapter, int level) {
        return Math.toIntExact(requirements.stream()
                .filter(each -> each.chapter() == chapter.number() && each.level() == level)
                .count());
    }

    @Test
    void eachHasATestThatIsThereOrAReason() throws IOException {
        var tests = Evidence.tests();
        var rows =
                Evidence.lines("evidence.tsv", 4).stream().map(List::getFirst).collect(toSet());
        assertThat(requirements()).allSatisfy(each -> {
            assertThat(tests).as(each.id()).containsAll(each.tests());
            assertThat(rows).as(each.id()).containsAll(each.rows());
            assertThat(each.title()).as(each.id()).isNotBlank().hasSizeLessThanOrEqualTo(90);
            assertThat(each.state().begins(each.why()))
                    .as("%s: %s", each.id(), each.why())
                    .isTrue();
        });
    }

    @Test
    void theDocumentTellsIt() throws IOException {
        Evidence.assertTold("asvs.md", "asvs.tsv", document());
    }

    private static List<String> document() throws IOException {
        var requirements = requirements();
        var lines = new ArrayList<String>();
        lines.add("# OWASP ASVS 5.0.0, Level 1 and 2: what is proven, and by which test");
        lines.add(
                "The portal is tested against OWASP ASVS 5.0.0, Level 2: each of its 253 requirements of Level 1 and 2"
                        + " (70 and 183) has a line here, with the tests that prove it, or why it does not apply, or what is"
                        + " missing. While a line says *Not yet*, or what is missing, Level 2 is what the portal is tested"
                        + " against and not what it meets. Residual risks, which no test removes, stand in"
                        + " [security-evidence.md](security-evidence.md).");
        lines.add("");
        lines.add(
                "Generated from `src/test/resources/security/asvs.tsv` by `AsvsTest`, which fails when a requirement, a"
                        + " test or a reason is missing. *What* is in our own words: the standard's count. Rows in brackets"
                        + " (A07, S17) are those of security-evidence.md, which tells more. A test shows what it tries, not that"
                        + " nothing else is wrong.");
        lines.add("");
        lines.addAll(counts(requirements));
        for (var chapter : CHAPTERS) {
            lines.add("");
            lines.add("## %d. %s".formatted(chapter.number(), chapter.name()));
            lines.add("| Id | L | What | Proof | Missing or why not |");
            lines.add("|---|---|---|---|---|");
            of(requirements, chapter).map(Requirement::markdown).forEach(lines::add);
        }
        return lines;
    }

    private static Stream<Requirement> of(List<Requirement> requirements, Chapter chapter) {
        return requirements.stream().filter(each -> each.chapter() == chapter.number());
    }

    private static List<String> counts(List<Requirement> requirements) {
        var lines = new ArrayList<String>();
        lines.add("| Chapter | L1 | L2 | Proven | In part | Does not apply | Not yet |");
        lines.add("|---|---|---|---|---|---|---|");
        for (var chapter : CHAPTERS) {
            var name = "%d. %s".formatted(chapter.number(), chapter.name());
            lines.add(count(name, of(requirements, chapter).toList()));
        }
        lines.add(count("All", requirements));
        return lines;
    }

    private static String count(String name, List<Requirement> of) {
        var levels = of.stream().collect(groupingBy(Requirement::level, counting()));
        var states = of.stream().collect(groupingBy(Requirement::state, counting()));
        var numbers = Stream.concat(
                Stream.of(1, 2).map(level -> levels.getOrDefault(level, 0L)),
                Arrays.stream(State.values()).map(state -> states.getOrDefault(state, 0L)));
        return "| %s | %s |"
                .formatted(name, String.join(" | ", numbers.map(String::valueOf).toList()));
    }
}
