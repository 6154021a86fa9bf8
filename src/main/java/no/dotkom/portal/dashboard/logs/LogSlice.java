package no.dotkom.portal.dashboard.logs;

import java.util.List;
import no.dotkom.portal.dashboard.port.Cursor;
import no.dotkom.portal.dashboard.port.LogTail;

/**
 * A part of a log as it was looked for.
 *
 * @param reached up to here it was looked for
 * @param complete there is no more of it that way, or not within the time that is searched
 */
public record LogSlice(List<LogEntry> lines, Cursor reached, boolean complete) {
    static LogSlice of(LogTail.Slice slice, LogQuery query) {
        var lines = slice.lines().stream()
                .map(line -> LogEntry.of(line).marked(query))
                .toList();
        return new LogSlice(lines, slice.reached(), slice.complete());
    }
}
