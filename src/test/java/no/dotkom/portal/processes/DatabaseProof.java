package no.dotkom.portal.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.time.Duration;
import no.dotkom.portal.processes.KillPoint.Story;

/** F12: PostgreSQL goes away in the middle of a rollout, and comes back; the portals are not started again. */
final class DatabaseProof {
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final long MOST_SECONDS = 30;

    private DatabaseProof() {}

    /**
     * Stops it while a version rolls out, and starts it again.
     *
     * @return the most writes that may have lost their record: one an environment on its way
     */
    static int restart(World world, Kari kari, Life life, Postgres.Stop how, Duration away) throws Exception {
        life.ask(Story.DEPLOY);
        var books = new Books(world.postgres());
        Books.await("the rollout is in the middle", () -> books.serviceTaken(life.app(), life.version()));
        try (var pages = Pages.look(kari, "/apps", LOOK)) {
            var stopped = System.nanoTime();
            world.postgres().stop(how);
            Books.await("a page is answered", () -> pages.first(503, stopped) != null);
            Thread.sleep(away);
            world.postgres().start();
            var back = System.nanoTime();
            Books.await("the pages are back", () -> pages.first(200, back) != null);
            life.awaitEnd(Story.DEPLOY);
            assertThat(seconds(back, pages))
                    .as("seconds until a page is answered again")
                    .isLessThan(MOST_SECONDS);
            assertThat(pages.statuses())
                    .as("answers while it was away and after")
                    .containsOnly(200, 503);
            assertThat(pages.looks())
                    .filteredOn(look -> look.status() == 503)
                    .as("what the page says")
                    .allMatch(look -> look.said().contains("503. The database of the portal does not answer."));
            return 1;
        }
    }

    private static long seconds(long since, Pages pages) {
        var look = pages.first(200, since);
        return look == null ? Long.MAX_VALUE : (look.at() - since) / 1_000_000_000;
    }

    /**
     * Ends the portals' sessions again and again while members' forms and a rollout are written: whether a commit was
     * made is unknown to who waited for it.
     */
    static int terminate(World world, Life life, int times) throws Exception {
        life.ask(Story.DEPLOY);
        for (var time = 0; time < times; time++) {
            world.postgres().rows("""
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where pid <> pg_backend_pid() and datname = 'postgres' and backend_type = 'client backend'""");
            Thread.sleep(500);
        }
        life.awaitEnd(Story.DEPLOY);
        return times;
    }

    /** Holds a lock that every page needs until the pools are empty: 503, and all is well when it is let go. */
    static void exhaust(World world, Kari kari) throws Exception {
        try (var holder = DriverManager.getConnection(world.postgres().url(), "postgres", "postgres")) {
            holder.setAutoCommit(false);
            try (var statement = holder.createStatement()) {
                statement.execute("lock table app, environment, version in access exclusive mode");
            }
            var many = new java.util.ArrayList<Pages>();
            try {
                for (var reader = 0; reader < 60; reader++) {
                    many.add(Pages.look(kari, "/apps", LOOK));
                }
                Books.await(
                        "a page says so",
                        () -> many.stream().anyMatch(pages -> pages.statuses().contains(503)));
                holder.rollback();
                var let = System.nanoTime();
                Books.await("the pages are back", () -> many.stream().allMatch(pages -> pages.first(200, let) != null));
                assertThat(many.stream().flatMap(pages -> pages.statuses().stream()))
                        .containsOnly(200, 503);
            } finally {
                many.forEach(Pages::close);
            }
        }
    }
}
