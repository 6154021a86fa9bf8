package no.dotkom.portal.dashboard.logs;

import java.time.Instant;
import no.dotkom.portal.dashboard.port.Cursor;

/** Which part of a log is looked at. */
public sealed interface LogPlace {
    /** Its end, and what comes. */
    record Newest() implements LogPlace {}

    /** Around one line. */
    record Around(Cursor line) implements LogPlace {}

    record Before(Cursor cursor) implements LogPlace {}

    record After(Cursor cursor) implements LogPlace {}

    /** From a moment on. */
    static LogPlace from(Instant moment) {
        return new After(Cursor.at(moment));
    }
}
