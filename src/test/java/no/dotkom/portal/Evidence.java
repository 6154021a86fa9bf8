package no.dotkom.portal;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** What the lists in {@code security/} have in common: columns, the tests they name, and a document that tells them. */
final class Evidence {
    private Evidence() {}

    /** The lines of a list without the names of its columns, each as its columns. */
    static List<List<String>> lines(String name, int columns) throws IOException {
        try (var file = Objects.requireNonNull(Evidence.class.getResourceAsStream("/security/" + name), name)) {
            var lines = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> List.of(line.split("\t", -1)))
                    .toList();
            assertThat(lines).allSatisfy(line -> assertThat(line).hasSize(columns));
            return lines;
        }
    }

    /** What a column names, one after the other. */
    static List<String> words(String column) {
        return column.isBlank() ? List.of() : List.of(column.split(" "));
    }

    /** All tests of ours, as {@code Class#method}. */
    static Set<String> tests() throws IOException {
        var root = Path.of("target", "test-classes");
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.toString().matches(".*(Test|IT|E2E)\\.class"))
                    .map(file -> root.relativize(file).toString())
                    .map(file -> file.substring(0, file.length() - 6).replace('/', '.'))
                    .flatMap(Evidence::testsOf)
                    .collect(toSet());
        }
    }

    private static Stream<String> testsOf(String name) {
        try {
            var type = Class.forName(name, false, Evidence.class.getClassLoader());
            return Stream.of(type.getDeclaredMethods())
                    .filter(method -> AnnotationSupport.isAnnotated(method, Testable.class))
                    .map(method -> type.getSimpleName() + "#" + method.getName());
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Tests as documents name them. */
    static String told(List<String> tests) {
        return tests.stream().map(test -> "`" + test.replace('#', '.') + "`").collect(joining(", "));
    }

    /** Writes what {@code list} comes to beside what the build makes; the document in {@code docs} must be that. */
    static void assertTold(String name, String list, List<String> lines) throws IOException {
        var text = String.join("\n", lines) + "\n";
        var document = Path.of("docs", name);
        var generated = Files.writeString(Path.of("target", name), text);
        assertThat(document)
                .as("%s is not what %s says: cp %s %s", document, list, generated, document)
                .content()
                .isEqualTo(text);
    }
}
