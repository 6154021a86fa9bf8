package no.dotkom.portal.processes;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import no.dotkom.portal.local.LocalPorts;
import no.dotkom.portal.local.LocalWorld;
import no.dotkom.portal.local.PortalProcess;
import org.jspecify.annotations.Nullable;

/** One of the portals: its process, which comes and goes, and its own way to AWS. */
final class Portal {
    /** As the README says to start it, but from the classes: there is no jar before the tests have passed. */
    private static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC", "-Xms64m", "-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError");

    private final String name;
    private final LocalPorts ports;
    private final FaultProxy proxy;
    private final Map<String, String> settings;
    private final Path log;
    private @Nullable PortalProcess process;

    Portal(String name, LocalPorts ports, FaultProxy proxy, Map<String, String> settings, Path folder) {
        this.name = name;
        this.ports = ports;
        this.proxy = proxy;
        this.settings = settings;
        this.log = folder.resolve("portal-" + name + ".log");
    }

    /** Begins a new process; it is not ready yet. */
    void begin() throws IOException {
        begin(Map.of());
    }

    /** @param other environment variables of this process alone */
    void begin(Map<String, String> other) throws IOException {
        begin(other, log);
    }

    /** @param output where this process alone writes what it logs */
    synchronized void begin(Map<String, String> other, Path output) throws IOException {
        var variables = new LinkedHashMap<>(LocalWorld.variables(own()));
        variables.putAll(other);
        process = PortalProcess.begin(arguments(), variables, url() + "/readyz", output);
    }

    private Map<String, String> own() {
        var own = new LinkedHashMap<>(settings);
        own.put("server.port", Integer.toString(ports.portal()));
        own.put("server.address", "127.0.0.1");
        own.put("management.server.port", Integer.toString(ports.management()));
        own.put("management.server.address", "127.0.0.1");
        own.put("spring.main.banner-mode", "off");
        own.put("logging.level.root", "warn");
        own.put("logging.level.no.dotkom", "info");
        return own;
    }

    private static List<String> arguments() {
        var classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var arguments = new ArrayList<>(OPTIONS);
        arguments.add("-cp");
        arguments.add(Arrays.stream(classes.split(File.pathSeparator, -1))
                .filter(entry -> !entry.replace(File.separatorChar, '/').endsWith("target/test-classes")
                        && !entry.replace(File.separatorChar, '/').endsWith("target/test-classes/"))
                .collect(Collectors.joining(File.pathSeparator)));
        arguments.add("no.dotkom.portal.PortalApplication");
        return arguments;
    }

    /** Seconds from exec until it answered 200 at /readyz. */
    double awaitReady() throws InterruptedException {
        return running().awaitReady();
    }

    synchronized PortalProcess running() {
        return Objects.requireNonNull(process, "it was never begun");
    }

    synchronized boolean alive() {
        return process != null && process.alive();
    }

    /** SIGKILL, or nothing when it is dead already. */
    void kill() {
        if (alive()) {
            running().kill();
        }
    }

    /** SIGTERM; how long it took to end. */
    Duration end() throws InterruptedException {
        return running().end(Duration.ofSeconds(60));
    }

    int port() {
        return ports.portal();
    }

    /** Where it answers itself, past the front. */
    String url() {
        return "http://localhost:" + port();
    }

    FaultProxy proxy() {
        return proxy;
    }

    Path log() {
        return log;
    }

    @Override
    public String toString() {
        return name;
    }
}
