package no.dotkom.portal.localaws.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import no.dotkom.portal.localaws.Containers;
import no.dotkom.portal.localaws.LocalAws;
import no.dotkom.portal.localaws.LocalAws.Ports;
import no.dotkom.portal.localaws.LocalAws.Settings;
import no.dotkom.portal.localaws.wire.Clients;
import no.dotkom.portal.localaws.world.Loopback;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.*;

/** A gateway of a served world, before workloads that tests write themselves. */
abstract class GatewayWorld {
    final HttpClient visitor =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final List<Loopback> workloads = new ArrayList<>();
    LocalAws world;
    ElasticLoadBalancingV2Client elb;

    @BeforeEach
    void serve() throws IOException {
        world = LocalAws.served(
                Settings.seeded(7)
                        .containers((parts, platform, served) ->
                                new Containers(new LoopbackNetwork(), List.of(), () -> {})),
                Ports.free());
        elb = Clients.of(ElasticLoadBalancingV2Client.builder(), world.dispatch());
    }

    @AfterEach
    void close() {
        workloads.forEach(Loopback::close);
        world.close();
    }

    static String tail(String arn, String after) {
        return arn.substring(arn.indexOf(after) + after.length());
    }

    String listener() {
        return world.platform().httpsListenerArn();
    }

    String node() {
        return world.parts().nodes().nodes().getFirst().instanceId();
    }

    String group(String name) {
        return elb.createTargetGroup(r -> r.name(name)
                        .protocol("HTTP")
                        .port(80)
                        .vpcId(world.platform().vpcId())
                        .healthCheckPath("/health")
                        .healthCheckIntervalSeconds(5)
                        .healthCheckTimeoutSeconds(2)
                        .healthyThresholdCount(2)
                        .unhealthyThresholdCount(2))
                .targetGroups()
                .getFirst()
                .targetGroupArn();
    }

    void rule(int priority, String group, String host) {
        elb.createRule(r -> r.listenerArn(listener())
                .priority(priority)
                .conditions(c -> c.field("host-header").hostHeaderConfig(h -> h.values(host)))
                .actions(a -> a.type("forward").targetGroupArn(group)));
    }

    void register(String group, Loopback... targets) {
        for (var target : targets) {
            elb.registerTargets(
                    r -> r.targetGroupArn(group).targets(t -> t.id(node()).port(target.port())));
        }
    }

    void healthy(String group, int count) {
        state(group, TargetHealthStateEnum.HEALTHY, count);
    }

    /** Time is moved, so that the checks come at once. */
    void state(String group, TargetHealthStateEnum state, int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    world.advance(Duration.ofSeconds(1));
                    return elb.describeTargetHealth(r -> r.targetGroupArn(group)).targetHealthDescriptions().stream()
                                    .filter(t -> t.targetHealth().state() == state)
                                    .count()
                            == count;
                });
    }

    Loopback workload(String name) {
        return serve(exchange -> text(
                exchange,
                200,
                name + " " + exchange.getRequestURI() + " "
                        + exchange.getRequestHeaders().getFirst("Host")));
    }

    Loopback serve(HttpHandler handler) {
        try {
            var workload = Loopback.serve(0, handler);
            workloads.add(workload);
            return workload;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void text(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(String host, String path) {
        try {
            return visitor.send(request(host, path).build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpRequest.Builder request(String host, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(world.gatewayPort(), path)))
                .header("Host", host);
    }

    String fromThePlatform(String host) throws IOException {
        try (var socket = new Socket()) {
            socket.bind(
                    new InetSocketAddress(InetAddress.ofLiteral(world.platform().egressAddress()), 0));
            socket.connect(new InetSocketAddress("127.0.0.1", world.gatewayPort()));
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                            .formatted(host)
                            .getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
