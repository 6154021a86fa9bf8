package no.dotkom.portal.localaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import no.dotkom.portal.localaws.LocalAws.Ports;
import no.dotkom.portal.localaws.LocalAws.Settings;
import no.dotkom.portal.localaws.wire.Clients;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** Real workloads behind the real gateway, over HTTP, in the time of the wall clock. */
class ServedIT {
    private static final String GROUP = "/apps/shop-production";
    private final HttpClient browser = HttpClient.newHttpClient();
    private LocalAws world;
    private EcsClient ecs;
    private ElasticLoadBalancingV2Client elb;
    private CloudWatchLogsClient logs;

    @BeforeEach
    void serve() throws IOException {
        world = LocalAws.served(Settings.seeded(3), Ports.free());
        ecs = Clients.over(EcsClient.builder(), world.endpoint());
        elb = Clients.over(ElasticLoadBalancingV2Client.builder(), world.endpoint());
        logs = Clients.over(CloudWatchLogsClient.builder(), world.endpoint());
        logs.createLogGroup(g -> g.logGroupName(GROUP));
    }

    @AfterEach
    void end() {
        ecs.close();
        elb.close();
        logs.close();
        world.close();
    }

    @Test
    void anApplicationAnswersThroughTheGatewayAndAnUpdateLosesNoRequest() throws Exception {
        // Given
        live("1.0.0");
        var first = get("/");

        // When
        var statuses = Collections.synchronizedList(new ArrayList<Integer>());
        try (var probe = Executors.newScheduledThreadPool(4)) {
            var task = probe.scheduleAtFixedRate(() -> statuses.add(status("/")), 0, 50, TimeUnit.MILLISECONDS);
            ecs.updateService(
                    u -> u.cluster(cluster()).service("shop-production").taskDefinition(definition("1.1.0")));
            untilSuccessful();
            task.cancel(false);
        }

        // Then
        assertThat(first).contains("Hello from demo/healthy:1.0.0", "task ", "version -", "host 10.0.");
        assertThat(get("/")).contains("Hello from demo/healthy:1.1.0");
        assertThat(statuses).hasSizeGreaterThan(200).containsOnly(200);
    }

