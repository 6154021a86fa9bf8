package no.dotkom.portal.localaws.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import no.dotkom.portal.localaws.wire.Clients;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.*;

/** How requests pass through the gateway. */
class GatewayStreamsIT extends GatewayWorld {
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
}
