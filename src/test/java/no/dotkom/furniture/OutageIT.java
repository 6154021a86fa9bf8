package no.dotkom.furniture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Base64;
import no.dotkom.portal.local.LocalPerson;
import no.dotkom.portal.local.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A database that goes away in the middle of a request, after the session was read. */
class OutageIT extends RunningFurniture {
    /**
     * For one session only: pages that other tests left open are still ending. The sequence counts what is rolled
     * back, too.
     */
    private static final String AWAY = """
            create sequence asked;
            create function away() returns trigger language plpgsql as $$
            begin perform nextval('asked'); raise exception 'the database system is shutting down' using errcode = '57P03'; end $$;
            create trigger away before update on spring_session for each row when (old.session_id = '%s')
                execute function away()""";

    @AfterEach
    void comeBack() throws SQLException {
        execute("drop trigger if exists away on spring_session; drop function if exists away(); "
                + "drop sequence if exists asked");
    }

    @Test
    void thePageSaysThatTheDatabaseDoesNotAnswerThoughTheSessionCannotBeKept() throws Exception {
        // Given
        var member = Visitor.signedIn(url(), LocalPerson.KARI);
        assertThat(member.get("/preferences").statusCode()).isEqualTo(200);
        execute(AWAY.formatted(session(member)));

        // When
        var away = member.get("/preferences");
        var asked = asked();
        comeBack();
        var back = member.get("/preferences");

        // Then
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(away.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(away.body()).contains("503. The database of the portal does not answer.");
        assertThat(asked)
                .as("as the answer begins and as it is given up, not for the page that says so")
                .isEqualTo(2);
        assertThat(back.statusCode()).isEqualTo(200);
    }

    private static String session(Visitor visitor) {
        var cookie = visitor.cookie("portal").orElseThrow().getValue();
        return new String(Base64.getDecoder().decode(cookie), StandardCharsets.UTF_8);
    }

    private static long asked() throws SQLException {
        try (var connection = database().dataSource().getConnection();
                var rows = connection.createStatement().executeQuery("select last_value from asked")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = database().dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
