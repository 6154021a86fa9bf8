package no.dotkom.portal.processes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import no.dotkom.portal.local.Visitor;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** An open page: follows its stream, and when that ends comes again as the page's script does (ux.md §2). */
final class Follower implements AutoCloseable {
    private static final Pattern STREAM = Pattern.compile("hx-sse:connect=\"([^\"]+)\"");
    private static final int LONGEST_DELAY = 30_000;

    private final Visitor visitor;
    private final String address;
    private final Thread thread;
    private final List<Long> gaps = new CopyOnWriteArrayList<>();
    private final StringBuffer told = new StringBuffer();
    private volatile boolean open;
    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private @Nullable String last;

    private Follower(Visitor visitor, String address) {
        this.visitor = visitor;
        this.address = address;
        this.thread = Thread.ofVirtual().unstarted(this::follow);
    }

    /** Loads the page at {@code path} and follows its stream. */
    static Follower of(Visitor visitor, String path) throws IOException, InterruptedException {
        var page = visitor.get(path).body();
        var stream = STREAM.matcher(page);
        if (!stream.find()) {
            throw new IllegalStateException(path + " has no stream");
        }
        var follower = new Follower(visitor, HtmlUtils.htmlUnescape(stream.group(1)));
        follower.thread.start();
        return follower;
    }

    private void follow() {
        var attempt = 0;
        var cut = System.nanoTime();
        var first = true;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                if (attempt > 0) {
                    Thread.sleep(delay(attempt));
                }
                var answer = visitor.stream(address, request -> {
                    if (last != null) {
                        request.header("Last-Event-ID", last);
                    }
                });
                if (answer.statusCode() != 200) {
                    answer.body().close();
                    throw new IOException("answered " + answer.statusCode());
                }
                if (!first) {
                    gaps.add((System.nanoTime() - cut) / 1_000_000);
                }
                first = false;
                open = true;
                attempt = 0;
                try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                    lines.lines().forEach(this::hear);
                }
            } catch (IOException | java.io.UncheckedIOException ended) {
                if (!open) {
                    refusals.add(ended.toString());
                }
            } catch (InterruptedException closed) {
                return;
            }
            if (open) {
                cut = System.nanoTime();
            }
            open = false;
            attempt++;
        }
    }

    /** Milliseconds, as {@code live.ts} draws them. */
    private static long delay(int attempt) {
        var first = 700 + ThreadLocalRandom.current().nextInt(600);
        return Math.min((long) first << Math.min(attempt - 1, 16), LONGEST_DELAY);
    }

    private void hear(String line) {
        if (line.startsWith("id: ")) {
            last = line.substring(4);
        } else if (line.startsWith("data: ")) {
            told.append(line, 6, line.length()).append('\n');
        }
    }

    boolean open() {
        return open;
    }

    /** Milliseconds between the end of a stream and the next one's beginning, of each time. */
    List<Long> gaps() {
        return gaps;
    }

    /** Why it was not taken when it came again, each time. */
    List<String> refusals() {
        return refusals;
    }

    /** Everything it was told since {@link #forget}. */
    String told() {
        return told.toString();
    }

    void forget() {
        told.setLength(0);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
