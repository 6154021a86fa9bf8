package no.dotkom.portal.localaws.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The world behind a port of the loopback interface, for any AWS client. Members that the model's types do not know are
 * logged: clients are newer than our SDK.
 */
public final class Listener implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Listener.class.getName());
    private static final int BACKLOG = 256;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Dispatch world;

    private Listener(Dispatch world, HttpServer server) {
        this.world = world;
        this.server = server;
    }

    /** @param port 0 takes a free one */
    public static Listener start(Dispatch world, int port) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        var listener = new Listener(world, HttpServer.create(address, BACKLOG));
        listener.server.createContext("/", listener::serve);
        listener.server.setExecutor(listener.threads);
        listener.server.start();
        return listener;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
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
            return Optional.of(world.answer(request, member -> LOG.log(Level.INFO, "not modelled: member {0}", member)));
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
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
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
