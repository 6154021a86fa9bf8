package no.dotkom.portal.aws;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import no.dotkom.portal.dashboard.port.Cursor;
import no.dotkom.portal.dashboard.port.LogTail.Errand;
import no.dotkom.portal.dashboard.port.LogTail.Line;
import no.dotkom.portal.dashboard.port.LogTail.Range;
import no.dotkom.portal.dashboard.port.LogTail.Slice;
import no.dotkom.portal.dashboard.port.LogTail.Source;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;

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

    /** Who searches far leaves half of what AWS allows to those who follow: two at once, and each not all the time. */
    private static final int FAR_AT_ONCE = 2;
    /** A page is a look or two, and never waits for a search. */
    private static final int PAGES_AT_ONCE = 3;

    private static final int AT_A_STRETCH = 6;
    private static final Duration BREATH = Duration.ofMillis(600);

    private final LogsCalls logs;
    private final Clock clock;
    private final Pause pause;
    private final Semaphore farPlaces = new Semaphore(FAR_AT_ONCE, true);
    private final Semaphore pagePlaces = new Semaphore(PAGES_AT_ONCE, true);

    LogHistory(LogsCalls logs, Clock clock, Pause pause) {
        this.logs = logs;
        this.clock = clock;
        this.pause = pause;
    }

    /** One read: its pages, and how long it may take. */
    private final class Read implements AutoCloseable {
        private final Source source;
        private final Semaphore places;
        private final long deadline;
        private int pages;

        Read(Source source, Errand errand) {
            this.source = source;
            this.places = errand.far() ? farPlaces : pagePlaces;
            var patience = errand.patience();
            this.deadline = System.nanoTime() + patience.toNanos();
            try {
                if (!places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                    throw SdkClientException.create("Too many read the logs at once");
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw AbortedException.create("Stopped while waiting to read a log");
            }
        }

        LogsCalls.Page page(long start, long end, @Nullable String token) {
            if (++pages > AT_A_STRETCH) {
                try {
                    pause.pause(BREATH);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    throw AbortedException.create("Stopped while reading a log");
                }
            }
            return logs.page(source, start, end, token);
        }

        boolean isOver() {
            return deadline - System.nanoTime() < 0;
        }

        @Override
        public void close() {
            places.release();
        }
    }

    private record Span(List<Line> lines, boolean whole) {}

    Slice backwards(Source source, Range range, int most, Predicate<Line> wanted, Errand errand) {
        try (var read = new Read(source, errand)) {
            return backwards(read, range, most, wanted);
        }
    }

    private Slice backwards(Read read, Range range, int most, Predicate<Line> wanted) {
        var found = new ArrayList<Line>();
        var end = range.before().at();
        // Lines may be dated in the future: those are in the first span.
        var length = FIRST_SPAN + Math.max(0, end - clock.millis());
        var reached = range.before();
        while (found.size() < most && end >= range.after().at() && !read.isOver()) {
            var start = Math.max(range.after().at(), end - length + 1);
            var span = span(read, start, end);
            if (!span.whole() && length > 1) {
                length = Math.max(1, length / GROWS);
                continue;
            }
            span.lines().stream()
                    .filter(line -> range.holds(line.cursor()) && wanted.test(line))
                    .forEach(found::add);
            end = start - 1;
            reached = new Cursor(start, "");
            length = span.lines().size() > DENSE ? length : length * GROWS;
        }
        found.sort(IN_ORDER);
        var left = found.size() - most;
        return left > 0
                ? new Slice(found.subList(left, found.size()), found.get(left).cursor(), false)
                : new Slice(found, reached, end < range.after().at());
    }

    private static Span span(Read read, long start, long end) {
        var page = read.page(start, end, null);
        var lines = new ArrayList<>(page.lines());
        for (int i = 1; i < PAGES && page.next() != null; i++) {
            page = read.page(start, end, page.next());
            lines.addAll(page.lines());
        }
        return new Span(lines, page.next() == null);
    }

    /** None of a range that ends before it begins, which AWS would refuse. */
    Slice forwards(Source source, Range range, int most, Predicate<Line> wanted, Errand errand) {
        if (range.after().at() > range.before().at()) {
            return new Slice(List.of(), range.before(), true);
        }
        try (var read = new Read(source, errand)) {
            return forwards(read, range, most, wanted);
        }
    }

    private static Slice forwards(Read read, Range range, int most, Predicate<Line> wanted) {
        var found = new ArrayList<Line>();
        var reached = range.after();
        String token = null;
        do {
            var page = read.page(range.after().at(), range.before().at(), token);
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
        } while (token != null && !read.isOver());
        return token == null ? new Slice(found, range.before(), true) : new Slice(found, reached, false);
    }
}
