package no.dotkom.portal.localaws.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.*;

/** Where the gateway sends a request. */
class GatewayIT extends GatewayWorld {
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
}
