package no.dotkom.portal.localaws.ecs.workload;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import no.dotkom.portal.localaws.world.Loopback;
import no.dotkom.portal.localaws.world.Timeline;

/**
 * Ports that are ports of this machine's loopback: all nodes share them, so a host port is used once in the whole
 * world. A reserved port that nobody serves refuses connections.
 */
public final class ServedHosting implements Hosting, AutoCloseable {
    private static final InetAddress LOOPBACK = loopback();
    private static final String CHECKER = "ELB-HealthChecker/2.0";

    private final Timeline time;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads)
            .build();
    private final Egress egress = new Egress();
    private final Map<Integer, Socket> reserved = new HashMap<>();
    private final Map<Integer, Loopback> open = new HashMap<>();
    private int next = FIRST_DYNAMIC;

    public ServedHosting(Timeline time) {
        this.time = time;
    }

    @Override
    public OptionalInt reserve(String instanceId, int wanted) {
        if (wanted != 0) {
            return hold(wanted) ? OptionalInt.of(wanted) : OptionalInt.empty();
        }
        for (int tries = 0; tries <= LAST_DYNAMIC - FIRST_DYNAMIC; tries++) {
            var port = next;
            next = next == LAST_DYNAMIC ? FIRST_DYNAMIC : next + 1;
            if (hold(port)) {
                return OptionalInt.of(port);
            }
        }
        return OptionalInt.empty();
    }

    /** Binds without listening, so that no other program takes the port and a visitor is refused. */
    private boolean hold(int port) {
        if (reserved.containsKey(port)) {
            return false;
        }
        try {
            reserved.put(port, bound(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Socket bound(int port) throws IOException {
        var socket = new Socket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(LOOPBACK, port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public void open(String instanceId, int port, Function<Request, Response> application) {
        try {
            var holder = reserved.get(port);
            if (holder != null) {
                holder.close();
            }
            open.put(port, Loopback.serve(port, exchange -> serve(exchange, application)));
        } catch (IOException e) {
            throw new UncheckedIOException("port %d was taken while it was held".formatted(port), e);
        }
    }

    private static void serve(HttpExchange exchange, Function<Request, Response> application) throws IOException {
        try (exchange) {
            var checker = CHECKER.equals(exchange.getRequestHeaders().getFirst("User-Agent"));
            exchange.getRequestBody().readAllBytes();
            var response = application.apply(Request.of(
                    exchange.getRequestMethod(), exchange.getRequestURI().toString(), checker));
            pause(response.after());
            send(exchange, response);
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, Response response) throws IOException {
        var body = response.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", response.contentType());
        if ("HEAD".equals(exchange.getRequestMethod()) || body.length == 0) {
            exchange.sendResponseHeaders(response.status(), -1);
        } else {
            exchange.sendResponseHeaders(response.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close(String instanceId, int port, Duration patience, Closed closed) {
        var served = open.remove(port);
        threads.execute(() -> {
            var inTime = served == null || served.stop(patience);
            time.in(Duration.ZERO, () -> closed.closed(inTime));
        });
    }

    @Override
    public void release(String instanceId, int port) {
        var served = open.remove(port);
        if (served != null) {
            threads.execute(served::close);
        }
        var holder = reserved.remove(port);
        if (holder != null) {
            closeQuietly(holder);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Answer get(String instanceId, int port, String path, Duration timeout) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                .header("User-Agent", CHECKER)
                .timeout(timeout)
                .build();
        try {
            var response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer.Status(response.statusCode(), response.body());
        } catch (HttpTimeoutException e) {
            return new Answer.TimedOut();
        } catch (IOException e) {
            return new Answer.Refused();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.TimedOut();
        }
    }

    @Override
    public Response fetch(String url) {
        return egress.get(url);
    }

    /** Ends all that serves. */
    @Override
    public void close() {
        time.lock.lock();
        try {
            open.values().forEach(Loopback::close);
            open.clear();
            reserved.values().forEach(ServedHosting::closeQuietly);
            reserved.clear();
        } finally {
            time.lock.unlock();
        }
        client.shutdownNow();
        threads.shutdownNow();
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
