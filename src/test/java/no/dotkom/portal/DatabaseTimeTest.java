package no.dotkom.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import no.dotkom.portal.local.TestPostgres;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class DatabaseTimeTest {
    /** A database whose own clock is an hour ahead: its search path finds another {@code clock_timestamp} first. */
    private static PGSimpleDataSource anHourAhead() throws SQLException {
        var database = (PGSimpleDataSource) TestPostgres.create().dataSource();
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("""
                    create schema ahead;
                    create function ahead.clock_timestamp() returns timestamptz language sql
                        as 'select pg_catalog.clock_timestamp() + interval ''1 hour''';
                    """);
        }
        database.setOptions("-c search_path=ahead,pg_catalog,public");
        return database;
    }

    @Test
    void itTellsTheDatabasesTimeNotTheMachines() throws Exception {
        // Given
        try (var time = new DatabaseTime(anHourAhead())) {
            // When
            var first = time.instant();
            // Longer than the clocks of slow machines are coarse: it must count on by itself.
            Thread.sleep(20);

            // Then
            assertThat(first).isCloseTo(Instant.now().plus(1, ChronoUnit.HOURS), within(5, ChronoUnit.SECONDS));
            assertThat(time.instant()).isAfter(first);
        }
    }
}
