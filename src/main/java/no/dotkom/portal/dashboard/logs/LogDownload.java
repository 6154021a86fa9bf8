package no.dotkom.portal.dashboard.logs;

import java.io.IOException;
import java.io.Writer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.dashboard.port.Cursor;
import no.dotkom.portal.dashboard.port.LogTail;
import no.dotkom.portal.dashboard.port.LogTail.Range;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/**
 * A log as a file, written while it is read, so that it takes no memory however long it is. A few at a time, for each
 * takes of what AWS lets all viewers read.
 */
@Service
public class LogDownload {
    /** Lines of one file; its last line says so where it ends there. */
    static final int MOST = 200_000;

    private static final int PART = 5_000;
    private static final int AT_ONCE = 2;
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
    private final Semaphore places = new Semaphore(AT_ONCE);

    LogDownload(Logs logs, Clock clock) {
        this.logs = logs;
        this.clock = clock;
    }

    /** {@code grades-staging-20261122T1204Z.log}. */
    public String fileName(EnvironmentDetails environment, Format format) {
        return "%s-%s.%s"
                .formatted(
                        environment.ref().name().full(),
                        STAMP.format(clock.instant()),
                        format.name().toLowerCase(Locale.ROOT));
    }

    /** False when as many as may are being written. */
    public boolean begin() {
        return places.tryAcquire();
    }

    /** After {@link #begin}. @param from the first moment of it, or null for as long as a search goes back */
    public void write(
            EnvironmentDetails environment,
            @Nullable Instant from,
            Duration back,
            LogQuery query,
            Format format,
            Writer to)
            throws IOException {
        try {
            var now = clock.instant();
            var range = new Range(Cursor.at(from == null ? now.minus(back) : from), Cursor.at(now));
            write(environment, range, query, format, to);
        } catch (LogTail.Unreadable silent) {
            note("It ends here, because AWS did not answer: " + silent.getMessage(), format, to);
        } catch (LogQuery.Unsearchable tooHard) {
            note("It ends here, because the regular expression takes too long.", format, to);
        } finally {
            places.release();
        }
    }

    private void write(EnvironmentDetails environment, Range whole, LogQuery query, Format format, Writer to)
            throws IOException {
        var range = whole;
        var written = 0;
        while (true) {
            var part = logs.part(environment, range, Math.min(PART, MOST - written), query);
            for (var line : part.lines()) {
                to.write(text(line, format));
            }
            to.flush();
            written += part.lines().size();
            if (part.complete()) {
                return;
            }
            if (written >= MOST) {
                note("It ends here, after %d lines.".formatted(MOST), format, to);
                return;
            }
            range = new Range(part.reached(), whole.before());
        }
    }

    private static void note(String text, Format format, Writer to) throws IOException {
        to.write(format == Format.LOG ? "# " + text + "\n" : JSON.writeValueAsString(Map.of("note", text)) + "\n");
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
