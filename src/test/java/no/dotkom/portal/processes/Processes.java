package no.dotkom.portal.processes;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import no.dotkom.portal.processes.KillPoint.Story;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** {@code script/simulate --processes}: every proof at length, with the portals' own settings. */
public final class Processes {
    private static final Path FOLDER = Path.of("target/processes");
    private static final int STREAMS = 300;

    private final World world;
    private final Kari kari;
    private final Life steady;
    private final @Nullable Disk disk;
    private int cuts;
    private int lives;

    private Processes(World world, Kari kari, Life steady, @Nullable Disk disk) {
        this.world = world;
        this.kari = kari;
        this.steady = steady;
        this.disk = disk;
    }

    /** One of the proofs. */
    @FunctionalInterface
    private interface Proof {
        void run() throws Exception;
    }

    /**
     * Runs all proofs that have {@code word} in their name, and prints what they did.
     *
     * @return false when something did not hold
     */
    public static boolean run(String word) throws Exception {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
        say("Starting two portals …");
        try (var disk = Disk.mount(FOLDER);
                var world = World.start(FOLDER, disk == null ? FOLDER : disk.root(), Map.of());
                var haste = world.hasten(3)) {
            world.startPortals();
            var kari = Kari.at(world.front().url());
            var steady = new Life(world, kari, new App("steady"));
            steady.live(Story.CREATE);
            try (var probe = Probe.of(world, steady.host())) {
                probe.begin();
                var held = new Processes(world, kari, steady, disk).prove(word);
                say("%d visits in all, of which lost: %s".formatted(probe.asked(), probe.lost()));
                return held && probe.lost().isEmpty();
            }
        }
    }

    private boolean prove(String word) throws Exception {
        var held = true;
        for (var proof : proofs().entrySet()) {
            if (proof.getKey().contains(word)) {
                say(proof.getKey());
                held &= held(proof.getValue());
            }
        }
        return held;
    }

    private boolean held(Proof proof) throws Exception {
        try {
            world.startPortals();
            proof.run();
            new Invariants(world).hold(cuts);
            return true;
        } catch (AssertionError | RuntimeException broken) {
            say("✗ " + broken.toString().lines().limit(20).collect(Collectors.joining("\n  ")));
            return false;
        } finally {
            world.plan(Fate.Plan.CALM);
        }
    }

    private Map<String, Proof> proofs() {
        var proofs = new LinkedHashMap<String, Proof>();
        for (var points : KillProof.lives()) {
            proofs.put("F01 killed at " + points, () -> cuts += KillProof.live(world, life("mortal"), points));
        }
        for (var where : PauseProof.Where.values()) {
            pauses(where, proofs);
        }
        databases(proofs);
        for (var seed = 1; seed <= 5; seed++) {
            var weather = seed;
            proofs.put(
                    "F05 network, seed " + seed,
                    () -> NetworkProof.storm(
                            world, kari, steady, Story.DEPLOY, weather, Duration.ofSeconds(2L * weather)));
        }
        proofs.put("F19 AWS's name leads nowhere", () -> NetworkProof.nameless(world, kari, steady));
        proofs.put(
                "F29 replaced one by one under " + STREAMS + " streams",
                () -> new RollingProof(world, kari, Processes::say).run(steady, STREAMS, world.portals()));
        proofs.put(
                "F28 a wider schema comes and its release goes",
                () -> SchemaProof.run(world, kari, steady, FOLDER.resolve("later")));
        exhaustion(proofs);
        proofs.put("F32 rows that cannot be read", () -> PoisonProof.run(world, kari, life("poisoned"), steady));
        proofs.put("no portal and no database", this::absent);
        return proofs;
    }

    private void exhaustion(Map<String, Proof> proofs) {
        var proof = new ExhaustionProof(world, steady);
        proofs.put("F30 out of memory", () -> proof.memory(FOLDER));
        proofs.put("F30 out of threads", () -> proof.threads(FOLDER));
        proofs.put("F30 no room for the log", proof::log);
    }

    private Life life(String name) {
        return new Life(world, kari, new App(name + ++lives));
    }

    private void pauses(PauseProof.Where where, Map<String, Proof> proofs) {
        var suffix = ", the write " + where;
        for (var operation : List.of("CreateTargetGroup", "CreateRule", "CreateService")) {
            proofs.put("F10 still at " + operation + suffix, () -> {
                var life = life("still");
                PauseProof.run(world, life, Story.CREATE, operation, where);
                life.live(Story.REMOVE);
            });
        }
        proofs.put(
                "F10 still at UpdateService" + suffix,
                () -> PauseProof.run(world, steady, Story.SCALE, "UpdateService", where));
        proofs.put("F10 still in a transaction", () -> PauseProof.inTransaction(world, steady));
        proofs.put("F10 still at DeleteRule" + suffix, () -> {
            var life = life("still");
            life.live(Story.CREATE);
            PauseProof.run(world, life, Story.REMOVE, "DeleteRule", where);
        });
    }

    private void databases(Map<String, Proof> proofs) {
        for (var how : Postgres.Stop.values()) {
            for (var seconds : List.of(2, 20)) {
                proofs.put(
                        "F12 database stopped " + how + " for " + seconds + " s",
                        () -> cuts += DatabaseProof.restart(world, kari, steady, how, Duration.ofSeconds(seconds)));
            }
        }
        proofs.put("F12 database, sessions ended", () -> cuts += DatabaseProof.terminate(world, steady, 10));
        proofs.put("F12 database, pool exhausted", () -> DatabaseProof.exhaust(world, kari));
        proofs.put(
                "F12 database only reads",
                () -> cuts += DatabaseProof.readOnly(world, kari, steady, Duration.ofSeconds(20)));
        proofs.put("F12 no room for the database", () -> {
            if (disk == null) {
                say("  skipped: only root may mount the small disk that it needs");
            } else {
                cuts += DatabaseProof.full(world, disk, kari, steady, Duration.ofSeconds(10));
            }
        });
        proofs.put("F19 the database's name leads nowhere", () -> DatabaseProof.nameless(world, kari, steady, FOLDER));
    }

    /** The applications do not need us. */
    private void absent() throws Exception {
        world.portals().forEach(Portal::kill);
        world.postgres().stop(Postgres.Stop.IMMEDIATE);
        Thread.sleep(Duration.ofSeconds(60));
        assertThat(Probe.page(world, steady.host())).startsWith("200 ").contains(steady.image());
        world.postgres().start();
        world.startPortals();
        steady.live(Story.DEPLOY);
    }

    private static void say(String what) {
        System.out.println(what);
    }
}
