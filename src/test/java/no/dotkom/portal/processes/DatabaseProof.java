package no.dotkom.portal.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Map;
import no.dotkom.portal.processes.KillPoint.Story;

/** F12, F19: PostgreSQL goes away in the middle of a rollout, and comes back; the portals are not started again. */
final class DatabaseProof {
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final long MOST_SECONDS = 30;
    private static final String AWAY = "503. The database of the portal does not answer.";
    private static final String NAMES = "127.0.0.1 localhost\n";
    private static final String DATABASE = "127.0.0.1 database.test\n";

    private DatabaseProof() {}

    /** What befalls the database while a version rolls out, until it is over. */
    @FunctionalInterface
    private interface Harm {
        /** @param pages of somebody who looks all the time */
        void befall(Pages pages) throws Exception;
    }

    /**
     * A version rolls out all the same, pages are back soon, and until then they say why not.
     *
     * @return the most writes that may have lost their record: one an environment on its way
     */
    private static int outlived(World world, Kari kari, Life life, Harm harm) throws Exception {
        life.ask(Story.DEPLOY);
        var books = new Books(world.postgres());
        Books.await("the rollout is in the middle", () -> books.serviceTaken(life.app(), life.version()));
        try (var pages = Pages.look(kari, "/apps", LOOK)) {
            harm.befall(pages);
            var back = System.nanoTime();
            Books.await("the pages are back", () -> pages.first(200, back) != null);
            life.awaitEnd(Story.DEPLOY);
            cameBack(pages, back);
            return 1;
        }
    }

    private static void saysSo(Pages pages, long since) {
        Books.await("a page says so", () -> pages.first(503, since) != null);
    }

    /** Nothing but pages and 503 in the words that are meant for it, and pages again soon after {@code back}. */
    private static void cameBack(Pages pages, long back) {
        assertThat(seconds(back, pages))
                .as("seconds until a page is answered again")
                .isLessThan(MOST_SECONDS);
        assertThat(pages.statuses()).as("answers while it was away and after").containsOnly(200, 503);
        assertThat(pages.looks())
                .filteredOn(look -> look.status() == 503)
                .as("what the page says")
                .allMatch(look -> look.said().contains(AWAY));
    }

    /** It is stopped, and started again after {@code away}. */
    static int restart(World world, Kari kari, Life life, Postgres.Stop how, Duration away) throws Exception {
        return outlived(world, kari, life, pages -> {
            var stopped = System.nanoTime();
            world.postgres().stop(how);
            saysSo(pages, stopped);
            Thread.sleep(away);
            world.postgres().start();
        });
    }

    /**
     * A failover leaves its name with a server that only reads: what writes is told that the database is away, what was
     * wished stays.
     */
    static int readOnly(World world, Kari kari, Life life, Duration away) throws Exception {
        var form = kari.deployment(life.app(), "demo/healthy:9.9");
        return outlived(world, kari, life, pages -> {
            world.postgres().demote();
            Books.await(
                    "it only reads",
                    () -> world.postgres().value("select pg_is_in_recovery()").equals("t"));
            var refused = kari.send(life.app(), form);
            assertThat(refused.statusCode()).as("a form meanwhile").isEqualTo(503);
            assertThat(refused.body()).contains(AWAY);
            Thread.sleep(away);
            world.postgres().promote();
        });
    }

    /**
     * Not a byte of room is left for it: it crashes, and again whenever it is written to. At most it has to be started
     * again, as a service manager does.
     */
    static int full(World world, Disk disk, Kari kari, Life life, Duration away) throws Exception {
        return outlived(world, kari, life, pages -> {
            var began = System.nanoTime();
            disk.fill();
            world.postgres().writeUntilItFails();
            saysSo(pages, began);
            Thread.sleep(away);
            disk.free();
            world.postgres().revive();
            Books.await("it can be written to", () -> world.postgres().execute("create temp table room (x int)") == 0);
        });
    }

    /**
     * F19: the name of the database leads nowhere for one of two portals. Its pages say that the database is away, what
     * it cannot do the other does, and it is not started again when the name is back.
     */
    static void nameless(World world, Kari kari, Life life, Path folder) throws Exception {
        var names = folder.resolve("hosts");
        Files.writeString(names, NAMES + DATABASE);
        var other = world.portals().getFirst();
        var lost = world.portals().getLast();
        world.front().drain(lost.port());
        lost.end();
        lost.begin(Map.of(
                "SPRING_DATASOURCE_URL",
                world.postgres().url().replace("//localhost", "//database.test") + "?ApplicationName=" + lost,
                "JDK_JAVA_OPTIONS",
                "-Djdk.net.hosts.file=%s -Dsun.net.inetaddr.ttl=0 -Dsun.net.inetaddr.negative.ttl=0"
                        .formatted(names.toAbsolutePath())));
        lost.awaitReady();
        world.front().send(lost.port());
        world.front().drain(other.port());
        try (var pages = Pages.look(kari, "/apps", LOOK)) {
            Files.writeString(names, NAMES);
            world.postgres()
                    .rows("select pg_terminate_backend(pid) from pg_stat_activity where application_name = '%s'"
                            .formatted(lost));
            Books.await("a page of it says so", () -> pages.statuses().contains(503));
            world.front().send(other.port());
            world.front().drain(lost.port());
            life.live(Story.DEPLOY);
            world.front().send(lost.port());
            world.front().drain(other.port());
            Books.await("its pages are asked for again", () -> pages.latest() == 503);
            Files.writeString(names, NAMES + DATABASE);
            var back = System.nanoTime();
            Books.await("its pages are back", () -> pages.first(200, back) != null);
            life.live(Story.SCALE);
            cameBack(pages, back);
        }
        world.front().send(other.port());
        world.front().drain(lost.port());
        lost.end();
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