    @Test
    void timeThatATestMovesWaitsForTheAnswersToHealthChecks() {
        // Given
        create("1.0.0");

        // When
        world.advance(Duration.ofMinutes(3));

        // Then
        assertThat(deployment()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
        assertThat(ecs.listTasks(l -> l.cluster(cluster()).desiredStatus("STOPPED"))
                        .taskArns())
                .isEmpty();
    }

    @Test
    void aRequestInFlightIsAnsweredThoughItsTaskIsStopped() throws Exception {
        // Given
        live("1.0.0");

        // When
        var slow = browser.sendAsync(request("/slow?ms=3000"), BodyHandlers.ofString());
        Thread.sleep(500);
        ecs.stopTask(s -> s.cluster(cluster()).task(tasks().getFirst()));

        // Then
        assertThat(slow.get().statusCode()).isEqualTo(200);
    }

    @Test
    void aWorkloadCallsOutFromTheEgressAddress() throws Exception {
        // Given
        live("1.0.0");
        elb.createRule(r -> r.listenerArn(world.platform().httpsListenerArn())
                .priority(2001)
                .conditions(
                        c -> c.field("host-header").hostHeaderConfig(h -> h.values("inner.localhost")),
                        c -> c.field("source-ip")
                                .sourceIpConfig(i -> i.values(world.platform().egressAddress() + "/32")))
                .actions(a -> a.type(ActionTypeEnum.FIXED_RESPONSE)
                        .fixedResponseConfig(f ->
                                f.statusCode("200").contentType("text/plain").messageBody("inside"))));

        // When
        var fromInside = get("/fetch?url=http://inner.localhost:%d/".formatted(world.gatewayPort()));
        var fromOutside = browser.send(request("inner.localhost", "/"), BodyHandlers.ofString());

        // Then
        assertThat(fromInside).isEqualTo("inside");
        assertThat(fromOutside.statusCode()).isEqualTo(404);
    }

    @Test
    void hundredsOfRequestsASecondAreAnsweredAndLogged() throws Exception {
        // Given
        live("1.0.0");
        var begin = System.nanoTime();

        // When
        try (var visitors = Executors.newFixedThreadPool(8)) {
            var all = visitors.invokeAll(Collections.nCopies(1000, () -> status("/")));
            for (var one : all) {
                assertThat(one.get()).isEqualTo(200);
            }
        }

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        assertThat(logs.filterLogEvents(f -> f.logGroupName(GROUP)
                                .filterPattern("\"GET / 200\"")
                                .limit(1000))
                        .events())
                .hasSizeGreaterThanOrEqualTo(1000);
    }

    private String cluster() {
        return world.platform().cluster();
    }

    private List<String> tasks() {
        return ecs.listTasks(l -> l.cluster(cluster())).taskArns();
    }

    private HttpRequest request(String path) {
        return request("shop.localhost", path);
    }

    private HttpRequest request(String host, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(world.gatewayPort(), path)))
                .header("Host", host)
                .build();
    }

    private String get(String path) throws IOException, InterruptedException {
        return browser.send(request(path), BodyHandlers.ofString()).body();
    }

    private int status(String path) {
        try {
            return browser.send(request(path), BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private void live(String tag) {
        create(tag);
        untilSuccessful();
    }

    private void create(String tag) {
        var group = targetGroup();
        var definition = definition(tag);
        ecs.createService(s -> s.cluster(cluster())
                .serviceName("shop-production")
                .taskDefinition(definition)
                .desiredCount(1)
                .healthCheckGracePeriodSeconds(60)
                .loadBalancers(b -> b.targetGroupArn(group).containerName("app").containerPort(8080)));
    }

    private void untilSuccessful() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> deployment() == ServiceDeploymentStatus.SUCCESSFUL);
    }

    private ServiceDeploymentStatus deployment() {
        return ecs.listServiceDeployments(l -> l.cluster(cluster()).service("shop-production"))
                .serviceDeployments()
                .getFirst()
                .status();
    }

    private String targetGroup() {
        var group = elb.createTargetGroup(t -> t.name("shop-production")
                        .protocol(ProtocolEnum.HTTP)
                        .port(80)
                        .vpcId(world.platform().vpcId())
                        .targetType(TargetTypeEnum.INSTANCE)
                        .healthCheckIntervalSeconds(5)
                        .healthCheckTimeoutSeconds(2))
                .targetGroups()
                .getFirst()
                .targetGroupArn();
        elb.modifyTargetGroupAttributes(m -> m.targetGroupArn(group)
                .attributes(a -> a.key("deregistration_delay.timeout_seconds").value("5")));
        elb.createRule(r -> r.listenerArn(world.platform().httpsListenerArn())
                .priority(3000)
                .conditions(c -> c.field("host-header").hostHeaderConfig(h -> h.values("shop.localhost")))
                .actions(a -> a.type(ActionTypeEnum.FORWARD).targetGroupArn(group)));
        return group;
    }

    private String definition(String tag) {
        return ecs.registerTaskDefinition(t -> t.family("shop-production")
                        .containerDefinitions(c -> c.name("app")
                                .image("%s/demo/healthy:%s"
                                        .formatted(world.platform().registry(), tag))
                                .memoryReservation(128)
                                .memory(256)
                                .portMappings(p -> p.containerPort(8080))
                                .logConfiguration(l -> l.logDriver("awslogs")
                                        .options(Map.of(
                                                "awslogs-group", GROUP,
                                                "awslogs-region", "eu-north-1",
                                                "awslogs-stream-prefix", "shop")))))
                .taskDefinition()
                .taskDefinitionArn();
    }
}
