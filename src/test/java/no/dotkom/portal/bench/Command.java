package no.dotkom.portal.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A short program of this machine, asked for what it prints. */
final class Command {
    private Command() {}

    static String output(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said.strip());
        }
        return said;
    }
}
