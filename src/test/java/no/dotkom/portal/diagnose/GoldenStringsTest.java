package no.dotkom.portal.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that AWS, Docker and apps have really printed: each must come to its code, however it is typed or cut. */
class GoldenStringsTest {
    private static final List<String> FILES = List.of("aws-strings.tsv", "more-strings.tsv");
    private static final Pattern SERVICE = Pattern.compile("\\(service [^ )]+\\)");
    private static final Map<String, int[]> FOUND = new TreeMap<>();
    private static final Map<String, int[]> RECOLLECTED = new TreeMap<>();

    static Stream<AwsString> rows() {
        return FILES.stream().flatMap(file -> AwsString.all(file).stream()).flatMap(GoldenStringsTest::forms);
    }

    /** What Docker says ECS shows behind an error name of its own. */
    private static Stream<AwsString> forms(AwsString row) {
        if (!row.kind().equals("docker")) {
            return Stream.of(row);
        }
        var pull = row.expect().startsWith("IMG") || row.expect().startsWith("DISK");
        var name = pull ? "CannotPullContainerError: " : "CannotStartContainerError: ";
        return Stream.of(row, row.as("containerReason").saying(name + row.text()));
    }

    /** Those whose code is not read from the text alone keep it under any typing; a cut may take the cause away. */
    static Stream<AwsString> retyped() {
        return rows().filter(row -> !row.kind().equals("rule"))
                .flatMap(row -> Stream.of(
                        row.saying(row.text().replace("'", "’").replace("\"", "”")),
                        // A log is not retyped by AWS, and the name of a variable is told by its capitals.
                        row.kind().equals("log") ? row : row.saying(row.text().toUpperCase(Locale.ROOT)),
                        row.kind().equals("log") ? row : row.saying(row.text().toLowerCase(Locale.ROOT)),
                        row.saying(row.text() + "."),
                        row.saying(row.text().replace(" ", "  ").replace("\n", "\r\n")),
                        row.saying("  " + row.text() + "\u00a0\n")));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void eachTextComesToItsCode(AwsString row) {
        // Given
        var evidence = RowEvidence.of(row);

        // When
        var first = RowEvidence.first(evidence);

        // Then
        var rates = row.recollected() ? RECOLLECTED : FOUND;
        var rate = rates.computeIfAbsent(row.expect(), _ -> new int[2]);
        rate[0] += row.accepts(first) ? 1 : 0;
        rate[1]++;
        assertThat(row.accepts(first))
                .as("%s came to %s: %s", row, first, row.text())
                .isTrue();
    }

    @AfterAll
    static void tellTheRates() {
        tell("found", FOUND);
        tell("recollected", RECOLLECTED);
    }

    private static void tell(String which, Map<String, int[]> rates) {
        rates.forEach((code, rate) -> System.out.printf("%-12s %-8s %d/%d%n", which, code, rate[0], rate[1]));
        var right = rates.values().stream().mapToInt(rate -> rate[0]).sum();
        var all = rates.values().stream().mapToInt(rate -> rate[1]).sum();
        System.out.printf("%-12s %-8s %d/%d%n", which, "all", right, all);
    }

    @ParameterizedTest
    @MethodSource("retyped")
    void quotesCaseBlanksAndAFullStopChangeNothing(AwsString row) {
        // Given
        var evidence = RowEvidence.of(row);

        // When
        var first = RowEvidence.first(evidence);

        // Then
        assertThat(row.accepts(first))
                .as("%s came to %s: %s", row, first, row.text())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void noSentenceHasAGap(AwsString row) {
        // Given
        var diagnoses = Diagnoses.of(RowEvidence.of(row));

        // Then
        assertThat(diagnoses.isEmpty()).isEqualTo(RowEvidence.first(row).equals("NONE"));
        assertThat(diagnoses).allSatisfy(each -> {
            assertThat(Told.whole(each))
                    .allSatisfy(sentence -> assertThat(sentence)
                            .isNotBlank()
                            .doesNotContainPattern("\\{[a-zA-Z]+}|word\\.[a-z]|PT[0-9]+S| {2}")
                            .doesNotStartWith(" "));
            assertThat(Told.gaps(each)).isEmpty();
            assertThat(each.pieces()).isNotEmpty();
            assertThat(each.remedies()).isNotEmpty();
            assertThat(each.problem().said()).isNotBlank();
        });
    }

    @Test
    void aPrefixThatStacksChangesNoPull() {
        // Given
        var prefix = "(service web) was unable to place a task. Reason: ResourceInitializationError: unable to pull "
                + "secrets or registry auth: ";
        var pulls = rows().filter(
                        row -> row.expect().startsWith("IMG") || row.expect().equals("SEC-1"))
                .filter(row -> row.kind().equals("stoppedReason") || row.kind().equals("containerReason"))
                .filter(row -> row.field("containerReason").isEmpty())
                .toList();

        // When
        var other = pulls.stream()
                .filter(row -> !row.accepts(RowEvidence.first(row.as("event").saying(prefix + row.text()))))
                .toList();

        // Then
        assertThat(pulls).hasSizeGreaterThan(30);
        assertThat(other).isEmpty();
    }

    @Test
    void aTextThatIsCutAt1024CharactersKeepsItsCauseIfThatStandsBefore() {
        // Given
        var rows = rows().filter(row -> !row.kind().equals("log") && row.text().length() < 1024)
                .toList();
        var tail = IntStream.range(0, 300).mapToObj(i -> " and so on").collect(Collectors.joining());

        // When
        var other = rows.stream()
                .map(row -> row.saying((row.text() + tail).substring(0, 1024)))
                .filter(row -> !List.of("dns", "rule", "api", "node", "health").contains(row.kind()))
                .filter(row -> !row.accepts(RowEvidence.first(row)))
                .toList();

        // Then
        assertThat(rows).hasSizeGreaterThan(200);
        assertThat(other).isEmpty();
    }

    /** An app, a target group, a tag may be called like a cause. */
    @Test
    void whatPeopleCallTheirThingsIsNoCause() {
        // Given
        var names = List.of(
                "error-tracker",
                "quota",
                "alarm-clock",
                "limit-exceeded",
                "unhealthy",
                "spot-interruption",
                "throttle",
                "lifecycle-hook",
                "circuit-breaker",
                "targetgroup-not-found",
                "awslogs",
                "oom-killed",
                "attribute");
        var events = rows().filter(row -> row.kind().equals("event")
                        && SERVICE.matcher(row.text()).find())
                .toList();

        // When
        var other = names.stream()
                .flatMap(name -> events.stream().map(row -> named(row, name)))
                .filter(row -> !row.accepts(RowEvidence.first(row)))
                .map(row -> row + " " + row.text())
                .toList();

        // Then
        assertThat(events).hasSizeGreaterThan(40);
        assertThat(other).isEmpty();
    }

    private static AwsString named(AwsString row, String name) {
        return row.saying(SERVICE.matcher(row.text()).replaceAll("(service " + name + ")"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dotkom/web:403", "dotkom/web:429", "dotkom/oom-killed:1", "dotkom/rate-limit:500"})
    void aTagIsNoAnswerOfARegistry(String image) {
        var pull = "CannotPullContainerError: failed to resolve ref ghcr.io/" + image + ": ghcr.io/" + image
                + ": not found";
        var row = new AwsString("x", "containerReason", pull, Map.of(), "IMG-1", List.of(), "", "");
        assertThat(RowEvidence.first(row)).isEqualTo("IMG-1");
    }

    @Test
    void theSameTextWithOtherEvidenceComesToAnotherCode() {
        // Given
        var twins = AwsString.all("aws-strings.tsv").stream()
                .filter(row -> !row.twin().isEmpty())
                .collect(Collectors.groupingBy(AwsString::twin));

        // When
        var differing = twins.values().stream()
                .filter(rows -> rows.stream().map(RowEvidence::first).distinct().count() > 1)
                .count();

        // Then
        assertThat(differing).isGreaterThanOrEqualTo(4);
    }

    @Test
    void everyCodeIsShownByAText() {
        // When
        var shown = rows().map(RowEvidence::first).collect(Collectors.toSet());

        // Then
        assertThat(Stream.of(Code.values()).map(Code::shown)).allMatch(shown::contains);
    }
}
