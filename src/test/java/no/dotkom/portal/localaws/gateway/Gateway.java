package no.dotkom.portal.localaws.gateway;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import no.dotkom.portal.localaws.elbv2.Elbv2;
import no.dotkom.portal.localaws.elbv2.Verdict;
import no.dotkom.portal.localaws.elbv2.Visit;
import no.dotkom.portal.localaws.world.Loopback;
import no.dotkom.portal.localaws.world.MetricSink;
import no.dotkom.portal.localaws.world.Timeline;

/**
 * One listener of a load balancer on a loopback port. The rule is looked up with the timeline's lock held, the request
 * is served without it; a request in flight is served to its end, whatever becomes of its rule or target meanwhile. A
 * target's port on a node is that port of 127.0.0.1.
 */
public final class Gateway implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Gateway.class.getName());

    private final String listenerArn;
    private final Elbv2 balancing;
    private final Timeline timeline;
    private final Tally tally;
    private final Upstream upstream;
    private final Loopback server;

    /**
     * @param port 0 takes a free one
     * @param idle how long a target may be silent before 504; an ALB's default is 60 s
     */
    public Gateway(int port, String listenerArn, Elbv2 balancing, Timeline timeline, MetricSink metrics, Duration idle)
            throws IOException {
        this.listenerArn = listenerArn;
        this.balancing = balancing;
        this.timeline = timeline;
        this.tally = new Tally(listenerArn, timeline, metrics);
        this.upstream = new Upstream(idle);
        this.server = Loopback.serve(port, this::serve);
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
        upstream.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var visit = Visits.of(exchange);
            switch (verdict(visit)) {
                case Verdict.Forward forward -> forward(exchange, forward);
                case Verdict.NoTarget none ->
                    fail(exchange, none.targetGroup(), 503, "Service Temporarily Unavailable");
                case Verdict.Redirect redirect -> redirect(exchange, redirect);
                case Verdict.Fixed fixed -> send(exchange, fixed.status(), fixed.contentType(), fixed.body());
            }
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the gateway failed at " + exchange.getRequestURI(), e);
        }
    }

    private Verdict verdict(Visit visit) {
        timeline.lock.lock();
        try {
            return balancing.route(listenerArn, visit);
        } finally {
            timeline.lock.unlock();
        }
    }

    private void forward(HttpExchange exchange, Verdict.Forward forward) throws IOException {
        var begun = Instant.now();
        try (var answer = upstream.ask(exchange, forward.port())) {
            tally.answered(forward.targetGroup(), answer.status(), Duration.between(begun, Instant.now()));
            answer.copyTo(exchange);
        } catch (Upstream.Refused e) {
            tally.unreachable(forward.targetGroup());
            fail(exchange, forward.targetGroup(), 502, "Bad Gateway");
        } catch (Upstream.Silent e) {
            fail(exchange, forward.targetGroup(), 504, "Gateway Time-out");
        }
    }

    private void fail(HttpExchange exchange, String targetGroup, int status, String phrase) throws IOException {
        tally.failed(targetGroup, status);
        var page =
                "<html>\r\n<head><title>%1$d %2$s</title></head>\r\n<body>\r\n<center><h1>%1$d %2$s</h1></center>\r\n</body>\r\n</html>\r\n"
                        .formatted(status, phrase);
        send(exchange, status, "text/html", page);
    }

    private void redirect(HttpExchange exchange, Verdict.Redirect redirect) throws IOException {
        exchange.getResponseHeaders().set("Location", location(redirect));
        send(exchange, redirect.status(), "text/html", "");
    }

    /** The ports that the load balancer has in AWS are this port here, without TLS. */
    private String location(Verdict.Redirect redirect) {
        var listeners = redirect.port().equals("443") || redirect.port().equals("80");
        var origin = listeners
                ? "http://%s:%d".formatted(redirect.host(), port())
                : "%s://%s:%s".formatted(redirect.protocol(), redirect.host(), redirect.port());
        return origin + redirect.path() + (redirect.query().isEmpty() ? "" : "?" + redirect.query());
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Server", "awselb/2.0");
        Optional.of(type)
                .filter(t -> bytes.length > 0)
                .ifPresent(t -> exchange.getResponseHeaders().set("Content-Type", t));
        var bodiless = bytes.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, bodiless ? -1 : bytes.length);
        if (!bodiless) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
