package no.dotkom.portal;

import org.flywaydb.core.internal.exception.sqlExceptions.FlywaySqlUnableToConnectToDbException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a sentence that PostgreSQL did not answer at the start, instead of three screens of causes. */
class DatabaseAway extends AbstractFailureAnalyzer<FlywaySqlUnableToConnectToDbException> {
    @Override
    protected FailureAnalysis analyze(Throwable root, FlywaySqlUnableToConnectToDbException cause) {
        var innermost = cause.getCause() == null ? cause : cause.getCause();
        return new FailureAnalysis(
                "PostgreSQL does not answer: " + innermost.getMessage(),
                "Start PostgreSQL, or correct SPRING_DATASOURCE_URL, _USERNAME and _PASSWORD; then start the portal again.",
                cause);
    }
}
