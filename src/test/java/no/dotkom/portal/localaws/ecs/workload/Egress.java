package no.dotkom.portal.localaws.ecs.workload;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * The way out of the private network: plain HTTP from 127.0.0.2, the local egress address, so that a rule with a
 * source-ip condition can tell a workload from a visitor. Names under {@code localhost} are this machine.
 */
final class Egress {
    private static final String ADDRESS = "127.0.0.2";
    private static final int PATIENCE_MS = 5000;

    Response get(String url) {
        try {
            var uri = URI.create(url);
            return "http".equals(uri.getScheme()) && uri.getHost() != null
                    ? get(uri)
                    : Response.text(400, "give an http:// address in ?url=\n");
        } catch (IllegalArgumentException e) {
            return Response.text(400, "not an address: %s\n".formatted(e.getMessage()));
        } catch (IOException e) {
            return Response.text(502, "%s: %s\n".formatted(e.getClass().getSimpleName(), e.getMessage()));
        }
    }

    private static Response get(URI uri) throws IOException {
        try (var socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(ADDRESS), 0));
            socket.setSoTimeout(PATIENCE_MS);
            socket.connect(
                    new InetSocketAddress(address(uri.getHost()), uri.getPort() < 0 ? 80 : uri.getPort()), PATIENCE_MS);
            socket.getOutputStream().write(request(uri).getBytes(StandardCharsets.ISO_8859_1));
            return read(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static InetAddress address(String host) throws IOException {
        return host.equals("localhost") || host.endsWith(".localhost")
                ? InetAddress.ofLiteral("127.0.0.1")
                : InetAddress.getByName(host);
    }

    private static String request(URI uri) {
        var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        // HTTP/1.0, so that the answer ends with the connection and is never chunked.
        return "GET %s%s HTTP/1.0\r\nHost: %s\r\nUser-Agent: workload\r\nConnection: close\r\n\r\n"
                .formatted(path, query, uri.getAuthority());
    }

    private static Response read(String answer) throws IOException {
        var head = answer.indexOf("\r\n\r\n");
        var status = answer.split(" ", 3);
        if (head < 0 || status.length < 3) {
            throw new IOException("no HTTP answer");
        }
        return Response.text(Integer.parseInt(status[1]), answer.substring(head + 4));
    }
}
