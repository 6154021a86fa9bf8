package no.dotkom.portal;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Objects;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time as PostgreSQL has it, which is the same for all portals and no matter how a machine's own clock is set: read
 * once a minute, and counted on from there by the machine's monotonic time. While the database does not answer, it
 * counts on.
 */
final class DatabaseTime implements InstantSource, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DatabaseTime.class);
    private static final Duration AGAIN = Duration.ofMinutes(1);

    /** What the database said, and when that was by the machine's monotonic time. */
    private record Reading(Instant said, long nanos) {
        Instant now() {
            return said.plusNanos(System.nanoTime() - nanos);
        }
    }

    private final DataSource database;
    private final Thread reader;
    private volatile Reading reading;

    /** @throws SQLException when the database does not answer */
    DatabaseTime(DataSource database) throws SQLException {
        this.database = database;
        this.reading = read();
        this.reader = Thread.ofVirtual().name("database time").start(this::keepReading);
    }

    private Reading read() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select clock_timestamp()")) {
            row.next();
            var said = Objects.requireNonNull(row.getObject(1, OffsetDateTime.class));
            return new Reading(said.toInstant(), System.nanoTime());
        }
    }

    private void keepReading() {
        try {
            while (true) {
                Thread.sleep(AGAIN);
                readAgain();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void readAgain() {
        try {
            reading = read();
        } catch (SQLException away) {
            log.debug("The time was not read: {}", away.getMessage());
        }
    }

    @Override
    public Instant instant() {
        return reading.now();
    }

    @Override
    public void close() {
        reader.interrupt();
    }
}
