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
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import no.dotkom.portal.localaws.Containers;
import no.dotkom.portal.localaws.LocalAws;
import no.dotkom.portal.localaws.LocalAws.Ports;
import no.dotkom.portal.localaws.LocalAws.Settings;
import no.dotkom.portal.localaws.wire.Clients;
import no.dotkom.portal.localaws.world.Loopback;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.*;

/** The gateway before real workloads, in a served world. */
class GatewayIT {
    private final HttpClient visitor =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final List<Loopback> workloads = new ArrayList<>();
    private LocalAws world;
    private ElasticLoadBalancingV2Client elb;

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

    @Test
    void aHostNobodyServesGetsTheListenersDefault() {
        // When
        var answer = get("nobody.localhost", "/");
        // Then
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("No application has this host name");
    }

    @Test
    void aHostRuleLeadsToItsHealthyTargets() {
        // Given
        var group = group("hello");
        rule(3000, group, "hello.localhost");
        register(group, workload("one"), workload("two"));
        healthy(group, 2);
        // When
        var bodies = new HashSet<String>();
        IntStream.range(0, 10)
                .forEach(n -> bodies.add(get("hello.localhost", "/x?y=1").body()));
        // Then
        assertThat(bodies).containsExactlyInAnyOrder("one /x?y=1 hello.localhost", "two /x?y=1 hello.localhost");
    }

    @Test
    void aRuleWithoutTargetsAnswers503AndARefusingTarget502() throws IOException {
        // Given
        var group = group("hello");
        rule(3000, group, "hello.localhost");
        // When
        var none = get("hello.localhost", "/");
        var workload = workload("one");
        register(group, workload);
        healthy(group, 1);
        workload.close();
        var refused = get("hello.localhost", "/");
        // Then
        assertThat(none.statusCode()).isEqualTo(503);
        assertThat(refused.statusCode()).isEqualTo(502);
        assertThat(refused.headers().firstValue("Server")).hasValue("awselb/2.0");
    }

    @Test
    void anUnhealthyGroupFailsOpen() {
        // Given
        var group = group("sick");
        rule(3000, group, "sick.localhost");
        register(
                group,
                serve(exchange ->
                        text(exchange, exchange.getRequestURI().getPath().equals("/health") ? 500 : 200, "yes")));
        state(group, TargetHealthStateEnum.UNHEALTHY, 1);
        // When
        var answer = get("sick.localhost", "/");
        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void theLowestPriorityNumberWinsAndPathsCount() {
        // Given
        var exact = group("exact");
        var wild = group("wild");
        rule(40_000, wild, "*.localhost");
        rule(3000, exact, "a.localhost");
        register(exact, workload("exact"));
        register(wild, workload("wild"));
        elb.createRule(r -> r.listenerArn(listener())
                .priority(2000)
                .conditions(
                        c -> c.field("host-header").hostHeaderConfig(h -> h.values("a.localhost")),
                        c -> c.field("path-pattern").pathPatternConfig(h -> h.values("/closed/*")))
                .actions(a -> a.type("fixed-response")
                        .fixedResponseConfig(f -> f.statusCode("503").messageBody("maintenance"))));
        healthy(exact, 1);
        healthy(wild, 1);
        // Then
        assertThat(get("a.localhost", "/").body()).startsWith("exact");
        assertThat(get("A.LOCALHOST:8081", "/").body()).startsWith("exact");
        assertThat(get("b.localhost", "/").body()).startsWith("wild");
        assertThat(get("a.localhost", "/closed/door").body()).isEqualTo("maintenance");
    }

    @Test
    void aRedirectPointsToThisGateway() {
        // Given
        elb.createRule(r -> r.listenerArn(listener())
                .priority(3000)
                .conditions(c -> c.field("host-header").hostHeaderConfig(h -> h.values("www.localhost")))
                .actions(a -> a.type("redirect")
                        .redirectConfig(to -> to.host("app.localhost").statusCode("HTTP_301"))));
        // When
        var answer = get("www.localhost", "/a/b?c=d");
        // Then
        assertThat(answer.statusCode()).isEqualTo(301);
        assertThat(answer.headers().firstValue("Location"))
                .hasValue("http://app.localhost:%d/a/b?c=d".formatted(world.gatewayPort()));
    }

    @Test
    void aSourceConditionTellsThePlatformFromVisitors() throws IOException {
        // Given
        var group = group("inner");
        elb.createRule(r -> r.listenerArn(listener())
                .priority(3000)
                .conditions(
                        c -> c.field("host-header").hostHeaderConfig(h -> h.values("inner.localhost")),
                        c -> c.field("source-ip")
                                .sourceIpConfig(s -> s.values(world.platform().egressAddress() + "/32")))
                .actions(a -> a.type("forward").targetGroupArn(group)));
        register(group, workload("inner"));
        healthy(group, 1);
        // Then
        assertThat(get("inner.localhost", "/").statusCode()).isEqualTo(404);
        assertThat(fromThePlatform("inner.localhost")).startsWith("HTTP/1.1 200");
    }

    @Test
    void streamsPassAtOnceAndBodiesPassBothWays() throws Exception {
        // Given
        var group = group("stream");
        var second = new CountDownLatch(1);
        rule(3000, group, "stream.localhost");
        register(group, serve(exchange -> {
            if (exchange.getRequestMethod().equals("POST")) {
                var sent = exchange.getRequestBody().readAllBytes();
                text(exchange, 201, sent.length + " bytes");
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("data: 1\n\n".getBytes(UTF_8));
            exchange.getResponseBody().flush();
            if (exchange.getRequestURI().getPath().equals("/events")) {
                await(second);
            }
            exchange.getResponseBody().write("data: 2\n\n".getBytes(UTF_8));
            exchange.close();
        }));
        healthy(group, 1);
        // When
        var events = visitor.send(request("stream.localhost", "/events").build(), BodyHandlers.ofInputStream());
        var first = new String(events.body().readNBytes(9), UTF_8);
        second.countDown();
        var rest = new String(events.body().readAllBytes(), UTF_8);
        var posted = visitor.send(
                request("stream.localhost", "/up")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[300_000]))
                        .build(),
                BodyHandlers.ofString());
        // Then
        assertThat(first).isEqualTo("data: 1\n\n");
        assertThat(rest).isEqualTo("data: 2\n\n");
        assertThat(posted.statusCode()).isEqualTo(201);
        assertThat(posted.body()).isEqualTo("300000 bytes");
    }

