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
