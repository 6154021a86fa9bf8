package no.dotkom.portal.processes;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A request or an answer of HTTP/1.1, read whole.
 *
 * @param start its first line
 * @param fields its header, a line each
 */
record Message(String start, List<String> fields, byte[] body) {
    private static final int LONGEST_HEAD = 64 * 1024;

    /** The next one of a connection; empty when its other side has closed it in order. */
    static Optional<Message> read(InputStream from) throws IOException {
        var head = head(from);
        if (head.isEmpty()) {
            return Optional.empty();
        }
        var lines = head.get().strip().lines().toList();
        var bare = new Message(lines.getFirst(), lines.subList(1, lines.size()), new byte[0]);
        return Optional.of(new Message(bare.start, bare.fields, bare.bodyFrom(from)));
    }

    private static Optional<String> head(InputStream from) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var ends = 0;
        while (ends < 4) {
            var next = from.read();
            if (next < 0) {
                if (bytes.size() == 0) {
                    return Optional.empty();
                }
                throw new EOFException("cut in the middle of a head");
            }
            bytes.write(next);
            ends = next == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : next == '\r' ? 1 : 0;
            if (bytes.size() > LONGEST_HEAD) {
                throw new IOException("a head without an end");
            }
        }
        return Optional.of(bytes.toString(StandardCharsets.ISO_8859_1));
    }

    private byte[] bodyFrom(InputStream from) throws IOException {
        if (!field("Transfer-Encoding").isEmpty()) {
            throw new IOException("chunks are not spoken here: " + start);
        }
        var length = field("Content-Length");
        var body = length.isEmpty() ? new byte[0] : from.readNBytes(Integer.parseInt(length));
        if (!length.isEmpty() && body.length < Integer.parseInt(length)) {
            throw new EOFException("cut in the middle of a body");
        }
        return body;
    }

    /** The value of a field, or empty. */
    String field(String name) {
        return fields.stream()
                .filter(field -> field.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(field -> field.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        var head = (start + "\r\n" + String.join("\r\n", fields) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        var all = new ByteArrayOutputStream();
        all.writeBytes(head);
        all.writeBytes(body);
        return all.toByteArray();
    }
}
