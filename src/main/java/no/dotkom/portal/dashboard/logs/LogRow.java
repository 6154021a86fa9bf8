package no.dotkom.portal.dashboard.logs;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import no.dotkom.portal.dashboard.port.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * A row of the page: a line with what belongs to it folded under it, something that happened, or a new day.
 */
public sealed interface LogRow {
    /** A line. @param rest the rest of its trace */
    record Lines(LogEntry head, List<LogEntry> rest) implements LogRow {
        /** Of the lines that are folded, by which a reader knows them when they are told again; null when there are none. */
        public @Nullable String cursors() {
            var folded = rest.stream()
                    .map(LogEntry::cursor)
                    .filter(cursor -> !cursor.equals(head.cursor()))
                    .distinct()
                    .map(Cursor::text)
                    .collect(Collectors.joining(" "));
            return folded.isEmpty() ? null : folded;
        }

        @Override
        public String kind() {
            return "lines";
        }
    }

    record Happened(Sign sign) implements LogRow {
        @Override
        public String kind() {
            return "sign";
        }
    }

    record Day(Instant at) implements LogRow {
        @Override
        public String kind() {
            return "day";
        }
    }

    /** For templates, which cannot switch. */
    String kind();

    /** As {@code row.ts}. */
    Pattern CONTINUES = Pattern.compile(
            "^(?:\\t|\\s+at |\\s+\\.\\.\\. \\d|\\s{2}File \"|\\s{4,}\\S|Caused by: |\\s*Suppressed: |goroutine \\d)");

    /** Lines of a trace follow each other within so many milliseconds. */
    long TOGETHER = 1_000;

    /** Rows of a page. @param signs the oldest first; those of before the first line are left out */
    static List<LogRow> of(List<LogEntry> lines, List<Sign> signs, ZoneId zone) {
        var rows = new ArrayList<LogRow>();
        var heads = new HashMap<String, Integer>();
        var next = lines.isEmpty()
                ? signs.size()
                : (int) signs.stream()
                        .filter(sign -> sign.at().isBefore(lines.getFirst().at()))
                        .count();
        LocalDate day = null;
        for (var line : lines) {
            while (next < signs.size() && !signs.get(next).at().isAfter(line.at())) {
                rows.add(new Happened(signs.get(next++)));
            }
            var today = line.at().atZone(zone).toLocalDate();
            if (day != null && !today.equals(day)) {
                rows.add(new Day(line.at()));
                heads.clear();
            }
            day = today;
            add(line, rows, heads);
        }
        signs.subList(next, signs.size()).forEach(sign -> rows.add(new Happened(sign)));
        return rows;
    }

    private static void add(LogEntry line, List<LogRow> rows, HashMap<String, Integer> heads) {
        var at = heads.get(line.task());
        if (at != null && rows.get(at) instanceof Lines(var head, var rest)) {
            var before = rest.isEmpty() ? head : rest.getLast();
            if (line.cursor().at() - before.cursor().at() <= TOGETHER
                    && CONTINUES.matcher(line.plain()).find()) {
                rest.add(line);
                return;
            }
        }
        heads.put(line.task(), rows.size());
        var parts = line.split();
        rows.add(new Lines(parts.getFirst(), new ArrayList<>(parts.subList(1, parts.size()))));
    }
}
