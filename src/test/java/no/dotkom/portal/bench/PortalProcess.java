package no.dotkom.portal.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The portal as its operators run it: the jar in a process of its own, started as the README says. */
final class PortalProcess implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(120);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final int LONGEST_END_SECONDS = 20;

    private final Process process;
    private final double secondsToReady;

    private PortalProcess(Process process, double secondsToReady) {
        this.process = process;
        this.secondsToReady = secondsToReady;
    }

    /** Starts {@code jar} and waits until it says that it is ready; what it logs goes to {@code log}. */
    static PortalProcess start(Path jar, Recommended how, Map<String, String> settings, Path log)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(how.options());
        command.add("-jar");
        command.add(jar.toString());
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(how.environment());
        builder.environment().putAll(settings);
        var begun = System.nanoTime();
        var process = builder.start();
        // Ctrl-C ends the bench; the portal must not be left behind.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroy));
        awaitReady(process, settings.get("PORTAL_URL") + "/readyz", log);
        return new PortalProcess(process, (System.nanoTime() - begun) / 1e9);
    }

    private static void awaitReady(Process process, String address, Path log) throws InterruptedException {
        var end = System.nanoTime() + LONGEST_START.toNanos();
        try (var client = HttpClient.newHttpClient()) {
            while (!ready(client, address)) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    process.destroy();
                    throw new IllegalStateException("The portal did not start: see " + log);
                }
                Thread.sleep(BETWEEN_LOOKS);
            }
        }
    }

    private static boolean ready(HttpClient client, String address) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create(address)).build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    double secondsToReady() {
        return secondsToReady;
    }

    Memory memory() throws IOException, InterruptedException {
        return Memory.of(process.pid());
    }

    /** Used by all its threads since it was started. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
