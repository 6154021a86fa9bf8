package no.dotkom.portal.dashboard.logs;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.dotkom.portal.dashboard.port.Cursor;
import no.dotkom.portal.ui.Words;
import no.dotkom.portal.ui.stream.Frames;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The frames of one log stream: JSON in events, each with the place from which the reader goes on after a cut. */
public final class LogFrames {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final Frames frames;
    private final Words words;

    LogFrames(OutputStream out, Words words) {
        this.frames = new Frames(out);
        this.words = words;
    }

    void lines(Cursor position, List<LogEntry> lines) throws IOException {
        send(position, "lines", json(lines));
    }

    /** {@code [cursor, epochMs, task, level, text]}, and the places of what is looked for where there are any. */
    public static List<List<@Nullable Object>> json(List<LogEntry> lines) {
        return lines.stream().map(LogFrames::json).toList();
    }

    private static List<@Nullable Object> json(LogEntry line) {
        var array = new ArrayList<@Nullable Object>(6);
        array.add(line.cursor().text());
        array.add(line.cursor().at());
        array.add(line.task());
        array.add(line.levelWord());
        array.add(line.text());
        if (!line.marks().isEmpty()) {
            array.add(line.marks().stream()
                    .map(mark -> new int[] {mark.from(), mark.to()})
                    .toList());
        }
        return array;
    }

    void missed(Cursor position, LineQueue.Item.Missed missed) throws IOException {
        var gap = Map.of(
                "count", missed.count(),
                "after", missed.after().text(),
                "before", missed.before().text());
        send(position, missed.sampled() ? "sampled" : "gap", gap);
    }

    void sign(Cursor position, Sign sign) throws IOException {
        send(position, "task", json(sign, words));
    }

    public static Map<String, @Nullable Object> json(Sign sign, Words words) {
        var json = new HashMap<String, @Nullable Object>();
        json.put("id", sign.id());
        json.put("at", sign.at().toEpochMilli());
        json.put("state", sign.state());
        json.put("text", sign.say().in(words));
        return json;
    }

    /** A sign of life. @param asOf when AWS last answered */
    void ping(Cursor position, Instant asOf) throws IOException {
        send(position, "ping", Map.of("asOf", asOf.toEpochMilli()));
    }

    /** Nothing more will come. */
    void end(Cursor position, String why) throws IOException {
        send(position, "end", Map.of("text", why));
    }

    void comment() throws IOException {
        frames.comment();
    }

    private void send(Cursor position, String event, Object payload) throws IOException {
        frames.event(position.text(), event, JSON.writeValueAsString(payload));
    }
}
