package no.dotkom.portal.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import no.dotkom.portal.local.Visitor;

/** An open stream, each of whose lines is told as it comes, or which stands still. */
final class Reader implements AutoCloseable {
    private final InputStream body;

    private Reader(InputStream body) {
        this.body = body;
    }

    /** @throws IllegalStateException when the portal opens none */
    static Reader following(Visitor who, String address, Consumer<String> lines)
            throws IOException, InterruptedException {
        var reader = stalled(who, address);
        Thread.ofVirtual().start(() -> {
            try (var from = new BufferedReader(new InputStreamReader(reader.body, StandardCharsets.UTF_8))) {
                for (var line = from.readLine(); line != null; line = from.readLine()) {
                    lines.accept(line);
                }
            } catch (IOException closed) {
                // the measure is over
            }
        });
        return reader;
    }

    /** Reads nothing at all. */
    static Reader stalled(Visitor who, String address) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = who.stream(address, request -> {});
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(address + " answered " + answer.statusCode());
        }
        return new Reader(answer.body());
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
