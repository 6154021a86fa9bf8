package no.dotkom.portal.localaws;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import no.dotkom.portal.localaws.acm.Acm;
import no.dotkom.portal.localaws.cloudwatch.CloudWatch;
import no.dotkom.portal.localaws.ec2.AutoScaling;
import no.dotkom.portal.localaws.ec2.Ec2;
import no.dotkom.portal.localaws.ec2.Nodes;
import no.dotkom.portal.localaws.ecr.Ecr;
import no.dotkom.portal.localaws.ecs.Ecs;
import no.dotkom.portal.localaws.ecs.Tempo;
import no.dotkom.portal.localaws.elbv2.Elbv2;
import no.dotkom.portal.localaws.elbv2.Probe;
import no.dotkom.portal.localaws.gateway.Gateway;
import no.dotkom.portal.localaws.iam.Iam;
import no.dotkom.portal.localaws.logs.Logs;
import no.dotkom.portal.localaws.route53.Route53;
import no.dotkom.portal.localaws.ssm.Ssm;
import no.dotkom.portal.localaws.sts.Sts;
import no.dotkom.portal.localaws.wire.Dispatch;
import no.dotkom.portal.localaws.wire.InProcess;
import no.dotkom.portal.localaws.wire.Listener;
import no.dotkom.portal.localaws.wire.Operations;
import no.dotkom.portal.localaws.world.Account;
import no.dotkom.portal.localaws.world.Lag;
import no.dotkom.portal.localaws.world.Network;
import no.dotkom.portal.localaws.world.Timeline;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;

/**
 * AWS on this machine, with the platform that Terraform would have made in it. A {@link #virtual} world has no sockets
 * and stands still until {@link #advance} moves it; a {@link #served} one follows the wall clock, listens for AWS
 * clients and has a gateway.
 */
public final class LocalAws implements AutoCloseable {
    /** The parts of the world that are built here; services that come later are given them. */
    public record Parts(
            Timeline timeline,
            Account account,
            Lag lag,
            Nodes nodes,
            Ecr ecr,
            Elbv2 elbv2,
            Logs logs,
            CloudWatch cloudWatch,
            AutoScaling autoScaling,
            Ssm ssm,
            Route53 route53,
            Acm acm,
            Iam iam) {}

    /**
     * How a world is made.
     *
     * @param seed of all ids and chances
     * @param zones names of hosted zones
     * @param manifest makes the JSON that Terraform publishes about the platform
     * @param containers makes what runs the containers
     */
    public record Settings(
            long seed, List<String> zones, Function<Platform, String> manifest, Containers.Maker containers) {
        public static Settings seeded(long seed) {
            return new Settings(
                    seed, List.of("apps.example.no", "example.no"), platform -> "{}", Containers.ecs(Tempo.quick()));
        }

        public Settings manifest(Function<Platform, String> manifest) {
            return new Settings(seed, zones, manifest, containers);
        }

        public Settings containers(Containers.Maker containers) {
            return new Settings(seed, zones, manifest, containers);
        }
    }

    /** Loopback ports of a served world; 0 takes a free one. */
    public record Ports(int aws, int gateway) {
        public static Ports free() {
            return new Ports(0, 0);
        }
    }

    private static final Instant VIRTUAL_START = Instant.parse("2026-09-01T10:00:00Z");
    private static final Duration IDLE = Duration.ofSeconds(60);

    private final Parts parts;
    private final Containers containers;
    private final Platform platform;
    private final Dispatch dispatch;
    private final @Nullable Serving serving;

    private record Serving(Listener listener, Gateway gateway, Driver driver) {}

    private LocalAws(
            Settings settings, Instant start, boolean served, Function<Timeline, Function<Network, Probe>> probes) {
        var timeline = new Timeline(start);
        var network = new AtomicReference<Network>((instance, port, path, timeout) -> new Network.Answer.Refused());
        var probe = probes.apply(timeline)
                .apply((instance, port, path, timeout) -> network.get().get(instance, port, path, timeout));
        this.parts = parts(settings, timeline, probe);
        this.platform = new Terraform(parts).apply(settings.zones());
        this.containers = settings.containers().make(parts, platform, served);
        network.set(containers.network());
        publish(settings.manifest().apply(platform));
        this.dispatch = new Dispatch(new Operations(services()), timeline);
        this.serving = null;
    }

    private LocalAws(LocalAws world, Serving serving) {
        this.parts = world.parts;
        this.containers = world.containers;
        this.platform = world.platform;
        this.dispatch = world.dispatch;
        this.serving = serving;
    }

