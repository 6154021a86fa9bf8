package no.dotkom.portal.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the bench says is what it measured: an error here would make a slow portal look fast. */
class BenchTest {
    private static final Machine SOMEWHERE = new Machine(Map.of("machine", "1 processor"));

    @Test
    void aPercentileIsAValueThatWasMeasured() {
        // Given
        var hundred = new Spread(
                DoubleStream.iterate(1, n -> n + 1).limit(100).boxed().toList());
        var three = new Spread(List.of(30.0, 10.0, 20.0));

        // Then
        assertThat(hundred.percentile(50)).isEqualTo(50);
        assertThat(hundred.percentile(95)).isEqualTo(95);
        assertThat(three.percentile(95)).isEqualTo(30);
        assertThat(three.percentile(1)).isEqualTo(10);
    }

    @Test
    void aPageThatTheCatalogueDoesNotKnowIsToldOf() {
        assertThat(new Catalogue(List.of()).missing())
                .contains("GET /apps", "GET /apps/{app}/{environment}/settings", "ANY /error")
                .doesNotContain("GET /events");
        assertThat(Catalogue.of(Estate.of(50)).missing()).isEmpty();
    }

    @Test
    void oneFigureAboveItsLimitMakesTheReportBad() {
        // Given
        var good = Section.of(
                "Start",
                List.of(),
                List.of(Section.Row.of("x", Figure.of("RSS", 400, "MiB").atMost(400))));
        var bad = Section.of(
                "Rest",
                List.of(),
                List.of(Section.Row.of("x", Figure.of("RSS", 400.4, "MiB").atMost(400))));
        var faulty = new Section("Pages", List.of(), good.rows(), List.of("not measured: GET /logs"));

        // Then
        assertThat(new Report(SOMEWHERE, List.of(good)).good()).isTrue();
        assertThat(new Report(SOMEWHERE, List.of(good, bad)).good()).isFalse();
        assertThat(new Report(SOMEWHERE, List.of(good, faulty)).good()).isFalse();
        assertThat(new Report(SOMEWHERE, List.of(bad)).text()).contains("## Rest ✗", "RSS MiB (≤ 400)", "✗ 400");
    }

    @Test
    void fiftyEnvironmentsAreFiftyDifferentOnes() {
        assertThat(Estate.of(50).environments()).hasSize(50).doesNotHaveDuplicates();
        assertThat(Estate.of(50).environments()).anyMatch(Estate.Environment::worker);
    }

    @Test
    void dockerComposeStartsThePortalAsTheReadmeDoes() throws IOException {
        // Given
        var readme = Recommended.byTheReadme();

        // When
        var compose = Files.readString(Path.of("docker-compose.yml"));

        // Then
        var command = Stream.concat(Stream.of("java"), readme.options().stream())
                .map(word -> "\"" + word + "\"")
                .toList();
        assertThat(compose).contains("command: [" + String.join(", ", command) + ", \"-jar\"");
        readme.environment().forEach((name, value) -> assertThat(compose).contains(name + ": \"" + value + "\""));
    }
}
