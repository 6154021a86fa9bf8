package no.dotkom.portal.localaws.wire;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import no.dotkom.portal.localaws.world.Loopback;

/**
 * The world behind a port of the loopback interface, for any AWS client. Members that the model's types do not know are
 * logged: clients are newer than our SDK.
 */
public final class Listener implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Listener.class.getName());

    private final Dispatch world;
    private final Loopback server;

    private Listener(Dispatch world, int port) throws IOException {
        this.world = world;
        this.server = Loopback.serve(port, this::serve);
    }

    /** @param port 0 takes a free one */
    public static Listener start(Dispatch world, int port) throws IOException {
        return new Listener(world, port);
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    @Override
    public void close() {
        server.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = ours(exchange);
            answer(request).ifPresent(reply -> send(exchange, reply));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the model failed at " + exchange.getRequestURI(), e);
        }
    }

    /** Empty: the connection is closed without an answer. */
    private Optional<Reply> answer(Request request) {
        try {
            return Optional.of(
                    world.answer(request, member -> LOG.log(Level.INFO, "not modelled: member {0}", member)));
        } catch (IOException cut) {
            return Optional.empty();
        }
    }

    private static Request ours(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        return new Request(
                exchange.getRequestMethod(),
                uri.getRawPath(),
                Optional.ofNullable(uri.getRawQuery()).orElse(""),
                headers(exchange),
                exchange.getRequestBody().readAllBytes());
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        var headers = new LinkedHashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return headers;
    }

    private static void send(HttpExchange exchange, Reply reply) {
        try {
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
            exchange.getResponseBody().write(reply.body());
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the client left", e);
        }
    }
}
