package no.dotkom.portal.ui;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Tells a database that cannot serve now from a mistake of ours: the one passes by itself, the other does not. */
public final class Outage {
    /**
     * SQLSTATE: connection exceptions, insufficient resources, intervention by an operator or a crash, and a server that
     * has become read-only. The pool's own timeout, and a connection closed under a statement, have none.
     */
    private static final String AWAY = "08...|53...|57P..|25006";

    private Outage() {}

    /** True when somewhere behind {@code failure} PostgreSQL did not answer, or could not. */
    public static boolean isBehind(Throwable failure) {
        for (Throwable next = failure; next != null; next = next.getCause()) {
            if (next instanceof SQLException sql && away(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static boolean away(@Nullable String state) {
        return state == null || state.matches(AWAY);
    }
}
