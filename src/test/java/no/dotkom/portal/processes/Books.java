package no.dotkom.portal.processes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** What the portals' database says. */
final class Books {
    private static final Duration LONGEST = Duration.ofSeconds(120);

    private final Postgres postgres;

    Books(Postgres postgres) {
        this.postgres = postgres;
    }

    /** Waits until the newest version of {@code app} is number {@code generation} and live. */
    void awaitLive(App app, long generation) {
        await(app + " v" + generation + " live", () -> newest(app).equals(generation + " LIVE"));
    }

    void awaitGone(App app) {
        await(app + " gone", () -> newest(app).isEmpty());
    }

    /** Waits until something is so, as long as the slowest thing here may take. */
    static void await(String what, Check check) {
        Awaitility.await(what)
                .atMost(LONGEST)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptionsInstanceOf(SQLException.class)
                .until(check::holds);
    }

    /** Asked again and again. */
    @FunctionalInterface
    interface Check {
        boolean holds() throws Exception;
    }

    /** Number and state of the newest version; empty when there is no such application. */
    String newest(App app) throws SQLException {
        return rows("""
                select e.generation || ' ' || v.state from environment e
                join app a on a.id = e.app
                join version v on v.environment = e.id and v.generation = e.generation
                where a.name = '%s' and e.removed_at is null""".formatted(app.name())).stream()
                .map(List::getFirst)
                .findFirst()
                .orElse("");
    }

    String id(App app) throws SQLException {
        return postgres.value(
                "select e.id from environment e join app a on a.id = e.app where a.name = '%s' order by e.created_at desc limit 1"
                        .formatted(app.name()));
    }

    /** True once ECS has taken the service of a version: from there on it is AWS that works. */
    boolean serviceTaken(App app, long generation) throws SQLException {
        return postgres.number("""
                select count(*) from step_record where environment = '%s' and generation = %d
                and operation in ('CreateService', 'UpdateService') and outcome = 'APPLIED'""".formatted(id(app), generation)) > 0;
    }

    /** Writes to AWS that were intended and of which no outcome is on record. */
    long unaccounted() throws SQLException {
        return postgres.number("select count(*) from step_record where outcome is null");
    }

    /** As if what was created had been created an hour earlier: its lists are believed at once. */
    void age(App app) throws SQLException {
        postgres.execute("""
                update step_record set intended_at = intended_at - interval '1 hour',
                outcome_at = outcome_at - interval '1 hour' where environment = '%s'""".formatted(id(app)));
    }

    List<List<String>> rows(String sql) throws SQLException {
        return postgres.rows(sql);
    }
}
