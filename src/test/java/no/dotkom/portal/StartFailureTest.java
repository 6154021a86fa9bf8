package no.dotkom.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.SQLException;
import no.dotkom.portal.apps.ManifestProblem;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** What the console says when the portal cannot start. */
class StartFailureTest {
    /** As Spring Boot finds them: through the registration, not by name. */
    private static String said(Throwable failure) {
        return SpringFactoriesLoader.forDefaultResourceLocation()
                .load(FailureAnalyzer.class, (type, message, cause) -> {})
                .stream()
                .map(analyzer -> analyzer.analyze(failure))
                .filter(java.util.Objects::nonNull)
                .map(analysis -> analysis.getDescription() + " " + analysis.getAction())
                .findFirst()
                .orElse("nothing");
    }

    @Test
    void aDatabaseThatIsAwayIsToldInASentence() {
        // Given
        var flyway = Flyway.configure()
                .dataSource("jdbc:postgresql://localhost:1/portal", "portal", "portal")
                .connectRetries(0)
                .load();
        var failure = catchThrowable(flyway::migrate);

        // When
        var said = said(new BeanCreationException("flyway", failure));

        // Then
        assertThat(said)
                .startsWith("PostgreSQL does not answer: Connection to localhost:1 refused")
                .contains("SPRING_DATASOURCE_URL");
    }

    @Test
    void soItIsWhenTheClockIsTheFirstToAskIt() {
        // Given
        var database = new PGSimpleDataSource();
        database.setUrl("jdbc:postgresql://localhost:1/portal");
        var failure = catchThrowable(() -> new DatabaseTime(database));

        // When
        var said = said(new BeanCreationException("clock", failure));

        // Then
        assertThat(said).startsWith("PostgreSQL does not answer: Connection to localhost:1 refused");
    }

    @Test
    void aStatementOfOursThatIsWrongIsNotCalledAway() {
        assertThat(said(new BeanCreationException("flyway", new SQLException("syntax error", "42601"))))
                .doesNotStartWith("PostgreSQL does not answer");
    }

    @Test
    void aManifestThatCannotBeUsedIsToldInASentence() {
        // When
        var said = said(
                new BeanCreationException("platforms", new ManifestProblem("The platform manifest has no \"vpc\".")));

        // Then
        assertThat(said).startsWith("The platform manifest has no \"vpc\".");
    }
}
