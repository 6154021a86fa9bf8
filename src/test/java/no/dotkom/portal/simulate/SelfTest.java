package no.dotkom.portal.simulate;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/** Plants each mutant in a copy of the portal's classes, and plays histories on it until one breaks a law. */
final class SelfTest {
    private static final Path SOURCES = Path.of("src/main/java/no/dotkom/portal");
    private static final Pattern CAUGHT = Pattern.compile("seed (-?\\d+) broke: ([^\\n]*)");
    private static final int LONGEST = 160;

    /** What came of one mutant. @param caught the seed and the law, or empty when it lived */
    record Result(Mutant mutant, Optional<String> caught) {
        @Override
        public String toString() {
            return "%-60s %s"
                    .formatted(
                            mutant.name(), caught.map(law -> "caught: " + law).orElse("NOT CAUGHT"));
        }
    }

    private final long seeds;
    private final List<Mutant> mutants;

    /** @param seeds to play at most on each mutant whose name has {@code word} in it */
    SelfTest(long seeds, String word) {
        this.seeds = seeds;
        this.mutants = Mutant.ALL.stream()
                .filter(mutant -> mutant.name().contains(word))
                .toList();
    }

    /** True when every mutant was caught. */
    boolean run() throws IOException, InterruptedException {
        var caught = true;
        for (var mutant : mutants) {
            var result = new Result(mutant, play(mutant));
            System.out.println(result);
            caught &= result.caught().isPresent();
        }
        return caught;
    }

    private Optional<String> play(Mutant mutant) throws IOException, InterruptedException {
        var classes = Files.createTempDirectory("mutant");
        try {
            compile(mutant, classes);
            return firstBroken(classes);
        } finally {
            delete(classes);
        }
    }

    /** @throws IllegalStateException when the guard is not where the mutant looks for it */
    private static void compile(Mutant mutant, Path classes) throws IOException {
        var source = Files.readString(SOURCES.resolve(mutant.file()));
        if (source.split(Pattern.quote(mutant.text()), -1).length != 2) {
            throw new IllegalStateException(
                    "The text that the mutant \"%s\" changes does not stand once in %s: the guard moved, move the mutant"
                            .formatted(mutant.name(), mutant.file()));
        }
        var file = classes.resolve(mutant.file());
        Files.createDirectories(file.getParent());
        Files.writeString(file, source.replace(mutant.text(), mutant.instead()));
        var arguments = List.of(
                "-proc:none",
                "-nowarn",
                "-parameters",
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                file.toString());
        var outcome = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        if (outcome != 0) {
            throw new IllegalStateException("The mutant \"%s\" does not compile".formatted(mutant.name()));
        }
    }

    private Optional<String> firstBroken(Path classes) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx1g",
                "-Dorg.jooq.no-logo=true",
                "-Dorg.jooq.no-tips=true",
                "-Dlogging.level.root=off",
                "-cp",
                classes + File.pathSeparator + System.getProperty("java.class.path"),
                Simulate.class.getName()));
        command.addAll(List.of("--seeds", Long.toString(seeds), "--failures", "1", "--shrink", "0"));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        // Ctrl-C ends whoever tries it; the mutant must not play on by itself.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroyForcibly));
        var output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        process.waitFor();
        var found = CAUGHT.matcher(output);
        if (!found.find()) {
            return Optional.empty();
        }
        var what = "seed " + found.group(1) + " broke " + found.group(2);
        return Optional.of(what.substring(0, Math.min(LONGEST, what.length())));
    }

    private static void delete(Path folder) throws IOException {
        try (var walk = Files.walk(folder)) {
            for (var path : walk.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
