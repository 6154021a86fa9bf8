package no.dotkom.portal.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[a-zA-Z0-9]+}");
    private static final Pattern WORDED = Pattern.compile("#\\{([a-z][a-zA-Z0-9.]*)|msg\\('([a-zA-Z0-9.]+)'");
    private static final Pattern NOT_OURS =
            Pattern.compile("\\b(please|sorry|oops|invalid|an error occurred)\\b", Pattern.CASE_INSENSITIVE);
    /** Keys that code puts together: the part before what varies. */
    private static final Pattern KEY = Pattern.compile("\"((?:ui|identity|apps|dashboard|problem)\\.[a-zA-Z0-9.]+)\"");

    static Stream<String> catalogues() {
        return Arrays.stream(Templates.CATALOGUES);
    }

    private static Properties read(String name) throws IOException {
        var texts = new Properties();
        try (var file = CatalogueTest.class.getResourceAsStream("/" + name + ".properties")) {
            texts.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        }
        return texts;
    }

    @ParameterizedTest
    @MethodSource("catalogues")
    void bothLanguagesHaveTheSameKeysAndPlaceholders(String name) throws IOException {
        var english = read(name);
        var norwegian = read(name + "_nb");
        assertThat(norwegian.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (var key : english.stringPropertyNames()) {
            assertThat(placeholders(norwegian.getProperty(key)))
                    .as(key)
                    .isEqualTo(placeholders(english.getProperty(key)));
            assertThat(norwegian.getProperty(key)).as(key).isNotEmpty();
            assertThat(english.getProperty(key)).as(key).doesNotContainPattern(NOT_OURS);
        }
    }

    private static Set<String> placeholders(String text) {
        var found = new TreeSet<String>();
        PLACEHOLDER.matcher(text).results().forEach(match -> found.add(match.group()));
        return found;
    }

    @ParameterizedTest
    @MethodSource("catalogues")
    void everyKeyBeginsWithTheRoomItsCatalogueBelongsTo(String name) throws IOException {
        var room = name.substring(name.indexOf('/') + 1) + ".";
        assertThat(read(name).stringPropertyNames()).allMatch(key -> key.startsWith(room));
    }

    @ParameterizedTest
    @MethodSource("catalogues")
    void quotesAreWrittenTwiceWhereAMessageTakesNumberedValues(String name) throws IOException {
        for (var texts : new Properties[] {read(name), read(name + "_nb")}) {
            for (var key : texts.stringPropertyNames()) {
                var text = texts.getProperty(key);
                if (text.matches(".*\\{[0-9]}.*")) {
                    assertThat(text.replace("''", "")).as(key).doesNotContain("'");
                }
            }
        }
    }

    @Test
    void everyKeyInATemplateExists() throws IOException {
        var known = allKeys();
        for (var template : files("src/main/resources/templates", ".html")) {
            WORDED.matcher(Files.readString(template)).results().forEach(match -> {
                var key = match.group(1) == null ? match.group(2) : match.group(1);
                assertThat(known).as("%s in %s", key, template).contains(key);
            });
        }
    }

    @Test
    void everyKeyInTheCodeExistsOrBeginsSome() throws IOException {
        var known = allKeys();
        for (var source : files("src/main/java", ".java")) {
            KEY.matcher(Files.readString(source))
                    .results()
                    .map(match -> match.group(1))
                    .forEach(key -> assertThat(known)
                            .as("%s in %s", key, source)
                            .anyMatch(known1 -> known1.equals(key) || (key.endsWith(".") && known1.startsWith(key))));
        }
    }

    private static Set<String> allKeys() throws IOException {
        var all = new HashSet<String>();
        for (var name : Templates.CATALOGUES) {
            all.addAll(read(name).stringPropertyNames());
        }
        return all;
    }

    static List<Path> files(String below, String ending) throws IOException {
        try (var files = Files.walk(Path.of(below))) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }
}
