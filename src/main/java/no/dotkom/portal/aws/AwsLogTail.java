package no.dotkom.portal.aws;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import no.dotkom.portal.dashboard.port.Cursor;
import no.dotkom.portal.dashboard.port.LogTail;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;

/** The dashboard's port on CloudWatch Logs: one {@link SharedTail} for each log that somebody looks at. */
@Component
class AwsLogTail implements LogTail {
    /** A log that nobody looks at is remembered so long: who comes back within it loses nothing. */
    static final Duration REMEMBERED = Duration.ofMinutes(5);

    private final Map<Source, SharedTail> tails = new ConcurrentHashMap<>();
    private final LogsCalls logs;
    private final LogHistory history;
    private final Clock clock;
    private final Heart heart;

    @Autowired
    AwsLogTail(LogsCalls logs, LogHistory history, Clock clock) {
        this(logs, history, clock, Heart.BEATING);
    }

    AwsLogTail(LogsCalls logs, LogHistory history, Clock clock, Heart heart) {
        this.logs = logs;
        this.history = history;
        this.clock = clock;
        this.heart = heart;
    }

    @Override
    public Slice newest(Source source, int most) {
        return read(() -> with(source, tail -> tail.newest(most)));
    }

    @Override
    public Subscription follow(Source source, Cursor after, Sink sink) {
        return with(source, tail -> tail.follow(after, sink));
    }

    private <T> T with(Source source, Function<SharedTail, T> use) {
        // Taken and forgotten in turn, so that nobody is given a tail that was just forgotten.
        var tail = tails.compute(
                source, (s, known) -> (known == null ? new SharedTail(s, logs, history, clock) : known).touched());
        if (tail.begins()) {
            heart.begin(() -> beat(source, tail));
        }
        return use.apply(tail);
    }

    private boolean beat(Source source, SharedTail tail) {
        tails.computeIfPresent(source, (s, known) -> known == tail && tail.isForgotten() ? null : known);
        if (tails.get(source) != tail) {
            return false;
        }
        tail.beat();
        return true;
    }

    @Override
    public Slice backwards(Source source, Range range, int most, Predicate<Line> wanted, Errand errand) {
        return read(() -> history.backwards(source, range, most, wanted, errand));
    }

    @Override
    public Slice forwards(Source source, Range range, int most, Predicate<Line> wanted, Errand errand) {
        return read(() -> history.forwards(source, range, most, wanted, errand));
    }

    private static <T> T read(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException thrown) {
            throw new Unreadable(Said.text(thrown), thrown);
        }
    }
}
