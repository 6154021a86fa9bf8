package no.dotkom.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A migration runs while portals of the earlier release still serve (reliability.md F28), so it only widens the schema.
 * What narrows it comes a release later, in a file with {@code contract} in its name.
 */
class MigrationsTest {
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    /** The last of those that were written before any portal served. */
    private static final int FIRST_RELEASE = 14;

    private static final Pattern NUMBER = Pattern.compile("V(\\d+)__.*\\.sql");
    private static final Map<Pattern, String> NARROWING = narrowing();

    private static Map<Pattern, String> narrowing() {
        var narrowing = new LinkedHashMap<Pattern, String>();
        narrowing.put(Pattern.compile("\\bdrop (table|column|view|function|type)\\b"), "takes away what is still read");
        narrowing.put(Pattern.compile("\\brename\\b"), "takes away the name that is still used");
        narrowing.put(Pattern.compile("\\balter column \\S+ (set data )?type\\b"), "changes what is still read");
        narrowing.put(Pattern.compile("\\bset not null\\b"), "refuses what is still written");
        narrowing.put(
                Pattern.compile("\\badd column \\S+ (?!.*\\bdefault\\b).*\\bnot null\\b"),
                "refuses what is still written");
        narrowing.put(Pattern.compile("^truncate\\b"), "takes away what is still read");
        return narrowing;
    }

    private static List<String> complaints(String sql) {
        var complaints = new ArrayList<String>();
        for (var statement : sql.replaceAll("--[^\n]*", "").split(";", -1)) {
            for (var part : statement.split(",(?=\\s*(add|drop|alter)\\b)", -1)) {
                var words = part.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
                NARROWING.forEach((pattern, why) -> {
                    if (pattern.matcher(words).find()) {
                        complaints.add(why + ": " + words);
                    }
                });
            }
        }
        return complaints;
    }

    @Test
    void migrationsAfterTheFirstReleaseOnlyWiden() throws IOException {
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            assertThat(files.filter(MigrationsTest::runsBesideAnEarlierRelease))
                    .allSatisfy(file -> assertThat(complaints(read(file)))
                            .as("%s, beside portals of the earlier release", file.getFileName())
                            .isEmpty());
        }
    }

    private static boolean runsBesideAnEarlierRelease(Path file) {
        var name = NUMBER.matcher(file.getFileName().toString());
        return name.matches()
                && Integer.parseInt(name.group(1)) > FIRST_RELEASE
                && !name.group().contains("contract");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table app drop column team",
                "ALTER TABLE app\n  RENAME COLUMN team TO owner",
                "alter table app alter column team type uuid",
                "alter table app alter column team set not null",
                "alter table app add column a integer not null default 1, add column b text not null",
                "drop table drift",
                "truncate drift"
            })
    void whatNarrowsIsSeen(String sql) {
        assertThat(complaints(sql)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table app add column later text",
                "alter table app add column later integer not null default 1",
                "create table later (id uuid primary key, said text not null)",
                "-- later we drop table drift\ncreate index a on b (c)",
                "alter table version drop constraint version_source; alter table version add constraint version_source check (source in ('portal', 'api'))"
            })
    void whatWidensPasses(String sql) {
        assertThat(complaints(sql)).isEmpty();
    }
}
