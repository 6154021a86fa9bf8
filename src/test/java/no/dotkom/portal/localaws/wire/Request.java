package no.dotkom.portal.localaws.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * One HTTP request, as far as AWS's protocols look at it.
 *
 * @param path raw, still percent-encoded
 * @param query raw, without the question mark, or empty
 * @param headers by lower-case name, the first value of each
 */
public record Request(String method, String path, String query, Map<String, String> headers, byte[] body) {
    public Request {
        headers = Map.copyOf(headers);
        body = headers.getOrDefault("content-encoding", "").contains("gzip") ? unzip(body) : body;
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    private static byte[] unzip(byte[] body) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
