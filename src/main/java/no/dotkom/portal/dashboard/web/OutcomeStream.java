package no.dotkom.portal.dashboard.web;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import no.dotkom.portal.ui.stream.Frames;
import no.dotkom.portal.ui.stream.OpenStreams;
import no.dotkom.portal.ui.stream.StreamProperties;

/**
 * One open wait for a version's end, written by the thread of its request: nobody else waits for its reader. Closing it
 * makes room for another.
 */
final class OutcomeStream implements OpenStreams.Held, AutoCloseable {
    private static final long LOOK = Duration.ofSeconds(1).toMillis();

    /**
     * What is told.
     *
     * @param running true while the version is on its way
     * @param allowed true while the caller may still see it
     * @param version of this moment, as JSON; nothing when it is not there
     * @param refusal as JSON, for who is allowed no more
     */
    record Told(
            Supplier<Boolean> running, Supplier<Boolean> allowed, Supplier<Optional<String>> version, String refusal) {}

    private final UUID caller;
    private final StreamProperties limits;
    private final Clock clock;
    private final Consumer<OutcomeStream> leave;
    private volatile boolean probe;
    private volatile boolean closed;

    OutcomeStream(UUID caller, StreamProperties limits, Clock clock, Consumer<OutcomeStream> leave) {
        this.caller = caller;
        this.limits = limits;
        this.clock = clock;
        this.leave = leave;
    }

    @Override
    public UUID member() {
        return caller;
    }

    @Override
    public void probe() {
        probe = true;
    }

    void end() {
        closed = true;
    }

    @Override
    public void close() {
        leave.accept(this);
    }

    /** Tells how it is, and once more when it has ended. */
    void write(String id, Told told, OutputStream out) throws IOException, InterruptedException {
        var frames = new Frames(out);
        frames.comment();
        var under = told.running().get();
        tell(id, told, frames);
        var end = after(limits.life());
        var check = after(limits.recheck());
        var ping = after(limits.ping());
        while (under && !closed && isBefore(end)) {
            Thread.sleep(LOOK);
            if (!isBefore(check)) {
                if (!told.allowed().get()) {
                    frames.event(id, "problem", told.refusal());
                    return;
                }
                check = after(limits.recheck());
            }
            under = told.running().get();
            if (!under) {
                tell(id, told, frames);
            } else if (!isBefore(ping)) {
                frames.event(id, "ping", clock.instant().toString());
                ping = after(limits.ping());
            }
            if (probe) {
                answerProbe(frames);
            }
        }
    }

    private static void tell(String id, Told told, Frames frames) throws IOException {
        var version = told.version().get();
        if (version.isPresent()) {
            frames.event(id, "version", version.get());
        }
    }

    private void answerProbe(Frames frames) throws IOException, InterruptedException {
        probe = false;
        frames.comment();
        Thread.sleep(30);
        frames.comment();
    }

    private static long after(Duration time) {
        return System.nanoTime() + time.toNanos();
    }

    private static boolean isBefore(long deadline) {
        return deadline - System.nanoTime() > 0;
    }
}
