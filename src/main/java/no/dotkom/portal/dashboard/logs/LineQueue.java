package no.dotkom.portal.dashboard.logs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import no.dotkom.portal.dashboard.port.Cursor;
import no.dotkom.portal.dashboard.port.LogTail;
import org.jspecify.annotations.Nullable;

/**
 * The lines that one reader has still to be sent: at most 2,000, or 1 MiB. When it is full the oldest leave and are
 * counted, so a reader that stands still costs that much memory and nobody else's time.
 */
final class LineQueue implements LogTail.Sink {
    static final int MOST = 2_000;
    static final int MOST_BYTES = 1_048_576;

    /** What waits. */
    sealed interface Item {
        record Line(LogTail.Line line) implements Item {}

        /** Not sent. @param count how many, or -1 when nobody knows */
        record Missed(int count, Cursor after, Cursor before, boolean sampled) implements Item {}
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Item> items = new ArrayDeque<>();
    private int bytes;
    private int dropped;
    private @Nullable Cursor firstDropped;
    private @Nullable Cursor lastDropped;
    private boolean closed;
    private boolean nudged;

    @Override
    public void lines(List<LogTail.Line> lines) {
        locked(() -> {
            for (var line : lines) {
                items.addLast(new Item.Line(line));
                bytes += size(line);
            }
            while (items.size() > MOST || (bytes > MOST_BYTES && items.size() > 1)) {
                drop(items.removeFirst());
            }
        });
    }

    /** As it will be sent: text in UTF-8, with its cursor and task. */
    private static int size(LogTail.Line line) {
        var text = line.text();
        var size = 120;
        for (int i = 0; i < text.length(); i++) {
            size += text.charAt(i) < 0x80 ? 1 : text.charAt(i) < 0x800 ? 2 : 3;
        }
        return size;
    }

    private void drop(Item item) {
        switch (item) {
            case Item.Line(var line) -> {
                bytes -= size(line);
                dropped++;
                var cursor = line.cursor();
                firstDropped = firstDropped == null || cursor.isBefore(firstDropped) ? cursor : firstDropped;
                lastDropped = lastDropped == null || cursor.isAfter(lastDropped) ? cursor : lastDropped;
            }
            case Item.Missed missed -> {
                firstDropped = firstDropped == null ? missed.after() : firstDropped;
                lastDropped = missed.before();
            }
        }
    }

    @Override
    public void missed(Cursor after, Cursor before, boolean sampled) {
        locked(() -> items.addLast(new Item.Missed(-1, after, before, sampled)));
    }

    /** What waits now, after waiting so many nanoseconds at most; a gap stands first. */
    List<Item> take(long nanos) throws InterruptedException {
        lock.lock();
        try {
            var left = nanos;
            while (items.isEmpty() && !closed && !nudged && left > 0) {
                left = changed.awaitNanos(left);
            }
            nudged = false;
            var taken = new ArrayList<Item>(items.size() + 1);
            if (firstDropped != null && lastDropped != null) {
                taken.add(new Item.Missed(dropped, new Cursor(firstDropped.at(), ""), after(lastDropped), false));
            }
            taken.addAll(items);
            items.clear();
            bytes = 0;
            dropped = 0;
            firstDropped = null;
            lastDropped = null;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** The first place after a line. */
    private static Cursor after(Cursor cursor) {
        return new Cursor(cursor.at(), cursor.id() + "0");
    }

    /** Ends the present {@link #take}, though nothing came. */
    void nudge() {
        locked(() -> nudged = true);
    }

    void close() {
        locked(() -> closed = true);
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
