package no.dotkom.portal.processes;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** A visitor of one host, 20 times a second through the gateway, who notes every answer that is not 200. */
final class Probe implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpRequest request;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ScheduledExecutorService pace = Executors.newScheduledThreadPool(4);
    private final LongAdder asked = new LongAdder();
    private final List<String> lost = new CopyOnWriteArrayList<>();

    private Probe(HttpRequest request) {
        this.request = request;
    }

    /** Of {@code host}, which is not visited yet. */
    static Probe of(World world, String host) {
        return new Probe(request(world, host));
    }

    void begin() {
        pace.scheduleAtFixedRate(this::visit, 0, 50, TimeUnit.MILLISECONDS);
    }

    private static HttpRequest request(World world, String host) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + world.aws().gatewayPort() + "/"))
                .header("Host", host)
                .timeout(PATIENCE)
                .build();
    }

    /** What one visitor gets now: the status, then the page; or the reason why there is none. */
    static String page(World world, String host) throws InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request(world, host), BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        } catch (IOException none) {
            return none.toString();
        }
    }

    private void visit() {
        asked.increment();
        try {
            var status = client.send(request, BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                lost.add(Integer.toString(status));
            }
        } catch (IOException failed) {
            lost.add(failed.toString());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    long asked() {
        return asked.sum();
    }

    /** What came instead of 200, so far. */
    List<String> lost() {
        return lost;
    }

    /** Ends the visits; none is cut off. */
    @Override
    public void close() {
        pace.close();
        client.close();
    }
}
