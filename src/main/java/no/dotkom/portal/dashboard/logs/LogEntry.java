package no.dotkom.portal.dashboard.logs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import no.dotkom.portal.dashboard.port.Cursor;
import no.dotkom.portal.dashboard.port.LogTail;
import no.dotkom.portal.watch.TaskPicture;
import org.jspecify.annotations.Nullable;

/**
 * A line that may be shown.
 *
 * @param text with its colours and nothing else of a terminal's
 * @param plain the text alone, which is searched
 * @param marks where in the plain text something stands that is looked for
 */
public record LogEntry(Cursor cursor, String task, @Nullable Level level, String text, String plain, List<Mark> marks) {
    /** From one place of a text to before another. */
    public record Mark(int from, int to) {}

    public static LogEntry of(LogTail.Line line) {
        var text = LogText.clean(line.text());
        var plain = LogText.plain(text);
        return new LogEntry(line.cursor(), line.task(), Level.of(plain), text, plain, List.of());
    }

    /** The lines that were kept of a task when it stopped, the oldest first. */
    public static List<LogEntry> lastOf(TaskPicture task) {
        return task.lastLines().stream()
                .map(line -> of(new LogTail.Line(Cursor.at(line.at()), task.id(), line.text())))
                .toList();
    }

    LogEntry marked(LogQuery query) {
        return new LogEntry(cursor, task, level, text, plain, query.marks(this));
    }

    /** An event of several lines as so many. */
    List<LogEntry> split() {
        if (text.indexOf('\n') < 0) {
            return List.of(this);
        }
        var parts = new ArrayList<LogEntry>();
        // What is looked for is marked in the first: the rest is folded away.
        text.lines()
                .forEach(part -> parts.add(new LogEntry(
                        cursor, task, level, part, LogText.plain(part), parts.isEmpty() ? marks : List.of())));
        return parts;
    }

    public Instant at() {
        return cursor.time();
    }

    /** Three digits. */
    public String millis() {
        return "%03d".formatted(cursor.at() % 1000);
    }

    public @Nullable String levelWord() {
        return level == null ? null : level.word();
    }

    /** As {@code TaskPicture.shortId}. */
    public String shortTask() {
        return task.substring(0, Math.min(4, task.length()));
    }

    public List<Colours.Span> spans() {
        return Colours.of(text, marks);
    }
}