    /** A world in virtual time, without sockets. */
    public static LocalAws virtual(Settings settings) {
        return new LocalAws(settings, VIRTUAL_START, false, timeline -> Probe::atOnce);
    }

    public static LocalAws virtual(long seed) {
        return virtual(Settings.seeded(seed));
    }

    /** A world on this machine's ports, in the time of the wall clock. */
    public static LocalAws served(Settings settings, Ports ports) throws IOException {
        var checks = new AtomicInteger();
        var world = new LocalAws(
                settings,
                Clock.systemUTC().instant(),
                true,
                timeline -> network -> Probe.aside(network, timeline.lock, checks));
        var timeline = world.parts.timeline();
        var gateway = new Gateway(
                ports.gateway(),
                world.platform.httpsListenerArn(),
                world.parts.elbv2(),
                timeline,
                world.parts.cloudWatch(),
                IDLE);
        return new LocalAws(
                world,
                new Serving(Listener.start(world.dispatch, ports.aws()), gateway, Driver.start(timeline, checks)));
    }

    private static Parts parts(Settings settings, Timeline timeline, Probe probe) {
        var account = Account.seeded(settings.seed());
        var lag = new Lag(timeline);
        var nodes = new Nodes(timeline, account);
        var cloudWatch = new CloudWatch(timeline);
        var elbv2 = new Elbv2(timeline, account, lag, nodes, probe, cloudWatch);
        var route53 = new Route53(timeline, account);
        var acm = new Acm(timeline, account, lag, route53, elbv2::presenting);
        elbv2.refuseCertificates(acm::unusable);
        return new Parts(
                timeline,
                account,
                lag,
                nodes,
                new Ecr(timeline, account),
                elbv2,
                new Logs(timeline, account, lag),
                cloudWatch,
                new AutoScaling(timeline, account, nodes, Terraform.AUTO_SCALING_GROUP),
                new Ssm(timeline, account, nodes),
                route53,
                acm,
                new Iam(timeline, account, lag));
    }

    private List<Object> services() {
        var services = new ArrayList<Object>(List.of(
                parts.ecr(),
                parts.elbv2(),
                parts.logs(),
                parts.cloudWatch(),
                parts.autoScaling(),
                parts.ssm(),
                parts.route53(),
                parts.acm(),
                parts.iam(),
                new Sts(parts.account()),
                new Ec2(
                        parts.account(),
                        parts.nodes(),
                        new Ec2.Platform(Terraform.VPC, Terraform.AUTO_SCALING_GROUP, Terraform.CLUSTER))));
        services.addAll(containers.services());
        return services;
    }

    private void publish(String manifest) {
        parts.ssm()
                .putParameter(PutParameterRequest.builder()
                        .name(Platform.MANIFEST)
                        .type(ParameterType.STRING)
                        .tier(ParameterTier.INTELLIGENT_TIERING)
                        .value(manifest)
                        .build());
    }

    public Parts parts() {
        return parts;
    }

    /** What runs the containers, for what no AWS client can ask: its events as they go to EventBridge. */
    public Ecs ecs() {
        return containers.services().stream()
                .filter(Ecs.class::isInstance)
                .map(Ecs.class::cast)
                .findFirst()
                .orElseThrow();
    }

    public Platform platform() {
        return platform;
    }

    public Dispatch dispatch() {
        return dispatch;
    }

    /** For SDK clients of this world that need no socket. */
    public InProcess httpClient() {
        return InProcess.to(dispatch);
    }

    /** The world's clock, for whoever must agree with it about the time. */
    public Clock clock() {
        return parts.timeline();
    }

    /** Moves the time of the world forward; a served world goes on from there at the pace of the wall clock. */
    public void advance(Duration by) {
        if (serving == null) {
            parts.timeline().advance(by);
        } else {
            serving.driver().advance(by);
        }
    }

    /** Where AWS clients find a served world. */
    public URI endpoint() {
        return served().listener().endpoint();
    }

    /** The port of a served world's gateway. */
    public int gatewayPort() {
        return served().gateway().port();
    }

    private Serving served() {
        if (serving == null) {
            throw new IllegalStateException("a virtual world is not served");
        }
        return serving;
    }

    @Override
    public void close() {
        if (serving != null) {
            serving.listener().close();
            serving.gateway().close();
            serving.driver().close();
        }
        containers.close().run();
    }
}
