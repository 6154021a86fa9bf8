package no.dotkom.portal.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.SpringApplication;

/**
 * PostgreSQL for tests: one server a JVM, migrated once into a template, from which each caller gets a database of its
 * own in some 50 ms. Stopped after the last Spring context: a pool whose database is gone would wait for it.
 */
public final class TestPostgres {
    /** One database, empty but for its tables. */
    public record Database(String name, int port) {
        public String url() {
            return "jdbc:postgresql://localhost:" + port + "/" + name;
        }

        public String user() {
            return "postgres";
        }

        public String password() {
            return "postgres";
        }

        /** Opens a connection each time it is asked for one. */
        public DataSource dataSource() {
            var source = new PGSimpleDataSource();
            source.setUrl(url());
            source.setUser(user());
            source.setPassword(password());
            return source;
        }
    }

    /**
     * Empties every table of the portal's, in some milliseconds; the triggers that keep the past as it was stand aside
     * while a past is thrown away whole.
     */
    public static final String WIPE = """
            do $$
            declare name text;
            begin
                set local session_replication_role = replica;
                for name in select tablename from pg_tables
                    where schemaname = 'public' and tablename <> 'flyway_schema_history'
                loop
                    execute format('delete from %I', name);
                end loop;
            end $$""";

    private static final String TEMPLATE = "portal_template";
    private static final AtomicInteger number = new AtomicInteger();
    private static @Nullable EmbeddedPostgres server;

    /** A fresh database with every migration applied. */
    public static synchronized Database create() {
        var running = server == null ? start() : server;
        var database = new Database("test_" + number.incrementAndGet(), running.getPort());
        execute(running, "create database " + database.name() + " template " + TEMPLATE);
        return database;
    }

    private static EmbeddedPostgres start() {
        try {
            var started = EmbeddedPostgres.builder()
                    .setRegisterShutdownHook(false)
                    .setOutputRedirector(Redirect.DISCARD)
                    .setServerConfig("max_connections", "300")
                    .start();
            server = started;
            SpringApplication.getShutdownHandlers().add(TestPostgres::stop);
            execute(started, "create database " + TEMPLATE);
            Flyway.configure()
                    .dataSource(started.getJdbcUrl("postgres", TEMPLATE), "postgres", "postgres")
                    .load()
                    .migrate();
            return started;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void execute(EmbeddedPostgres on, String sql) {
        try (var connection = on.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static synchronized void stop() {
        if (server != null) {
            try {
                server.close();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            server = null;
        }
    }
}
