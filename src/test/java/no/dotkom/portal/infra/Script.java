package no.dotkom.portal.infra;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs {@code script/infra} as a person does. */
final class Script {
    private static final int LONGEST_MINUTES = 30;

    /** How it ended, and what it said. */
    record Outcome(int exit, String said) {
        /** What was left out for want of a tool, in the script's words; empty when nothing was. */
        List<String> skipped() {
            return said.lines().filter(line -> line.startsWith("SKIPPED:")).toList();
        }
    }

    private Script() {}

    static Outcome infra(String... arguments) {
        var command = new ArrayList<>(List.of("script/infra"));
        command.addAll(List.of(arguments));
        try {
            var output = Files.createTempFile("infra", ".out");
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroy();
            }
            var said = Files.readString(output, UTF_8);
            Files.delete(output);
            return new Outcome(process.waitFor(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static boolean installed(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
