package no.dotkom.portal.aws;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.dotkom.portal.dashboard.port.Cursor;
import no.dotkom.portal.dashboard.port.LogTail;
import no.dotkom.portal.dashboard.port.LogTail.Line;
import no.dotkom.portal.dashboard.port.LogTail.Slice;
import org.jspecify.annotations.Nullable;

/**
 * The last lines of one log in the order in which they came to us: who was cut off goes on after the line it had last,
 * late lines and all. Not safe for threads by itself.
 */
final class RecentLines {
    private static final int MOST = 5_000;
    private static final int MOST_CHARACTERS = 2 * 1024 * 1024;

    private final Deque<Line> lines = new ArrayDeque<>();
    /** Ids of the lines that another look may bring again, with their times. */
    private final Map<String, Long> seen = new HashMap<>();

    private int characters;
    private long newest;
    /** What is dated from here on, and was there to read, is in {@link #lines}; null before anything was read. */
    private @Nullable Long readFrom;

    /** Where the lines that were read first begin: a look brings those of the same millisecond too that stand before. */
    private Cursor beginning = new Cursor(0, "");

    /** The last part that was not read. */
    private LogTail.@Nullable Range hole;

    @Nullable Long readFrom() {
        return readFrom;
    }

    /** Reads from here on, unless a beginning was made before. */
    void begin(long from) {
        if (readFrom == null) {
            readFrom = from;
        }
    }

    /** From when a look must read, so that late lines are seen, those of a node too whose clock is behind. */
    long overlapFrom(long lookedAt, long now, long overlap) {
        if (lookedAt == 0) {
            return readFrom == null ? now - overlap : readFrom;
        }
        var last = newest == 0 ? lookedAt : Math.min(newest, lookedAt);
        var from = last - overlap;
        // The overlap may grow again: what was told is remembered for all of it.
        var oldest = last - LogTail.OVERLAP.toMillis();
        seen.values().removeIf(at -> at < oldest);
        return readFrom == null ? from : Math.max(readFrom, from);
    }

    /** Lines of before {@link #readFrom}. */
    void addPast(Slice past) {
        for (var line : past.lines().reversed()) {
            if (seen.putIfAbsent(line.cursor().id(), line.cursor().at()) == null) {
                lines.addFirst(line);
                characters += line.text().length();
                newest = Math.max(newest, line.cursor().at());
            }
        }
        readFrom = past.reached().at();
        beginning = past.reached();
        trim();
    }

    /** Those that are new, in their order. */
    List<Line> add(List<Line> found) {
        var fresh = new ArrayList<Line>();
        for (var line : found) {
            if (!line.cursor().isBefore(beginning)
                    && seen.putIfAbsent(line.cursor().id(), line.cursor().at()) == null) {
                fresh.add(line);
            }
        }
        fresh.sort(LogHistory.IN_ORDER);
        fresh.forEach(line -> {
            lines.addLast(line);
            characters += line.text().length();
            newest = Math.max(newest, line.cursor().at());
        });
        trim();
        return fresh;
    }

    private void trim() {
        while (lines.size() > MOST || (characters > MOST_CHARACTERS && lines.size() > 1)) {
            var oldest = lines.removeFirst();
            characters -= oldest.text().length();
            readFrom = Math.max(readFrom == null ? 0 : readFrom, oldest.cursor().at() + 1);
        }
    }

    /** What is dated before this is not read any more. */
    void skipTo(long at) {
        hole = new LogTail.Range(last(), new Cursor(at, ""));
        newest = Math.max(newest, at);
    }

    /** The line that came last. */
    Cursor last() {
        return lines.isEmpty()
                ? new Cursor(readFrom == null ? 0 : readFrom, "")
                : lines.getLast().cursor();
    }

    Slice newest(int most) {
        var sorted = lines.stream().sorted(LogHistory.IN_ORDER).toList();
        var from = Math.max(0, sorted.size() - most);
        var kept = sorted.subList(from, sorted.size());
        var reached = from > 0 ? kept.getFirst().cursor() : new Cursor(readFrom == null ? 0 : readFrom, "");
        return new Slice(kept, reached, false);
    }

    /** Tells what came after a line; where that is not known, what is dated {@code from} on. */
    void tellSince(Cursor after, long from, LogTail.Sink to) {
        var came = cameAfter(after);
        if (hole != null && !after.isAfter(hole.after())) {
            to.missed(hole.after(), hole.before(), false);
        }
        if (came == null) {
            var begin = readFrom == null ? 0 : readFrom;
            var known = readTo(after);
            if (known.at() < begin) {
                to.missed(known, new Cursor(begin, ""), false);
            }
            came = lines.stream().filter(line -> line.cursor().at() >= from).toList();
        }
        if (!came.isEmpty()) {
            to.lines(came);
        }
    }

    /** Who gives a moment has read for {@link LogTail#OVERLAP} more, and asks for what comes late. */
    private static Cursor readTo(Cursor after) {
        return after.isMoment() ? Cursor.at(after.time().plus(LogTail.OVERLAP)) : after;
    }

    private @Nullable List<Line> cameAfter(Cursor known) {
        var came = new ArrayDeque<Line>();
        for (var each = lines.descendingIterator(); each.hasNext(); ) {
            var line = each.next();
            if (line.cursor().equals(known)) {
                return List.copyOf(came);
            }
            came.addFirst(line);
        }
        return null;
    }
}
