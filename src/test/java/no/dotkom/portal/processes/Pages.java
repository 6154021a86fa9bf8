package no.dotkom.portal.processes;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import no.dotkom.portal.local.Visitor;
import org.jspecify.annotations.Nullable;

/** A member who looks at one page again and again, and notes what came of it and when. */
final class Pages implements AutoCloseable {
    /** @param at of the clock that only goes forward; @param status 0 when there was no answer at all */
    record Look(long at, int status, String said) {}

    private final Visitor visitor;
    private final String path;
    private final List<Look> looks = new CopyOnWriteArrayList<>();
    private final Thread thread;

    private Pages(Visitor visitor, String path, Duration every) {
        this.visitor = visitor;
        this.path = path;
        this.thread = Thread.ofVirtual().unstarted(() -> look(every));
    }

    static Pages look(Kari kari, String path, Duration every) {
        var pages = new Pages(kari.visitor(), path, every);
        pages.thread.start();
        return pages;
    }

    private void look(Duration every) {
        try {
            while (!Thread.interrupted()) {
                looks.add(once());
                Thread.sleep(every);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private Look once() throws InterruptedException {
        try {
            var answer = visitor.get(path);
            return new Look(System.nanoTime(), answer.statusCode(), answer.body());
        } catch (IOException none) {
            return new Look(System.nanoTime(), 0, none.toString());
        }
    }

    List<Look> looks() {
        return looks;
    }

    List<Integer> statuses() {
        return looks.stream().map(Look::status).toList();
    }

    /** The status of the newest answer, 0 before the first. */
    int latest() {
        return looks.isEmpty() ? 0 : looks.getLast().status();
    }

    /** The first answer of {@code status} after {@code since}, or null while there is none. */
    @Nullable Look first(int status, long since) {
        return looks.stream()
                .filter(look -> look.at() - since > 0 && look.status() == status)
                .findFirst()
                .orElse(null);
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
