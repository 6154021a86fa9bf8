package no.dotkom.portal.aws;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import no.dotkom.portal.dashboard.port.Cursor;
import no.dotkom.portal.dashboard.port.LogTail.Line;
import no.dotkom.portal.dashboard.port.LogTail.Range;
import no.dotkom.portal.dashboard.port.LogTail.Slice;
import no.dotkom.portal.dashboard.port.LogTail.Source;
import org.springframework.stereotype.Component;

/**
 * Reads what is in a log already. AWS reads a span of time forwards only (the option to begin at its end is missing from
 * this SDK), so the newest lines are found in spans that grow backwards.
 */
@Component
class LogHistory {
    static final Comparator<Line> IN_ORDER = Comparator.comparing(Line::cursor);
    private static final long FIRST_SPAN = 10_000;
    private static final int GROWS = 8;
    /** Pages of one span: denser ones are read in smaller spans. */
    private static final int PAGES = 4;
    /** With more lines than this in a span, the next is no larger. */
    private static final int DENSE = 2_000;

    private final LogsCalls logs;
    private final Clock clock;

    LogHistory(LogsCalls logs, Clock clock) {
        this.logs = logs;
        this.clock = clock;
    }

    private record Span(List<Line> lines, boolean whole) {}

    Slice backwards(Source source, Range range, int most, Predicate<Line> wanted, Duration patience) {
        var deadline = System.nanoTime() + patience.toNanos();
        var found = new ArrayList<Line>();
        var end = range.before().at();
        // Lines may be dated in the future: those are in the first span.
        var span = FIRST_SPAN + Math.max(0, end - clock.millis());
        while (found.size() < most && end >= range.after().at()) {
            var start = Math.max(range.after().at(), end - span + 1);
            var read = span(source, start, end);
            if (!read.whole() && span > 1) {
                span = Math.max(1, span / GROWS);
                continue;
            }
            read.lines().stream()
                    .filter(line -> range.holds(line.cursor()) && wanted.test(line))
                    .forEach(found::add);
            end = start - 1;
            span = read.lines().size() > DENSE ? span : span * GROWS;
            if (deadline - System.nanoTime() < 0) {
                break;
            }
        }
        found.sort(IN_ORDER);
        var left = found.size() - most;
        return left > 0
                ? new Slice(found.subList(left, found.size()), found.get(left).cursor(), false)
                : new Slice(
                        found,
                        new Cursor(Math.max(0, end + 1), ""),
                        end < range.after().at());
    }

    private Span span(Source source, long start, long end) {
        var lines = new ArrayList<Line>();
        var page = logs.page(source, start, end, null);
        lines.addAll(page.lines());
        for (int i = 1; i < PAGES && page.next() != null; i++) {
            page = logs.page(source, start, end, page.next());
            lines.addAll(page.lines());
        }
        return new Span(lines, page.next() == null);
    }

    Slice forwards(Source source, Range range, int most, Predicate<Line> wanted, Duration patience) {
        var deadline = System.nanoTime() + patience.toNanos();
        var found = new ArrayList<Line>();
        var reached = range.after();
        String token = null;
        do {
            var page = logs.page(source, range.after().at(), range.before().at(), token);
            for (var line : page.lines()) {
                if (found.size() == most) {
                    return new Slice(found, found.getLast().cursor(), false);
                }
                reached = line.cursor().isAfter(reached) ? line.cursor() : reached;
                if (range.holds(line.cursor()) && wanted.test(line)) {
                    found.add(line);
                }
            }
            token = page.next();
        } while (token != null && deadline - System.nanoTime() > 0);
        return token == null ? new Slice(found, range.before(), true) : new Slice(found, reached, false);
    }
}
