package no.dotkom.portal.dashboard.logs;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.dashboard.Dashboard;
import no.dotkom.portal.dashboard.port.Cursor;
import no.dotkom.portal.identity.SignIn;
import no.dotkom.portal.identity.SignIns;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.ui.Words;
import no.dotkom.portal.ui.stream.OpenStreams;
import no.dotkom.portal.ui.stream.StreamProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The log streams that are open, each looked at every 30 s for whether its reader may still see it. On shutdown they end before the web server begins to wait for its requests.
 */
@Component
public class LogStreams implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(LogStreams.class);
    /** What happened is looked back for so far when a stream begins: the page told the rest. */
    private static final Duration LATELY = Duration.ofMinutes(10);

    private final Logs logs;
    private final Dashboard dashboard;
    private final SignIns signIns;
    private final StreamProperties limits;
    private final OpenStreams places;
    private final Clock clock;
    private final Set<LogStream> open = ConcurrentHashMap.newKeySet();
    /** All that follow one environment look it up once. */
    private final Cache<EnvironmentId, List<Sign>> signs = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofSeconds(2))
            .maximumSize(500)
            .build();

    private volatile boolean running;

    LogStreams(
            Logs logs, Dashboard dashboard, SignIns signIns, StreamProperties limits, OpenStreams places, Clock clock) {
        this.logs = logs;
        this.dashboard = dashboard;
        this.signIns = signIns;
        this.limits = limits;
        this.places = places;
        this.clock = clock;
    }

    /** A place among the open streams, or nothing when the member or the instance has no more. */
    public Optional<LogStream> admit(
            SignIn signIn, EnvironmentDetails environment, Cursor after, LogQuery query, Words words)
            throws InterruptedException {
        var stream = new LogStream(signIn, environment, after, query, words, limits, this::leave);
        if (!running || !places.admit(stream)) {
            return Optional.empty();
        }
        open.add(stream);
        if (!running) {
            stream.queue.close();
        }
        return Optional.of(stream);
    }

    private void leave(LogStream stream) {
        open.remove(stream);
        places.leave(stream);
    }

    /** Writes until the reader leaves, loses the right to, or the stream's life ends. */
    public void run(LogStream stream, EnvironmentDetails environment, OutputStream out) throws InterruptedException {
        try {
            stream.write(logs, () -> signs(environment), () -> access(stream, environment), out);
        } catch (IOException clientLeft) {
            log.debug("A log stream's client left: {}", clientLeft.getMessage());
        }
    }

    private List<Sign> signs(EnvironmentDetails environment) {
        return signs.get(environment.ref().id(), id -> lately(environment));
    }

    /** When the database cannot say, the lines go on without marks: the next look tells them. */
    private List<Sign> lately(EnvironmentDetails environment) {
        try {
            return logs.signs(environment, clock.instant().minus(LATELY));
        } catch (RuntimeException unknown) {
            log.warn(
                    "What happened to {} could not be looked up",
                    environment.ref().name().full(),
                    unknown);
            return List.of();
        }
    }

    private LogStream.Access access(LogStream stream, EnvironmentDetails environment) {
        var member = signIns.stillIn(stream.signIn);
        if (member.isEmpty()
                || !dashboard.mayFollow(member.get(), environment.ref().id())) {
            return LogStream.Access.REFUSED;
        }
        return dashboard.find(member.get(), environment.ref().id()).isPresent()
                ? LogStream.Access.GRANTED
                : LogStream.Access.GONE;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        OpenStreams.endGently(open, stream -> stream.queue.close());
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
