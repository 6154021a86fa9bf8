package no.dotkom.portal.localaws.logs;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One log group. It holds at most {@link #MOST} events; older ones go first, so that a chatty workload cannot fill the heap. */
final class Group {
    static final int MOST = 100_000;

    final String name;
    final String arn;
    final long createdAt;
    final Map<String, String> tags = new TreeMap<>();
    final NavigableMap<String, Stream> streams = new TreeMap<>();
    private final Deque<Event> events = new ArrayDeque<>();

    @Nullable Integer retentionDays;

    Group(String name, String arn, long createdAt) {
        this.name = name;
        this.arn = arn;
        this.createdAt = createdAt;
    }

    /** Oldest arrival first. */
    Deque<Event> events() {
        return events;
    }

    void add(Event event) {
        events.addLast(event);
        Objects.requireNonNull(streams.get(event.stream())).saw(event);
        if (events.size() > MOST) {
            events.removeFirst();
        }
    }

    void forgetBefore(long at) {
        events.removeIf(event -> event.at() < at);
    }

    /** One stream: what lists show of it. */
    static final class Stream {
        final String name;
        final String arn;
        final long createdAt;
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        long lastArrival;

        Stream(String name, String arn, long createdAt) {
            this.name = name;
            this.arn = arn;
            this.createdAt = createdAt;
        }

        void saw(Event event) {
            first = Math.min(first, event.at());
            last = Math.max(last, event.at());
            lastArrival = event.arrived();
        }

        boolean empty() {
            return last == Long.MIN_VALUE;
        }
    }
}
