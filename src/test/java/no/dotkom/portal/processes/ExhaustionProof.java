package no.dotkom.portal.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import no.dotkom.harm.Harm;
import no.dotkom.portal.processes.KillPoint.Story;

/** F30: one of the portals runs out of memory, of threads, of room for its log. */
final class ExhaustionProof {
    private static final long LONGEST_DEATH_SECONDS = 60;
    private static final int STARVED_SECONDS = 20;
    private static final Path FULL = Path.of("/dev/full");

    private final World world;
    private final Life life;

    ExhaustionProof(World world, Life life) {
        this.world = world;
        this.life = life;
    }

    /** A portal without memory must die, not linger and hold its claims: the option of its start command sees to that. */
    void memory(Path folder) throws Exception {
        var victim = world.portals().getFirst();
        life.ask(Story.DEPLOY);
        harm(victim, folder, "memory");
        assertThat(victim.running().awaitDeath(LONGEST_DEATH_SECONDS, TimeUnit.SECONDS))
                .as("it ended")
                .isTrue();
        world.front().drain(victim.port());
        life.awaitEnd(Story.DEPLOY);
        world.startPortals();
        life.live(Story.SCALE);
    }

    /** None of its threads gets anywhere for a while: the other does the work, and it finds its own way back. */
    void threads(Path folder) throws Exception {
        var victim = world.portals().getFirst();
        harm(victim, folder, Integer.toString(STARVED_SECONDS));
        world.front().drain(victim.port());
        life.live(Story.DEPLOY);
        victim.awaitReady();
        world.front().send(victim.port());
        life.live(Story.SCALE);
    }

    /** What it writes to its log goes nowhere: it serves and works as before, and alone. */
    void log() throws Exception {
        assertThat(Files.exists(FULL))
                .as("a device that is always full: %s", FULL)
                .isTrue();
        var victim = world.portals().getFirst();
        var other = world.portals().getLast();
        world.front().drain(victim.port());
        victim.end();
        victim.begin(Map.of("LOGGING_LEVEL_NO_DOTKOM", "debug"), FULL);
        victim.awaitReady();
        world.front().send(victim.port());
        world.front().drain(other.port());
        other.end();
        life.live(Story.DEPLOY);
        life.live(Story.SCALE);
        world.startPortals();
        world.front().drain(victim.port());
        victim.end();
        world.startPortals();
    }

    private static void harm(Portal victim, Path folder, String what) throws Exception {
        var machine = VirtualMachine.attach(Long.toString(victim.running().pid()));
        try {
            machine.loadAgent(Harm.pack(folder).toString(), what);
        } finally {
            machine.detach();
        }
    }
}