    @Test
    void aRequestInFlightToADrainingTargetIsServedToItsEnd() throws Exception {
        // Given
        var group = group("drain");
        var go = new CountDownLatch(1);
        var arrived = new CountDownLatch(1);
        rule(3000, group, "drain.localhost");
        var slow = serve(exchange -> {
            if (exchange.getRequestURI().getPath().equals("/slow")) {
                arrived.countDown();
                await(go);
            }
            text(exchange, 200, "slow");
        });
        register(group, slow);
        healthy(group, 1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // When
            var inFlight = threads.submit(() -> get("drain.localhost", "/slow"));
            assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
            register(group, workload("next"));
            healthy(group, 2);
            elb.deregisterTargets(
                    r -> r.targetGroupArn(group).targets(t -> t.id(node()).port(slow.port())));
            var after = IntStream.range(0, 6)
                    .mapToObj(n -> get("drain.localhost", "/").body())
                    .toList();
            go.countDown();
            // Then
            assertThat(after).allMatch(body -> body.startsWith("next"));
            assertThat(inFlight.get(10, TimeUnit.SECONDS).body()).isEqualTo("slow");
        }
    }

    @Test
    void manyVisitorsAtOnceAreServedAndCounted() throws Exception {
        // Given
        var group = group("many");
        rule(3000, group, "many.localhost");
        register(group, workload("one"));
        healthy(group, 1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // When
            var answers = IntStream.range(0, 200)
                    .mapToObj(
                            n -> threads.submit(() -> get("many.localhost", "/").statusCode()))
                    .toList();
            for (var answer : answers) {
                assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo(200);
            }
        }
        // Then
        var cloudWatch =
                Clients.of(software.amazon.awssdk.services.cloudwatch.CloudWatchClient.builder(), world.dispatch());
        var now = world.clock().instant();
        var counted = cloudWatch.getMetricStatistics(r -> r.namespace("AWS/ApplicationELB")
                .metricName("RequestCount")
                .dimensions(
                        d -> d.name("LoadBalancer").value(tail(world.platform().loadBalancerArn(), "loadbalancer/")),
                        d -> d.name("TargetGroup").value("targetgroup/" + tail(group, "targetgroup/")))
                .startTime(now.minusSeconds(120))
                .endTime(now.plusSeconds(60))
                .period(300)
                .statistics(software.amazon.awssdk.services.cloudwatch.model.Statistic.SUM));
        assertThat(counted.datapoints()).isNotEmpty();
        assertThat(counted.datapoints().stream().mapToDouble(d -> d.sum()).sum())
                .isEqualTo(200);
    }

    private static String tail(String arn, String after) {
        return arn.substring(arn.indexOf(after) + after.length());
    }

    private String listener() {
        return world.platform().httpsListenerArn();
    }

    private String node() {
        return world.parts().nodes().nodes().getFirst().instanceId();
    }

    private String group(String name) {
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

    private void rule(int priority, String group, String host) {
        elb.createRule(r -> r.listenerArn(listener())
                .priority(priority)
                .conditions(c -> c.field("host-header").hostHeaderConfig(h -> h.values(host)))
                .actions(a -> a.type("forward").targetGroupArn(group)));
    }

    private void register(String group, Loopback... targets) {
        for (var target : targets) {
            elb.registerTargets(
                    r -> r.targetGroupArn(group).targets(t -> t.id(node()).port(target.port())));
        }
    }

    private void healthy(String group, int count) {
        state(group, TargetHealthStateEnum.HEALTHY, count);
    }

    /** Time is moved, so that the checks come at once. */
    private void state(String group, TargetHealthStateEnum state, int count) {
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

    private Loopback workload(String name) {
        return serve(exchange -> text(
                exchange,
                200,
                name + " " + exchange.getRequestURI() + " "
                        + exchange.getRequestHeaders().getFirst("Host")));
    }

    private Loopback serve(HttpHandler handler) {
        try {
            var workload = Loopback.serve(0, handler);
            workloads.add(workload);
            return workload;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void text(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> get(String host, String path) {
        try {
            return visitor.send(request(host, path).build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String host, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(world.gatewayPort(), path)))
                .header("Host", host);
    }

    private String fromThePlatform(String host) throws IOException {
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
