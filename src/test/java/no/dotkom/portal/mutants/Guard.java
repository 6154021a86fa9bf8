package no.dotkom.portal.mutants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A place in the portal that asks whether somebody may. Taken away, it says yes to everybody.
 *
 * @param file below {@link Planting#SOURCES}
 * @param from where the question begins in it
 * @param to where it ends
 * @param question as it stands there, on one line
 * @param line counted from 1
 */
record Guard(String file, int from, int to, String question, int line) {
    /** Questions about rights; whoever asks in a new way adds it here. */
    private static final Pattern QUESTION =
            Pattern.compile("\\b\\w+\\.may\\(|\\b\\w+(?:\\.rule\\(\\))?\\.covers\\(|\\b\\w+\\.platformAdmin\\(\\)");

    /** Where rights are kept, read or spoken of, not asked for. */
    private static final List<String> ANSWERS = List.of(
            "identity/Member.java",
            "identity/Memberships.java",
            "identity/MemberRepository.java",
            "identity/Members.java",
            "identity/WorkflowRule.java");

    static List<Guard> all() throws IOException {
        try (var files = Files.walk(Planting.SOURCES)) {
            return files.map(Planting.SOURCES::relativize)
                    .map(path -> path.toString().replace('\\', '/'))
                    .filter(file -> file.endsWith(".java") && !ANSWERS.contains(file))
                    .sorted()
                    .flatMap(Guard::in)
                    .toList();
        }
    }

    private static Stream<Guard> in(String file) {
        var source = read(file);
        return QUESTION.matcher(source).results().map(found -> of(file, source, found));
    }

    private static Guard of(String file, String source, MatchResult found) {
        var to = found.group().endsWith("()") ? found.end() : closing(source, found.end());
        return new Guard(
                file, found.start(), to, source.substring(found.start(), to).replaceAll("\\s+", " "), (int)
                        source.substring(0, found.start() + 1).lines().count());
    }

    /** Behind the bracket that closes what was opened before {@code from}. */
    private static int closing(String source, int from) {
        var depth = 1;
        var at = from;
        while (depth > 0) {
            switch (source.charAt(at++)) {
                case '(' -> depth++;
                case ')' -> depth--;
                default -> {}
            }
        }
        return at;
    }

    private static String read(String file) {
        try {
            return Files.readString(Planting.SOURCES.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file without it. */
    String takenAway() {
        var source = read(file);
        return source.substring(0, from) + "true" + source.substring(to);
    }

    @Override
    public String toString() {
        return "%s:%d %s".formatted(file, line, question);
    }
}
