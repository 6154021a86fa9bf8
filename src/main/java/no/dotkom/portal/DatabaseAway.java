package no.dotkom.portal;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a sentence that PostgreSQL did not let us in at the start, instead of three screens of causes. */
class DatabaseAway extends AbstractFailureAnalyzer<SQLException> {
    /** SQLSTATE classes: connection exception, invalid authorization. Others are our own mistakes. */
    private static final String AWAY = "08|28";

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable root, SQLException cause) {
        var innermost = innermost(cause);
        var state = innermost.getSQLState();
        if (state == null || !state.substring(0, 2).matches(AWAY)) {
            return null;
        }
        return new FailureAnalysis(
                "PostgreSQL does not answer: " + innermost.getMessage(),
                "Start PostgreSQL, or correct SPRING_DATASOURCE_URL, _USERNAME and _PASSWORD; then start the portal again.",
                cause);
    }

    /** The pool wraps what the driver says in what the pool thinks of it. */
    private static SQLException innermost(SQLException outer) {
        var innermost = outer;
        for (Throwable next = outer; next != null; next = next.getCause()) {
            if (next instanceof SQLException inner) {
                innermost = inner;
            }
        }
        return innermost;
    }
}
