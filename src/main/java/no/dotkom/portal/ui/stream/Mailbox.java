package no.dotkom.portal.ui.stream;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import no.dotkom.portal.ui.Topic;

/**
 * The topics that one client has still to be told of. It holds each topic once, so it cannot grow beyond what the page
 * follows, however slow its reader is.
 */
final class Mailbox {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<Topic> followed;
    private final long gap;
    private final Set<Topic> waiting = new LinkedHashSet<>();
    private final Map<Topic, Long> told = new HashMap<>();
    private boolean closed;
    private boolean nudged;

    /** @param gap nanoseconds between two deliveries of one topic */
    Mailbox(Set<Topic> followed, long gap) {
        this.followed = Set.copyOf(followed);
        this.gap = gap;
    }

    void put(Collection<Topic> topics) {
        lock.lock();
        try {
            topics.stream().filter(followed::contains).forEach(waiting::add);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void putAll() {
        put(followed);
    }

    /** Ends the present {@link #take}, though nothing changed. */
    void nudge() {
        lock.lock();
        try {
            nudged = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** The next topic that is due, waited for until {@code deadline} (of {@link System#nanoTime}). */
    Optional<Topic> take(long deadline) throws InterruptedException {
        lock.lock();
        try {
            while (!closed) {
                var now = System.nanoTime();
                var due =
                        waiting.stream().filter(topic -> wait(topic, now) <= 0).findFirst();
                if (due.isPresent()) {
                    waiting.remove(due.get());
                    told.put(due.get(), now);
                    return due;
                }
                if (nudged || deadline - now <= 0) {
                    nudged = false;
                    return Optional.empty();
                }
                var soonest =
                        waiting.stream().mapToLong(topic -> wait(topic, now)).min();
                changed.awaitNanos(Math.min(deadline - now, soonest.orElse(Long.MAX_VALUE)));
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private long wait(Topic topic, long now) {
        var last = told.get(topic);
        return last == null ? 0 : last + gap - now;
    }
}
