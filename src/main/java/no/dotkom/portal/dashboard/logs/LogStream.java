package no.dotkom.portal.dashboard.logs;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.dashboard.port.Cursor;
import no.dotkom.portal.dashboard.port.LogTail;
import no.dotkom.portal.identity.SignIn;
import no.dotkom.portal.ui.Words;
import no.dotkom.portal.ui.stream.OpenStreams;
import no.dotkom.portal.ui.stream.StreamProperties;

/**
 * One open log stream, written by the thread of its request: nobody else waits for its reader. Closing it makes room for
 * another.
 */
public final class LogStream implements OpenStreams.Held, AutoCloseable {
    /** Frames come no faster than this (ux.md §6). */
    private static final long PACE = Duration.ofMillis(250).toNanos();
    /** How often what happened is looked up. */
    private static final long SIGNS = Duration.ofSeconds(3).toNanos();

    final SignIn signIn;
    final LineQueue queue = new LineQueue();
    private final EnvironmentDetails environment;
    private final LogQuery query;
    private final Words words;
    private final StreamProperties limits;
    private final Consumer<LogStream> leave;
    private final Set<String> toldSigns = new HashSet<>();
    private volatile boolean probe;
    private Cursor position;

    LogStream(
            SignIn signIn,
            EnvironmentDetails environment,
            Cursor after,
            LogQuery query,
            Words words,
            StreamProperties limits,
            Consumer<LogStream> leave) {
        this.signIn = signIn;
        this.environment = environment;
        this.position = after;
        this.query = query;
        this.words = words;
        this.limits = limits;
        this.leave = leave;
    }

    /** Whether its reader may still see it, or that it is gone. */
    enum Access {
        GRANTED,
        REFUSED,
        GONE
    }

    /** @param signs what happened lately */
    void write(Logs logs, Supplier<List<Sign>> signs, Supplier<Access> access, OutputStream out)
            throws IOException, InterruptedException {
        var frames = new LogFrames(out, words);
        frames.comment();
        var begun = position.time();
        try (var subscription = logs.follow(environment, position, queue)) {
            write(frames, subscription, () -> since(signs.get(), begun), access);
        } catch (LogQuery.Unsearchable tooHard) {
            frames.end(position, words.message(tooHard.key()));
        }
    }

    private static List<Sign> since(List<Sign> signs, Instant begun) {
        return signs.stream().filter(sign -> !sign.at().isBefore(begun)).toList();
    }

    private void write(
            LogFrames frames, LogTail.Subscription subscription, Supplier<List<Sign>> signs, Supplier<Access> access)
            throws IOException, InterruptedException {
        var now = System.nanoTime();
        var end = now + limits.life().toNanos();
        var check = now + limits.recheck().toNanos();
        var ping = now;
        var look = now + SIGNS;
        while (!queue.isClosed() && end - System.nanoTime() > 0) {
            if (check - System.nanoTime() <= 0) {
                var may = access.get();
                if (may == Access.GONE) {
                    frames.end(position, words.message("dashboard.logs.end.removed"));
                }
                if (may != Access.GRANTED) {
                    return;
                }
                check = System.nanoTime() + limits.recheck().toNanos();
            }
            if (ping - System.nanoTime() <= 0) {
                frames.ping(quietPosition(subscription.asOf()), subscription.asOf());
                ping = System.nanoTime()
                        + (subscription.asOf().equals(Instant.EPOCH)
                                ? PACE * 4
                                : limits.ping().toNanos());
            }
            if (look - System.nanoTime() <= 0) {
                tellSigns(signs.get(), frames);
                look = System.nanoTime() + SIGNS;
            }
            var waiting = Math.min(Math.min(ping, check), look) - System.nanoTime();
            var items = queue.take(Math.max(0, waiting));
            if (!items.isEmpty()) {
                tell(items, frames);
                Thread.sleep(Duration.ofNanos(PACE));
            }
            if (probe) {
                answerProbe(frames);
            }
        }
    }

    /** After a quiet time a cut goes on from where AWS was last read, not from a line of long ago. */
    private Cursor quietPosition(Instant asOf) {
        var quiet = asOf.minus(LogTail.OVERLAP);
        if (quiet.isAfter(position.time().plus(LogTail.OVERLAP))) {
            position = Cursor.at(quiet);
        }
        return position;
    }

    private void tellSigns(List<Sign> signs, LogFrames frames) throws IOException {
        for (var sign : signs) {
            if (toldSigns.add(sign.id())) {
                frames.sign(position, sign);
            }
        }
    }

    private void tell(List<LineQueue.Item> items, LogFrames frames) throws IOException {
        var lines = new ArrayList<LogEntry>();
        for (var item : items) {
            switch (item) {
                case LineQueue.Item.Line(var line) -> {
                    position = line.cursor();
                    Optional.of(LogEntry.of(line))
                            .filter(query::matches)
                            .map(each -> each.marked(query))
                            .ifPresent(lines::add);
                }
                case LineQueue.Item.Missed missed -> {
                    flush(lines, frames);
                    frames.missed(position, missed);
                }
            }
        }
        flush(lines, frames);
    }

    private void flush(List<LogEntry> lines, LogFrames frames) throws IOException {
        if (!lines.isEmpty()) {
            frames.lines(position, lines);
            lines.clear();
        }
    }

    @Override
    public UUID member() {
        return signIn.member();
    }

    @Override
    public void close() {
        leave.accept(this);
    }

    @Override
    public void probe() {
        probe = true;
        queue.nudge();
    }

    private void answerProbe(LogFrames frames) throws IOException, InterruptedException {
        probe = false;
        frames.comment();
        Thread.sleep(30);
        frames.comment();
    }
}
