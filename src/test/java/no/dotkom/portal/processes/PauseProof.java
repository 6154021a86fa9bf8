package no.dotkom.portal.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import no.dotkom.portal.processes.KillPoint.Story;
import org.jspecify.annotations.Nullable;

/**
 * F10: a portal stands still in the middle of a write for longer than its four heartbeats; the other takes over and
 * finishes; then it wakes and goes on where it was. It may write no more than what was on its way, and nothing be doubled.
 */
final class PauseProof {
    /** Where the write is while its portal stands still. */
    enum Where {
        /** It reaches AWS after the other portal has finished. */
        ON_ITS_WAY,
        /** AWS has done it, and nobody knows. */
        DONE
    }

    private static final int LONGEST_SECONDS = 60;

    /** As long as the loop takes to come back to a version on its way. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(3);

    /** The portal that writes its intent. */
    private static final String DAWDLING =
            "select application_name from pg_stat_activity where wait_event = 'PgSleep' limit 1";

    private final World world;
    private final AtomicReference<@Nullable Portal> stopped = new AtomicReference<>();
    private final CountDownLatch still = new CountDownLatch(1);
    private final CountDownLatch awake = new CountDownLatch(1);
    private final List<Call> stale = new CopyOnWriteArrayList<>();

    private PauseProof(World world) {
        this.world = world;
    }

    static void run(World world, Life life, Story story, String operation, Where where) throws Exception {
        new PauseProof(world).pause(life, story, operation, where);
    }

    private void pause(Life life, Story story, String operation, Where where) throws Exception {
        for (var portal : world.portals()) {
            portal.proxy().plan(call -> fate(portal, call, life.app(), operation, where));
        }
        var books = new Books(world.postgres());
        var before = books.unaccounted();
        life.ask(story);
        assertThat(still.await(LONGEST_SECONDS, TimeUnit.SECONDS))
                .as("some portal came to %s", operation)
                .isTrue();
        var victim = Objects.requireNonNull(stopped.get());
        world.front().drain(victim.port());
        life.awaitEnd(story);
        victim.running().signal("CONT");
        awake.countDown();
        Books.await("the write of the one that stood still has its outcome", () -> books.unaccounted() == before);
        victim.awaitReady();
        world.front().send(victim.port());
        Thread.sleep(AFTERWARDS);
        assertThat(stale).as("what it went on to write when it woke").isEmpty();
        world.plan(Fate.Plan.CALM);
    }

    /**
     * It stands still in the middle of a transaction that holds the environment's claim: PostgreSQL ends the transaction,
     * or nobody could take over before it wakes.
     */
    static void inTransaction(World world, Life life) throws Exception {
        var postgres = world.postgres();
        postgres.execute("""
                create function dawdle() returns trigger language plpgsql as
                $$ begin perform pg_sleep(2); return new; end $$;
                create trigger dawdle before insert on step_record for each row execute function dawdle()""");
        life.ask(Story.SCALE);
        Books.await(
                "a portal is in the transaction", () -> !postgres.rows(DAWDLING).isEmpty());
        var victim = world.portal(postgres.value(DAWDLING));
        victim.running().signal("STOP");
        world.front().drain(victim.port());
        postgres.execute("set lock_timeout = '60s'; drop trigger dawdle on step_record; drop function dawdle()");
        life.awaitEnd(Story.SCALE);
        victim.running().signal("CONT");
        victim.awaitReady();
        world.front().send(victim.port());
    }

    private Fate fate(Portal portal, Call call, App app, String operation, Where where) {
        var here = call.operation().equals(operation) && call.about(app);
        if (awake.getCount() == 0 && portal == stopped.get() && call.writes() && call.about(app) && !here) {
            stale.add(call);
        }
        if (!here || !stopped.compareAndSet(null, portal)) {
            return Fate.PASS;
        }
        return passing -> {
            if (where == Where.DONE) {
                passing.effect();
            }
            portal.running().signal("STOP");
            still.countDown();
            awake.await();
            if (where == Where.ON_ITS_WAY) {
                passing.effect();
            }
            passing.reply();
        };
    }
}
