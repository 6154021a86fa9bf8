package no.dotkom.portal.dashboard;

import java.time.Instant;
import java.util.regex.Pattern;
import no.dotkom.portal.watch.TaskPicture;
import org.jspecify.annotations.Nullable;

/**
 * A log line as text: escape sequences are gone. Log text is hostile input; templates only ever put it in as text.
 *
 * @param level {@code error}, {@code warn}, or null when the line does not plainly say so
 */
public record LogLine(Instant at, String text, @Nullable String level) {
    /** CSI and OSC sequences and lone escapes; then every control character but the tab. */
    private static final Pattern ESCAPES = Pattern.compile(
            "\\x1b\\[[0-?]*[ -/]*[@-~]|\\x1b][^\\x07\\x1b]*(\\x07|\\x1b\\\\)|\\x1b.?|[\\p{Cntrl}&&[^\\t]]");

    private static final Pattern ERROR = Pattern.compile("\\b(ERROR|FATAL|SEVERE|PANIC)\\b");
    private static final Pattern WARN = Pattern.compile("\\b(WARN|WARNING)\\b");

    static LogLine of(TaskPicture.Line line) {
        var text = ESCAPES.matcher(line.text()).replaceAll("");
        return new LogLine(line.at(), text, level(text));
    }

    private static @Nullable String level(String text) {
        if (ERROR.matcher(text).find()) {
            return "error";
        }
        return WARN.matcher(text).find() ? "warn" : null;
    }

    /** Three digits. */
    public String millis() {
        return "%03d".formatted(at.getNano() / 1_000_000);
    }
}
