package no.dotkom.portal.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The portal in a process of its own, as its operators run it: what {@code java} is given comes from the caller. */
public final class PortalProcess implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(120);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final int LONGEST_END_SECONDS = 20;

    private final Process process;
    private final String ready;
    private final Path log;
    private final long begun;

    private PortalProcess(Process process, String ready, Path log, long begun) {
        this.process = process;
        this.ready = ready;
        this.log = log;
        this.begun = begun;
    }

    /**
     * Begins {@code java} with {@code arguments}; returns before the portal is ready.
     *
     * @param settings environment variables
     * @param ready the address that answers 200 once it is
     * @param log where its output goes
     */
    public static PortalProcess begin(List<String> arguments, Map<String, String> settings, String ready, Path log)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(settings);
        var begun = System.nanoTime();
        var process = builder.start();
        // Ctrl-C ends whoever measures or harms it; the portal must not be left behind, stopped or not.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroyForcibly));
        return new PortalProcess(process, ready, log, begun);
    }

    /** Waits until it says that it is ready; seconds from exec until then. */
    public double awaitReady() throws InterruptedException {
        var end = System.nanoTime() + LONGEST_START.toNanos();
        try (var client = HttpClient.newHttpClient()) {
            while (!ready(client)) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    process.destroyForcibly();
                    throw new IllegalStateException("The portal did not start: see " + log);
                }
                Thread.sleep(BETWEEN_LOOKS);
            }
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private boolean ready(HttpClient client) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create(ready)).build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** Used by all its threads since it was started. */
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** SIGKILL; returns when it is dead. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Waits until it ends by itself; false when it still lives after that. */
    public boolean awaitDeath(long time, TimeUnit unit) throws InterruptedException {
        return process.waitFor(time, unit);
    }

    /** SIGTERM; how long it took to end, or more than {@code patience} when it had to be killed. */
    public Duration end(Duration patience) throws InterruptedException {
        var asked = System.nanoTime();
        process.destroy();
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
        }
        return Duration.ofNanos(System.nanoTime() - asked);
    }

    /** Sends a signal by its name, say {@code STOP}. */
    public void signal(String name) {
        try {
            var sent = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start();
            if (sent.waitFor() != 0) {
                throw new IllegalStateException("kill -" + name + " " + pid() + " failed");
            }
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() throws InterruptedException {
        end(Duration.ofSeconds(LONGEST_END_SECONDS));
    }
}
