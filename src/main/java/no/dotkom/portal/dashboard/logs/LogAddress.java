package no.dotkom.portal.dashboard.logs;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import no.dotkom.portal.dashboard.port.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * The address of a view of a log: it holds all that was chosen, so that it can be given to somebody else.
 *
 * @param path of the page
 * @param q what is searched for
 * @param utc times are in UTC and not in the reader's own zone
 * @param wrap long lines are wrapped
 * @param days that a search goes back
 */
public record LogAddress(
        String path, String q, List<String> levels, List<String> tasks, boolean utc, boolean wrap, int days) {
    public LogAddress {
        levels = List.copyOf(levels);
        tasks = List.copyOf(tasks);
    }

    /** The end of the log, as it comes. */
    public String live() {
        return address(path, Map.of());
    }

    /** A line among all others: what was looked for is left aside. */
    public String context(Cursor line) {
        return new LogAddress("", "", List.of(), List.of(), utc, wrap, 1).address("", Map.of("at", line.text()));
    }

    public String before(Cursor cursor) {
        return address(path, Map.of("before", cursor.text()));
    }

    public String after(Cursor cursor) {
        return address(path, Map.of("after", cursor.text()));
    }

    public String from(Instant moment) {
        return address(path, Map.of("from", moment.toString()));
    }

    /** Lines of one task up to a moment. */
    public String ofTask(String id, Instant until) {
        return new LogAddress(path, "", List.of(), List.of(id), utc, wrap, 1).before(Cursor.at(until));
    }

    public String ofTask(String id) {
        return new LogAddress(path, q, levels, List.of(id), utc, wrap, days).address("", Map.of());
    }

    public String toggleWrap() {
        return new LogAddress(path, q, levels, tasks, utc, !wrap, days).live();
    }

    public String toggleZone() {
        return new LogAddress(path, q, levels, tasks, !utc, wrap, days).live();
    }

    /** Searches further back. */
    public String back(int further) {
        return new LogAddress(path, q, levels, tasks, utc, wrap, further).live();
    }

    /** What is filtered, or everything. */
    public String download(String format, boolean filtered) {
        var chosen = filtered ? this : new LogAddress(path, "", List.of(), List.of(), utc, wrap, 1);
        return chosen.address(path + "/download", Map.of("format", format));
    }

    private String address(String base, Map<String, String> place) {
        var parameters = new LinkedHashMap<String, @Nullable String>();
        parameters.put("q", q.isEmpty() ? null : q);
        parameters.put("level", levels.isEmpty() ? null : String.join(",", levels));
        parameters.put("task", tasks.isEmpty() ? null : String.join(",", tasks));
        parameters.put("zone", utc ? "utc" : null);
        parameters.put("wrap", wrap ? null : "off");
        parameters.put("days", days == 1 ? null : Integer.toString(days));
        parameters.putAll(place);
        var query = new StringJoiner("&", "?", "").setEmptyValue(base.isEmpty() ? "?" : "");
        parameters.forEach((name, value) -> {
            if (value != null) {
                query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        });
        return base + query;
    }
}
