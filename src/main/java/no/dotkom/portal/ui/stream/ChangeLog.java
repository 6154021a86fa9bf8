package no.dotkom.portal.ui.stream;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import no.dotkom.portal.ui.Topic;
import org.springframework.stereotype.Component;

/**
 * What changed in the last minutes, as this instance heard it. A position is an instance and a number; a position of
 * another instance, or one too old, means that everything may have changed.
 */
@Component
public class ChangeLog {
    /** ux.md §2: a client that was away for less than this is told only what changed. */
    private static final Duration KEPT = Duration.ofMinutes(5);

    private record Change(long number, Topic topic, Instant at) {}

    private final String instance = HexFormat.of().formatHex(randomBytes());
    private final Clock clock;
    private final Deque<Change> changes = new ArrayDeque<>();
    private long last;
    private long forgotten;

    public ChangeLog(Clock clock) {
        this.clock = clock;
    }

    private static byte[] randomBytes() {
        var bytes = new byte[6];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /** Where the log stands now. */
    public synchronized String position() {
        return instance + "-" + last;
    }

    synchronized void add(Topic topic) {
        changes.addLast(new Change(++last, topic, clock.instant()));
        var oldest = clock.instant().minus(KEPT);
        while (!changes.isEmpty() && changes.getFirst().at().isBefore(oldest)) {
            forgotten = changes.removeFirst().number();
        }
    }

    /** Changes may have been missed: every position so far is too old. */
    synchronized void forget() {
        changes.clear();
        forgotten = ++last;
    }

    /** The topics that changed strictly after {@code position}, or nothing when only a whole new picture is safe. */
    synchronized Optional<Set<Topic>> since(String position) {
        var dash = position.indexOf('-');
        if (dash < 0 || !position.substring(0, dash).equals(instance)) {
            return Optional.empty();
        }
        var number = number(position.substring(dash + 1));
        if (number < forgotten || number > last) {
            return Optional.empty();
        }
        var topics = new LinkedHashSet<Topic>();
        changes.stream().filter(change -> change.number() > number).forEach(change -> topics.add(change.topic()));
        return Optional.of(topics);
    }

    private static long number(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
    }
}
