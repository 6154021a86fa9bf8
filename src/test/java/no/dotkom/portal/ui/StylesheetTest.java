package no.dotkom.portal.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StylesheetTest {
    private static final Path SOURCES = Path.of("frontend/src/css");
    private static final Pattern RAW_COLOUR = Pattern.compile(
            "#[0-9a-fA-F]{3,8}\\b|\\b(rgb|rgba|hsl|hsla|oklch|lab|lch|hwb)\\(|:\\s*(black|white|red|green|blue|gr[ae]y|yellow)\\b");
    private static final Pattern TOKEN =
            Pattern.compile("--([a-z0-9-]+):\\s*light-dark\\((#[0-9a-f]{6}),\\s*(#[0-9a-f]{6})\\)");

    @Test
    void noRawColourStandsOutsideOfTheTokens() throws IOException {
        for (var sheet : CatalogueTest.files(SOURCES.toString(), ".css")) {
            if (!sheet.endsWith("tokens.css")) {
                assertThat(Files.readString(sheet)).as(sheet.toString()).doesNotContainPattern(RAW_COLOUR);
            }
        }
    }

    @Test
    void everySheetIsInOneLayerAndImported() throws IOException {
        var entry = Files.readString(SOURCES.resolve("portal.css"));
        for (var sheet : CatalogueTest.files(SOURCES.toString(), ".css")) {
            if (!sheet.endsWith("portal.css")) {
                assertThat(Files.readString(sheet)).as(sheet.toString()).containsOnlyOnce("@layer ");
                assertThat(entry)
                        .contains("@import \"./"
                                + SOURCES.relativize(sheet).toString().replace('\\', '/'));
            }
        }
    }

    @Test
    void everyTokenThatIsUsedExists() throws IOException {
        var known = Pattern.compile("--([a-z0-9-]+):")
                .matcher(Files.readString(SOURCES.resolve("tokens.css")))
                .results()
                .map(match -> match.group(1))
                .toList();
        for (var sheet : CatalogueTest.files(SOURCES.toString(), ".css")) {
            Pattern.compile("var\\(--([a-z0-9-]+)")
                    .matcher(Files.readString(sheet))
                    .results()
                    .forEach(match -> assertThat(known).as(sheet.toString()).contains(match.group(1)));
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "1"})
    void textIsReadableOnEveryGroundItStandsOn(int theme) throws IOException {
        var tokens = tokens(theme);
        for (var ground : List.of("bg", "raised")) {
            for (var text : List.of("text", "muted", "accent", "ok", "warn", "bad", "info", "idle")) {
                assertContrast(tokens, text, ground, 4.5);
            }
            assertContrast(tokens, "control", ground, 3);
            assertContrast(tokens, "focus", ground, 3);
        }
        for (var tone : List.of("ok", "warn", "bad", "info", "idle")) {
            assertContrast(tokens, tone, tone + "-tint", 4.5);
            assertContrast(tokens, "text", tone + "-tint", 4.5);
        }
        assertContrast(tokens, "on-accent", "accent", 4.5);
        IntStream.range(0, 16).forEach(ansi -> assertContrast(tokens, "ansi-" + ansi, "log-bg", 4.5));
    }

    @Test
    void contrastIsCountedAsWcagCountsIt() {
        assertThat(contrast("#000000", "#ffffff")).isCloseTo(21, within(0.01));
        assertThat(contrast("#767676", "#ffffff")).isCloseTo(4.54, within(0.01));
    }

    private static Map<String, String> tokens(int theme) throws IOException {
        var tokens = new HashMap<String, String>();
        TOKEN.matcher(Files.readString(SOURCES.resolve("tokens.css")))
                .results()
                .forEach(match -> tokens.put(match.group(1), match.group(2 + theme)));
        assertThat(tokens).hasSizeGreaterThan(35);
        return tokens;
    }

    private static void assertContrast(Map<String, String> tokens, String text, String ground, double least) {
        assertThat(contrast(tokens.getOrDefault(text, ""), tokens.getOrDefault(ground, "")))
                .as("%s on %s", text, ground)
                .isGreaterThanOrEqualTo(least);
    }

    private static double contrast(String one, String other) {
        var a = luminance(one);
        var b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String hex) {
        return 0.2126 * channel(hex, 1) + 0.7152 * channel(hex, 3) + 0.0722 * channel(hex, 5);
    }

    private static double channel(String hex, int at) {
        var value = Integer.parseInt(hex.substring(at, at + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    @ParameterizedTest
    @CsvSource({"portal.css, 12", "portal.js, 30", "sprite.svg, 6"})
    void assetsStayWithinTheirBudgets(String name, int kilobytes) throws IOException {
        var folder = Path.of("target/classes/static/assets");
        var base = name.substring(0, name.indexOf('.'));
        try (var files = Files.list(folder)) {
            var packed = files.filter(file -> file.getFileName()
                            .toString()
                            .matches(base + "-[0-9a-f]{10}\\" + name.substring(base.length()) + "\\.gz"))
                    .toList();
            assertThat(packed).hasSize(1);
            assertThat(Files.size(packed.getFirst())).isLessThanOrEqualTo(kilobytes * 1000L);
        }
    }
}
