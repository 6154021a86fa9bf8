package no.dotkom.portal.dashboard.logs;

import java.io.IOException;
import java.io.Writer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.dashboard.port.Cursor;
import no.dotkom.portal.dashboard.port.LogTail;
import no.dotkom.portal.dashboard.port.LogTail.Range;
import no.dotkom.portal.identity.Member;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/**
 * A log as a file, written while it is read, so that it takes no memory however long it is. A few at a time and one a
 * member, for each takes of what AWS lets all viewers read; none lasts longer than its time, whatever it waits for.
 */
@Service
public class LogDownload {
    /** Lines of one file; its last line says so where it ends there. */
    static final int MOST = 200_000;

    private static final int PART = 5_000;
    private static final int AT_ONCE = 2;
    private static final Duration LONGEST = Duration.ofMinutes(10);
    /** So many parts without a step forward, of five seconds each, and AWS is not asked again. */
    private static final int STANDSTILL = 3;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm'Z'").withZone(ZoneOffset.UTC);

    /** How a line is written. */
    public enum Format {
        LOG,
        JSONL
    }

    private final Logs logs;
    private final Clock clock;
    private final Duration longest;
    private final Set<UUID> members = new HashSet<>();

    @Autowired
    LogDownload(Logs logs, Clock clock) {
        this(logs, clock, LONGEST);
    }

    LogDownload(Logs logs, Clock clock, Duration longest) {
        this.logs = logs;
        this.clock = clock;
        this.longest = longest;
    }

    /** {@code grades-staging-20261122T1204Z.log}. */
    public String fileName(EnvironmentDetails environment, Format format) {
        return "%s-%s.%s"
                .formatted(
                        environment.ref().name().full(),
                        STAMP.format(clock.instant()),
                        format.name().toLowerCase(Locale.ROOT));
    }

    /** A place for one file, or nothing when the member has one or as many as may are being written. */
    public Optional<Place> admit(Member member) {
        synchronized (members) {
            return members.size() < AT_ONCE && members.add(member.id())
                    ? Optional.of(new Place(member.id()))
                    : Optional.empty();
        }
    }

    /** The right to write one file; closing it gives it back. */
    public final class Place implements AutoCloseable {
        private final UUID member;
        private final long end = System.nanoTime() + longest.toNanos();

        private Place(UUID member) {
            this.member = member;
        }

        /** @param from the first moment of it, or null for as long as a search goes back */
        public void write(
                EnvironmentDetails environment,
                @Nullable Instant from,
                Duration back,
                LogQuery query,
                Format format,
                Writer to)
                throws IOException {
            var now = clock.instant();
            var range = new Range(Cursor.at(from == null ? now.minus(back) : from), Cursor.at(now));
            var note = write(environment, range, query, format, to);
            if (!note.isEmpty()) {
                to.write(text(note, format));
            }
            to.flush();
        }

        /** Why it ends early, or nothing. */
        private String write(EnvironmentDetails environment, Range whole, LogQuery query, Format format, Writer to)
                throws IOException {
            try {
                return parts(environment, whole, query, format, to);
            } catch (LogTail.Unreadable silent) {
                return "It ends here, because AWS did not answer: " + silent.getMessage();
            } catch (LogQuery.Unsearchable tooHard) {
                return "It ends here, because the regular expression takes too long.";
            }
        }

        private String parts(EnvironmentDetails environment, Range whole, LogQuery query, Format format, Writer to)
                throws IOException {
            var after = whole.after();
            var written = 0;
            for (int still = 0; still < STANDSTILL; ) {
                var part =
                        logs.part(environment, new Range(after, whole.before()), Math.min(PART, MOST - written), query);
                for (var line : part.lines()) {
                    if (isOver()) {
                        return late();
                    }
                    to.write(text(line, format));
                }
                to.flush();
                written += part.lines().size();
                if (part.complete()) {
                    return "";
                }
                if (written >= MOST) {
                    return "It ends here, after %d lines.".formatted(MOST);
                }
                if (isOver()) {
                    return late();
                }
                still = part.reached().isAfter(after) ? 0 : still + 1;
                after = part.reached();
            }
            return "It ends here, because AWS did not come further in time.";
        }

        private boolean isOver() {
            return end - System.nanoTime() <= 0;
        }

        private String late() {
            return "It ends here, after %d minutes.".formatted(longest.toMinutes());
        }

        @Override
        public void close() {
            synchronized (members) {
                members.remove(member);
            }
        }
    }

    private static String text(String note, Format format) {
        return switch (format) {
            case LOG -> "# " + note + "\n";
            case JSONL -> JSON.writeValueAsString(Map.of("note", note)) + "\n";
        };
    }

    private static String text(LogEntry line, Format format) {
        return switch (format) {
            case LOG -> "%s %s %s\n".formatted(line.at(), line.shortTask(), line.plain());
            case JSONL -> {
                var json = new HashMap<String, @Nullable Object>();
                json.put("at", line.at().toString());
                json.put("task", line.task());
                json.put("level", line.levelWord());
                json.put("text", line.plain());
                yield JSON.writeValueAsString(json) + "\n";
            }
        };
    }
}
