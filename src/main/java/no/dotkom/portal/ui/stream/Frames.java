package no.dotkom.portal.ui.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Writes an event stream: lines end in LF only, and a payload is split on CR, LF and CRLF with {@code data:} before each
 * line, so that no text can begin an event of its own.
 */
public final class Frames {
    private static final Pattern LINE = Pattern.compile("\r\n|\r|\n");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z-]{1,40}");
    private final OutputStream out;

    public Frames(OutputStream out) {
        this.out = out;
    }

    /** A message without a name: fragments that htmx swaps. */
    void message(String id, String payload) throws IOException {
        write(framed(id, "", payload));
    }

    /** A named event, which becomes an event of the document. */
    public void event(String id, String name, String payload) throws IOException {
        write(framed(id, name, payload));
    }

    /** A line that clients ignore. */
    public void comment() throws IOException {
        write(":\n\n");
    }

    static String framed(String id, String name, String payload) {
        if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not an event's name: " + name);
        }
        var frame = new StringBuilder("id: ").append(id).append('\n');
        if (!name.isEmpty()) {
            frame.append("event: ").append(name).append('\n');
        }
        for (var line : LINE.split(payload, -1)) {
            frame.append("data: ").append(line).append('\n');
        }
        return frame.append('\n').toString();
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
