package no.dotkom.portal.dashboard.logs;

import java.time.Instant;
import java.util.List;
import no.dotkom.portal.dashboard.port.Cursor;
import no.dotkom.portal.dashboard.port.LogTail;

/**
 * A part of a log as it was looked for.
 *
 * @param reached up to here it was looked for
 * @param complete there is no more of it that way, or not within the time that is searched
 * @param searched lines that were not looked for are left out
 */
public record LogSlice(List<LogEntry> lines, Cursor reached, boolean complete, boolean searched) {
    /**
     * Where a stream goes on: after the last line, or where nothing was written lately, a moment ago. A search has seen
     * all that came after its last line too.
     *
     * @param now before it was looked for
     */
    public Cursor position(Instant now) {
        var quiet = Cursor.at(now.minus(LogTail.OVERLAP));
        return searched || lines.isEmpty() || lines.getLast().cursor().isBefore(quiet)
                ? quiet
                : lines.getLast().cursor();
    }

    static LogSlice of(LogTail.Slice slice, LogQuery query) {
        var lines = slice.lines().stream()
                .map(line -> LogEntry.of(line).marked(query))
                .toList();
        return new LogSlice(lines, slice.reached(), slice.complete(), !query.isEmpty());
    }
}
