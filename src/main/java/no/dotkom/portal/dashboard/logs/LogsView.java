package no.dotkom.portal.dashboard.logs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import no.dotkom.portal.dashboard.port.Cursor;
import no.dotkom.portal.dashboard.port.LogTail;
import no.dotkom.portal.watch.TaskPicture;
import org.jspecify.annotations.Nullable;

/**
 * The page of a log.
 *
 * @param chunks rows by the hundred
 * @param slice what was read, or null when AWS did not answer or it cannot be searched for
 * @param problem the key of why it cannot be searched for, or null
 * @param silent what AWS said instead of lines, or null
 * @param live the page shows the end of the log and follows it
 * @param here the line that the page is about, or null
 * @param tasks those that can be chosen
 * @param previous the task that died last, or null
 */
public record LogsView(
        LogAddress address,
        List<List<LogRow>> chunks,
        @Nullable LogSlice slice,
        @Nullable String problem,
        @Nullable String silent,
        boolean live,
        @Nullable Cursor here,
        List<TaskPicture> tasks,
        @Nullable TaskPicture previous,
        Instant now) {
    private static final int CHUNK = 100;

    static List<List<LogRow>> chunked(List<LogRow> rows) {
        var chunks = new java.util.ArrayList<List<LogRow>>();
        for (int from = 0; from < rows.size(); from += CHUNK) {
            chunks.add(rows.subList(from, Math.min(rows.size(), from + CHUNK)));
        }
        return chunks;
    }

    public List<LogEntry> lines() {
        return slice == null ? List.of() : slice.lines();
    }

    /** Where the stream begins. */
    public Cursor position() {
        return slice == null ? Cursor.at(now.minus(LogTail.OVERLAP)) : slice.position(now);
    }

    public @Nullable Cursor first() {
        return lines().isEmpty() ? null : lines().getFirst().cursor();
    }

    public @Nullable Cursor last() {
        return lines().isEmpty() ? null : lines().getLast().cursor();
    }

    /** New lines come by themselves, also when AWS did not tell the first ones. */
    public boolean follows() {
        return live && problem == null;
    }

    /** There may be older lines. */
    public boolean older() {
        return slice != null && !lines().isEmpty();
    }

    public boolean filtered() {
        return !address.q().isEmpty()
                || !address.levels().isEmpty()
                || !address.tasks().isEmpty();
    }

    public boolean isHere(LogEntry line) {
        return line.cursor().equals(here);
    }

    /** The newest start of a running task, for a log that has no lines yet. */
    public @Nullable Instant startedAt() {
        return tasks.stream()
                .filter(TaskPicture::running)
                .map(TaskPicture::startedAt)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** A moment before what is shown. */
    public Instant earlier(int minutes) {
        var from = first();
        return (from == null ? now : from.time()).minus(Duration.ofMinutes(minutes));
    }
}
