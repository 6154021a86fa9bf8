package no.dotkom.portal.dashboard.web;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import no.dotkom.portal.ui.Outage;
import no.dotkom.portal.ui.stream.OpenStreams;
import no.dotkom.portal.ui.stream.StreamProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The waits for a version's end that are open as streams. They share their places with the streams of pages and logs, and
 * on shutdown they end before the web server begins to wait for its requests.
 */
@Component
class OutcomeStreams implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(OutcomeStreams.class);

    private final StreamProperties limits;
    private final OpenStreams places;
    private final Clock clock;
    private final Set<OutcomeStream> open = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    OutcomeStreams(StreamProperties limits, OpenStreams places, Clock clock) {
        this.limits = limits;
        this.places = places;
        this.clock = clock;
    }

    /** A place among the open streams, or nothing when the caller or the instance has no more. */
    Optional<OutcomeStream> admit(UUID caller) throws InterruptedException {
        var stream = new OutcomeStream(caller, limits, clock, this::leave);
        if (!running || !places.admit(stream)) {
            return Optional.empty();
        }
        open.add(stream);
        if (!running) {
            stream.end();
        }
        return Optional.of(stream);
    }

    private void leave(OutcomeStream stream) {
        open.remove(stream);
        places.leave(stream);
    }

    /** Writes until the version has ended, its reader leaves or may not see it any more, or the stream's life ends. */
    void run(OutcomeStream stream, String id, OutcomeStream.Told told, OutputStream out) throws InterruptedException {
        try {
            stream.write(id, told, out);
        } catch (IOException clientLeft) {
            log.debug("Who waited for a version left: {}", clientLeft.getMessage());
        } catch (RuntimeException failed) {
            // Its beginning is sent: no status can say it any more. Whoever waits comes again, and is told then.
            if (Outage.isBehind(failed)) {
                log.warn("A wait for a version ends, the database is away: {}", failed.getMessage());
            } else {
                log.error("A wait for a version failed", failed);
            }
        }
    }

    int count() {
        return open.size();
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        OpenStreams.endGently(open, OutcomeStream::end);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
