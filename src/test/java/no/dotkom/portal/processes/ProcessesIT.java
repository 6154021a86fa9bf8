package no.dotkom.portal.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import no.dotkom.portal.processes.KillPoint.Story;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A sample of what {@code script/simulate --processes} does at length, in one world: the parts build on each other, in
 * order. From the first version that serves to the end somebody visits it 20 times a second.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("alone")
class ProcessesIT {
    /** So that calls can wait for each other at their points; in the long run each is killed by itself. */
    private static final Map<String, String> PATIENT =
            Map.of("portal.aws.attempt-timeout", "PT40S", "portal.aws.call-timeout", "PT60S");

    private static World world;
    private static AutoCloseable haste;
    private static Kari kari;
    private static Life steady;
    private static Life moving;
    private static Life leaving;
    private static Probe probe;
    private static int cuts;

    @BeforeAll
    static void start() throws Exception {
        world = World.start(Path.of("target/processes"), PATIENT);
        haste = world.hasten(4);
        world.begin(world.portals().getFirst());
        world.portals().getFirst().awaitReady();
        world.front().send(world.portals().getFirst().port());
        kari = Kari.at(world.front().url());
        steady = new Life(world, kari, new App("steady"));
        moving = new Life(world, kari, new App("moving"));
        leaving = new Life(world, kari, new App("leaving"));
        probe = Probe.of(world, steady.host());
    }

    @AfterAll
    static void end() throws Exception {
        haste.close();
        world.close();
    }

    @Test
    @Order(1)
    void aPortalThatIsKilledWhileItCreatesIsSucceededByWhatTheDatabaseSays() throws Exception {
        // Given
        var points = points(List.of(steady, moving, leaving), KillProof.CREATIONS);

        // When
        cuts += KillProof.strike(world, points);
        world.startPortals();
        KillProof.awaitEnd(points);

        // Then
        new Invariants(world).hold(cuts);
        probe.begin();
    }

    @Test
    @Order(2)
    void aPortalThatStoodStillWritesNothingMore() throws Exception {
        // When
        PauseProof.run(world, moving, Story.SCALE, "UpdateService", PauseProof.Where.ON_ITS_WAY);

        // Then
        new Invariants(world).hold(cuts);
    }

    @Test
    @Order(3)
    void aDatabaseThatIsRestartedCostsNoWishAndNoPageItsMeaning() throws Exception {
        // When
        cuts += DatabaseProof.restart(world, kari, steady, Postgres.Stop.FAST, Duration.ofSeconds(2));

        // Then
        new Invariants(world).hold(cuts);
    }

    /** Two minutes alone; {@code script/simulate --processes F05} runs it, too. */
    @Test
    @Tag("long")
    @Order(4)
    void aNetworkThatFailsIsOutlived() throws Exception {
        // When
        NetworkProof.storm(world, kari, moving, Story.DEPLOY, 1, Duration.ofSeconds(3));

        // Then
        new Invariants(world).hold(cuts);
    }

    @Test
    @Order(5)
    void portalsAreReplacedWithoutALostPageOrChange() throws Exception {
        // When
        new RollingProof(world, kari, System.out::println)
                .run(steady, 24, world.portals().subList(0, 1));

        // Then
        new Invariants(world).hold(cuts);
    }

    @Test
    @Order(6)
    void aPortalThatIsKilledWhileItChangesThingsIsSucceededByTheOther() throws Exception {
        // Given
        var points = points(List.of(steady, moving, leaving), KillProof.CHANGES);
        var other = world.portals().getLast();
        other.running().signal("STOP");
        world.front().drain(other.port());

        // When
        cuts += KillProof.strike(world, points, killed -> {
            other.running().signal("CONT");
            world.front().send(other.port());
        });
        KillProof.awaitEnd(points);

        // Then
        new Invariants(world).hold(cuts);
    }

    @Test
    @Order(7)
    void applicationsServeThroughAllOfItAndWithoutAPortalOrADatabase() throws Exception {
        // When
        world.portals().forEach(Portal::kill);
        world.postgres().stop(Postgres.Stop.IMMEDIATE);
        Thread.sleep(Duration.ofSeconds(2));
        probe.close();

        // Then
        assertThat(probe.asked()).isGreaterThan(400);
        assertThat(probe.lost()).isEmpty();
        assertThat(Probe.page(world, moving.host())).startsWith("200 ").contains(moving.image());
        assertThat(Probe.page(world, leaving.host())).startsWith("404 ");
    }

    private static Map<Life, KillPoint> points(List<Life> lives, List<KillPoint> points) {
        var all = new LinkedHashMap<Life, KillPoint>();
        for (var each = 0; each < points.size(); each++) {
            all.put(lives.get(each), points.get(each));
        }
        return all;
    }
}
