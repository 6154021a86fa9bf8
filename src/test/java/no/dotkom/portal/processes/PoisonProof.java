package no.dotkom.portal.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import no.dotkom.portal.processes.KillPoint.Story;

/** F32: rows of one environment that cannot be read. All others go on; it is tried ever more seldom, and heals. */
final class PoisonProof {
    private static final Duration WHILE = Duration.ofSeconds(30);

    /** From 2 s on each pause is half as long again as the one before it: more is a hot loop. */
    private static final int MOST_TRIES = 7;

    private PoisonProof() {}

    static void run(World world, Kari kari, Life poisoned, Life other) throws Exception {
        var books = new Books(world.postgres());
        poisoned.live(Story.CREATE);
        var id = books.id(poisoned.app());
        poison(world, id, "jsonb_set(spec, '{architecture}', '\"VAX\"')");
        world.postgres()
                .execute("update environment_status set waits = '{\"no\": \"list\"}' where environment = '%s'"
                        .formatted(id));
        world.postgres()
                .execute("update scheduled_tasks set execution_time = now() where task_instance = '%s'".formatted(id));
        try (var pages = Pages.look(kari, "/apps", Duration.ofMillis(200))) {
            other.live(Story.DEPLOY);
            Thread.sleep(WHILE);
            assertThat(pages.statuses()).as("the list meanwhile").containsOnly(200);
            assertThat(kari.visitor().get(other.app().path()).statusCode()).isEqualTo(200);
            assertThat(kari.visitor().get(poisoned.app().path()).statusCode()).isEqualTo(500);
        }
        assertThat(tries(world, id)).as("tries while it could not be read").isBetween(1L, (long) MOST_TRIES);
        poison(world, id, "jsonb_set(spec, '{architecture}', '\"AMD64\"')");
        Books.await("it is read again", () -> tries(world, id) == 0);
        poisoned.live(Story.DEPLOY);
        poisoned.live(Story.REMOVE);
    }

    private static long tries(World world, String id) throws java.sql.SQLException {
        return world.postgres()
                .number("select coalesce(consecutive_failures, 0) from scheduled_tasks where task_instance = '%s'"
                        .formatted(id));
    }

    /** No statement of the portal's could: versions are immutable. */
    private static void poison(World world, String id, String spec) throws java.sql.SQLException {
        world.postgres().execute("""
                begin;
                set local session_replication_role = replica;
                update version set spec = %s where environment = '%s';
                commit""".formatted(spec, id));
    }
}
