package no.dotkom.portal.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import no.dotkom.portal.local.LocalPorts;
import no.dotkom.portal.local.LocalWorld;
import no.dotkom.portal.local.PortalProcess;
import no.dotkom.portal.localaws.LocalAws;

/** What is measured: the portal in its own process, and the world around it in ours. */
final class Subject implements AutoCloseable {
    private final Pace pace;
    private final Recommended how;
    private final Path jar;
    private final LocalWorld world;
    private final String url;
    private final AwsCalls calls;
    private final PortalProcess portal;
    private final double secondsToReady;

    private Subject(
            Pace pace,
            Recommended how,
            Path jar,
            LocalWorld world,
            String url,
            PortalProcess portal,
            double secondsToReady,
            AwsCalls calls) {
        this.pace = pace;
        this.how = how;
        this.jar = jar;
        this.world = world;
        this.url = url;
        this.portal = portal;
        this.secondsToReady = secondsToReady;
        this.calls = calls;
    }

    static Subject start(Pace pace, Path jar, Path log) throws IOException, InterruptedException {
        var ports = LocalPorts.free();
        var how = Recommended.byTheReadme();
        var world = LocalWorld.start(ports);
        try {
            var calls = AwsCalls.of(world.aws());
            var url = "http://localhost:" + ports.portal();
            var settings = settings(how, world.environment(ports));
            var portal = PortalProcess.begin(arguments(how, jar), settings, url + "/readyz", log);
            return new Subject(pace, how, jar, world, url, portal, portal.awaitReady(), calls);
        } catch (IOException | InterruptedException | RuntimeException failed) {
            world.close();
            throw failed;
        }
    }

    private static List<String> arguments(Recommended how, Path jar) {
        var arguments = new ArrayList<>(how.options());
        arguments.add("-jar");
        arguments.add(jar.toString());
        return arguments;
    }

    /** On this machine alone. */
    private static Map<String, String> settings(Recommended how, Map<String, String> world) {
        var settings = new TreeMap<>(how.environment());
        settings.putAll(world);
        // A hundred readers are one person here.
        settings.put("PORTAL_STREAM_PERMEMBER", "120");
        settings.put("SERVER_ADDRESS", "127.0.0.1");
        settings.put("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1");
        return settings;
    }

    Pace pace() {
        return pace;
    }

    Recommended how() {
        return how;
    }

    Path jar() {
        return jar;
    }

    PortalProcess portal() {
        return portal;
    }

    /** From exec to the first 200 of /readyz. */
    double secondsToReady() {
        return secondsToReady;
    }

    Memory memory() throws IOException, InterruptedException {
        return Memory.of(portal.pid());
    }

    LocalAws aws() {
        return world.aws();
    }

    AwsCalls calls() {
        return calls;
    }

    /** Where the portal answers, without a slash at the end. */
    String url() {
        return url;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        portal.close();
        world.close();
    }
}
