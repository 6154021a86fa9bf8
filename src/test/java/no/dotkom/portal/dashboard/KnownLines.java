package no.dotkom.portal.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import no.dotkom.portal.dashboard.port.Cursor;
import no.dotkom.portal.dashboard.port.LogTail;
import org.jspecify.annotations.Nullable;

/** Logs that tests write, told at once. */
public final class KnownLines implements LogTail {
    private final Map<String, ConcurrentSkipListMap<Cursor, Line>> groups = new ConcurrentHashMap<>();
    private final Map<Sink, String> sinks = new ConcurrentHashMap<>();
    private final List<String> silent = new CopyOnWriteArrayList<>();
    private final List<String> stalled = new CopyOnWriteArrayList<>();
    private final AtomicLong ids = new AtomicLong();

    /** A line of a task, which those that follow are told. */
    public Line write(String group, String task, Instant at, String text) {
        var line = new Line(new Cursor(at.toEpochMilli(), "%056d".formatted(ids.incrementAndGet())), task, text);
        lines(group).put(line.cursor(), line);
        sinks.forEach((sink, followed) -> {
            if (followed.equals(group)) {
                sink.lines(List.of(line));
            }
        });
        return line;
    }

    /** AWS does not tell this group. */
    public void silence(String group) {
        silent.add(group);
    }

    /** AWS comes no further in this group, however often it is asked. */
    public void stall(String group) {
        stalled.add(group);
    }

    /** How many follow. */
    public int followers() {
        return sinks.size();
    }

    private ConcurrentSkipListMap<Cursor, Line> lines(String group) {
        return groups.computeIfAbsent(group, name -> new ConcurrentSkipListMap<>());
    }

    private List<Line> told(Source source, @Nullable Range range, Predicate<Line> wanted) {
        if (silent.contains(source.group())) {
            throw new Unreadable("ThrottlingException: Rate exceeded", new IllegalStateException());
        }
        var task = source.streams().substring(source.streams().lastIndexOf('/') + 1);
        return lines(source.group()).values().stream()
                .filter(line -> line.task().startsWith(task))
                .filter(line -> range == null || range.holds(line.cursor()))
                .filter(wanted)
                .toList();
    }

    @Override
    public Slice newest(Source source, int most) {
        return last(told(source, null, line -> true), most, new Cursor(0, ""));
    }

    private static Slice last(List<Line> found, int most, Cursor reached) {
        var from = Math.max(0, found.size() - most);
        var kept = found.subList(from, found.size());
        return new Slice(kept, from > 0 ? kept.getFirst().cursor() : reached, from == 0);
    }

    @Override
    public Subscription follow(Source source, Cursor after, Sink sink) {
        sinks.put(sink, source.group());
        var missed = lines(source.group()).tailMap(after, false).values();
        if (!missed.isEmpty()) {
            sink.lines(List.copyOf(missed));
        }
        return new Subscription() {
            @Override
            public Instant asOf() {
                return Instant.now();
            }

            @Override
            public void close() {
                sinks.remove(sink);
            }
        };
    }

    @Override
    public Slice backwards(Source source, Range range, int most, Predicate<Line> wanted, Errand errand) {
        return last(told(source, range, wanted), most, range.after());
    }

    @Override
    public Slice forwards(Source source, Range range, int most, Predicate<Line> wanted, Errand errand) {
        if (stalled.contains(source.group())) {
            return new Slice(List.of(), range.after(), false);
        }
        var found = told(source, range, wanted);
        return found.size() > most
                ? new Slice(found.subList(0, most), found.get(most - 1).cursor(), false)
                : new Slice(found, range.before(), true);
    }
}
