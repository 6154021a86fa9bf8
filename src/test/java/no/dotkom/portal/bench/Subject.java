package no.dotkom.portal.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import no.dotkom.portal.local.LocalPorts;
import no.dotkom.portal.local.LocalWorld;

/** What is measured: the portal in its own process, and the world around it in ours. */
final class Subject implements AutoCloseable {
    private final Pace pace;
    private final Recommended how;
    private final Path jar;
    private final LocalWorld world;
    private final String url;
    private final AwsCalls calls;
    private final PortalProcess portal;

    private Subject(
            Pace pace, Recommended how, Path jar, LocalWorld world, String url, PortalProcess portal, AwsCalls calls) {
        this.pace = pace;
        this.how = how;
        this.jar = jar;
        this.world = world;
        this.url = url;
        this.portal = portal;
        this.calls = calls;
    }

    static Subject start(Pace pace, Path jar, Path log) throws IOException, InterruptedException {
        var ports = LocalPorts.free();
        var how = Recommended.byTheReadme();
        var world = LocalWorld.start(ports);
        try {
            var calls = AwsCalls.of(world.aws());
            var portal = PortalProcess.start(jar, how, settings(world.environment(ports)), log);
            return new Subject(pace, how, jar, world, "http://localhost:" + ports.portal(), portal, calls);
        } catch (IOException | InterruptedException | RuntimeException failed) {
            world.close();
            throw failed;
        }
    }

    /** On this machine alone. */
    private static Map<String, String> settings(Map<String, String> world) {
        var settings = new TreeMap<>(world);
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
