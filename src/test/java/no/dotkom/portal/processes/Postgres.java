package no.dotkom.portal.processes;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** PostgreSQL at one port, which can be stopped and started again with what it holds. */
final class Postgres implements AutoCloseable {
    /** How it is stopped. */
    enum Stop {
        /** Sessions are ended, transactions rolled back. */
        FAST("INT"),
        /** As if the machine lost its power: it recovers from its log at the next start. */
        IMMEDIATE("QUIT");

        private final String signal;

        Stop(String signal) {
            this.signal = signal;
        }
    }

    private static final int MORE_THAN_ANY_LOG = 500;

    private final int port;
    private final Path files;
    private final EmbeddedPostgres server;
    private boolean running = true;

    private Postgres(EmbeddedPostgres server, int port, Path files) {
        this.server = server;
        this.port = port;
        this.files = files;
    }

    static Postgres start(int port, Path files) throws IOException {
        var server = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(files)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setServerConfig("max_wal_size", "64MB")
                .setOutputRedirector(Redirect.DISCARD)
                .setErrorRedirector(Redirect.DISCARD)
                .start();
        return new Postgres(server, port, files);
    }

    /** Starts it again after {@link #stop}, as it was started first: with all that was committed. */
    void start() throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        Pattern.compile("\"([^\"]*)\"|(\\S+)")
                .matcher(Files.readString(files.resolve("postmaster.opts")))
                .results()
                .forEach(word -> command.add(word.group(1) == null ? word.group(2) : word.group(1)));
        new ProcessBuilder(command)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
        running = true;
        Books.await("PostgreSQL answers", () -> number("select 1") == 1);
    }

    void stop(Stop how) throws IOException, InterruptedException {
        signal(how.signal);
        running = false;
    }

    /** As after a failover that left its name with the old server: it answers, but as a standby that only reads. */
    void demote() throws IOException, InterruptedException {
        stop(Stop.FAST);
        Files.createFile(files.resolve("standby.signal"));
        start();
    }

    /** Makes it the one that writes again; its sessions stay. */
    void promote() throws SQLException {
        rows("select pg_promote(true)");
    }

    /** Writes to its log until it cannot: then it has crashed, and may not come back by itself. */
    void writeUntilItFails() {
        try (var connection = DriverManager.getConnection(url(), "postgres", "postgres");
                var statement = connection.createStatement()) {
            for (var mib = 0; mib < MORE_THAN_ANY_LOG; mib++) {
                statement.execute("select pg_logical_emit_message(false, 'full', repeat('x', 1048576))");
            }
        } catch (SQLException full) {
            return;
        }
        throw new IllegalStateException("There was room for more");
    }

    /** Starts it again if it did not survive what befell it. */
    void revive() throws IOException, InterruptedException {
        var postmaster = files.resolve("postmaster.pid");
        if (!Files.exists(postmaster)
                || ProcessHandle.of(Long.parseLong(
                                Files.readAllLines(postmaster).getFirst().strip()))
                        .isEmpty()) {
            start();
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        var postmaster = Long.parseLong(
                Files.readAllLines(files.resolve("postmaster.pid")).getFirst().strip());
        new ProcessBuilder("kill", "-" + name, Long.toString(postmaster))
                .start()
                .waitFor();
        ProcessHandle.of(postmaster).ifPresent(process -> process.onExit().join());
    }

    String url() {
        return "jdbc:postgresql://localhost:" + port + "/postgres";
    }

    /** Rows of a query, each value as text. */
    List<List<String>> rows(String sql) throws SQLException {
        var rows = new ArrayList<List<String>>();
        try (var connection = DriverManager.getConnection(url(), "postgres", "postgres");
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            while (result.next()) {
                var row = new ArrayList<String>();
                for (var column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.add(String.valueOf(result.getString(column)));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** The one value of a query, as text; {@code null} as the text of that name. */
    String value(String sql) throws SQLException {
        return rows(sql).getFirst().getFirst();
    }

    long number(String sql) throws SQLException {
        return Long.parseLong(value(sql));
    }

    int execute(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url(), "postgres", "postgres");
                var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    @Override
    public void close() throws IOException {
        if (running) {
            server.close();
        }
    }
}
