package no.dotkom.portal.mutants;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.tools.ToolProvider;

/** One of the portal's classes, changed and compiled into a folder of its own, and programs that run with it. */
public final class Planting implements AutoCloseable {
    /** Where the portal's classes are written. */
    public static final Path SOURCES = Path.of("src/main/java/no/dotkom/portal");

    private final Path classes;

    private Planting(Path classes) {
        this.classes = classes;
    }

    /**
     * @param file below {@link #SOURCES}
     * @param source what stands in it now
     * @throws IllegalStateException when it does not compile
     */
    public static Planting of(String file, String source) throws IOException {
        var planting = new Planting(Files.createTempDirectory("mutant"));
        try {
            planting.compile(file, source);
            return planting;
        } catch (IOException | RuntimeException e) {
            planting.close();
            throw e;
        }
    }

    private void compile(String name, String source) throws IOException {
        var file = classes.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
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
            throw new IllegalStateException("The mutant of %s does not compile".formatted(name));
        }
    }

    /** Runs a program with the changed class before all others, to its end. @return what it printed */
    public String run(Class<?> program, List<String> options, List<String> arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Dorg.jooq.no-logo=true",
                "-Dorg.jooq.no-tips=true"));
        command.addAll(options);
        command.addAll(List.of(
                "-cp", classes + File.pathSeparator + System.getProperty("java.class.path"), program.getName()));
        command.addAll(arguments);
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        // Ctrl-C ends whoever tries it; the mutant must not play on by itself.
        var ending = Thread.ofPlatform().unstarted(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(ending);
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        Runtime.getRuntime().removeShutdownHook(ending);
        return output;
    }

    @Override
    public void close() throws IOException {
        try (var walk = Files.walk(classes)) {
            for (var path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
