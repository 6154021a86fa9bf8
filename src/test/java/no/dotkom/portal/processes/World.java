package no.dotkom.portal.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import no.dotkom.portal.local.LocalIdentity;
import no.dotkom.portal.local.LocalPorts;
import no.dotkom.portal.local.LocalWorld;
import no.dotkom.portal.localaws.LocalAws;

/**
 * Two portals behind a front, on one PostgreSQL, each with a proxy between itself and AWS on this machine. What is around
 * the portals lives in this process, the portals in their own.
 */
final class World implements AutoCloseable {
    private final Postgres postgres;
    private final LocalIdentity identity;
    private final LocalAws aws;
    private final Front front;
    private final List<Portal> portals;

    private World(Postgres postgres, LocalIdentity identity, LocalAws aws, Front front, List<Portal> portals) {
        this.postgres = postgres;
        this.identity = identity;
        this.aws = aws;
        this.front = front;
        this.portals = portals;
    }

    /**
     * Starts all of it but the portals.
     *
     * @param folder for logs and the database
     * @param other settings of the portals beside those that they need
     */
    static World start(Path folder, Map<String, String> other) throws IOException {
        Files.createDirectories(folder);
        return start(folder, folder, other);
    }

    /** As {@link #start(Path, Map)}, the database on a disk of its own. */
    static World start(Path folder, Path disk, Map<String, String> other) throws IOException {
        var database = Files.createTempDirectory(disk, "postgres-");
        var postgres = Postgres.start(LocalPorts.free().postgres(), database);
        var identity = LocalIdentity.start(0);
        var aws = LocalWorld.serve(0, 0);
        var front = Front.start();
        var settings = settings(postgres, identity, front);
        settings.putAll(other);
        return new World(
                postgres,
                identity,
                aws,
                front,
                List.of(portal("a", aws, settings, folder), portal("b", aws, settings, folder)));
    }

    private static Map<String, String> settings(Postgres postgres, LocalIdentity identity, Front front) {
        var settings = new LinkedHashMap<>(identity.settings());
        settings.put("portal.url", front.url());
        settings.put("spring.datasource.url", postgres.url());
        settings.put("spring.datasource.username", "postgres");
        settings.put("spring.datasource.password", "postgres");
        // Four people stand for hundreds.
        settings.put("portal.stream.per-member", "300");
        return settings;
    }

    private static Portal portal(String name, LocalAws aws, Map<String, String> settings, Path folder)
            throws IOException {
        var proxy = FaultProxy.before(aws.endpoint().getPort());
        var endpoint = "http://127.0.0.1:" + proxy.port();
        var own = new LinkedHashMap<>(settings);
        own.put("spring.datasource.url", own.get("spring.datasource.url") + "?ApplicationName=" + name);
        own.putAll(LocalWorld.awsEnvironment(endpoint, aws.platform().region()));
        return new Portal(name, LocalPorts.free(), proxy, own, folder);
    }

    /** Those that do not run begin, all at once; waits until they are ready. */
    void startPortals() throws IOException, InterruptedException {
        for (var portal : portals) {
            begin(portal);
        }
        for (var portal : portals) {
            portal.awaitReady();
            front.send(portal.port());
        }
    }

    /** Begins a portal that does not run; the front sends to it once it is ready. */
    void begin(Portal portal) throws IOException {
        if (portal.alive()) {
            return;
        }
        front.drain(portal.port());
        portal.begin();
        Thread.ofVirtual().start(() -> {
            try {
                portal.awaitReady();
                front.send(portal.port());
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Lets AWS's time run as many times as fast as the wall clock, until this is closed. */
    AutoCloseable hasten(int times) {
        var pace = Executors.newSingleThreadScheduledExecutor();
        pace.scheduleAtFixedRate(
                () -> aws.advance(Duration.ofMillis(100L * (times - 1))), 0, 100, TimeUnit.MILLISECONDS);
        return pace::shutdownNow;
    }

    /** By its name, which is also that of its sessions in PostgreSQL. */
    Portal portal(String name) {
        return portals.stream()
                .filter(portal -> portal.toString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    List<Portal> portals() {
        return portals;
    }

    /** One plan for the ways of both portals to AWS. */
    void plan(Fate.Plan plan) {
        portals.forEach(portal -> portal.proxy().plan(plan));
    }

    Postgres postgres() {
        return postgres;
    }

    LocalAws aws() {
        return aws;
    }

    Front front() {
        return front;
    }

    LocalIdentity identity() {
        return identity;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (var portal : portals) {
            if (portal.alive()) {
                portal.running().signal("CONT");
                portal.running().end(Duration.ofSeconds(15));
            }
            portal.proxy().close();
        }
        front.close();
        aws.close();
        identity.close();
        postgres.close();
    }
}
