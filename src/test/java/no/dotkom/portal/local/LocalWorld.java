package no.dotkom.portal.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import no.dotkom.portal.dashboard.port.Dns;
import no.dotkom.portal.localaws.LocalAws;
import no.dotkom.portal.localaws.Platform;
import no.dotkom.portal.reconcile.port.Proofs;

/**
 * Everything around the portal, fresh at every start: PostgreSQL, an identity provider with four people, and AWS with
 * the platform that Terraform would have made.
 */
public final class LocalWorld implements AutoCloseable {
    private final LocalAws aws;
    private final LocalIdentity identity;
    private final EmbeddedPostgres postgres;

    private LocalWorld(LocalAws aws, LocalIdentity identity, EmbeddedPostgres postgres) {
        this.aws = aws;
        this.identity = identity;
        this.postgres = postgres;
    }

    /** Starts it; a world of its own at every start. */
    public static LocalWorld start(LocalPorts ports) throws IOException {
        var postgres = EmbeddedPostgres.builder()
                .setPort(ports.postgres())
                .setRegisterShutdownHook(false)
                .setOutputRedirector(Redirect.DISCARD)
                .start();
        var identity = LocalIdentity.start(ports.identity());
        return new LocalWorld(serve(ports.aws(), ports.gateway()), identity, postgres);
    }

    /** Longer chains of names nobody makes. */
    private static final int HOPS = 5;

    /** A zone of somebody else's: the platform writes nothing there, and this machine's DNS answers for it. */
    private static final String ELSEWHERE = "elsewhere.test";

    /** AWS alone, on ports of its own; tests bring their own database and identity provider. */
    public static LocalAws serve(int awsPort, int gatewayPort) throws IOException {
        var gateway = gatewayPort == 0 ? free() : gatewayPort;
        var aws = LocalAws.served(
                LocalAws.Settings.seeded(1).manifest(platform -> manifest(platform, "http://localhost:" + gateway)),
                new LocalAws.Ports(awsPort, gateway));
        aws.parts().route53().addZone(ELSEWHERE);
        return aws;
    }

    private static int free() throws IOException {
        try (var socket = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The public DNS of this machine: what stands in any zone of its Route 53, also in zones of others. */
    public static Proofs dns(Supplier<LocalAws> aws) {
        return name -> aws.get().parts().route53().resolve(name, "TXT").stream()
                .map(value -> value.replace("\"", ""))
                .collect(Collectors.toSet());
    }

    /** The same for addresses: the load balancer's is this machine. */
    public static Dns addresses(Supplier<LocalAws> aws) {
        return name -> {
            var world = aws.get();
            var balancer = world.platform().loadBalancerDnsName();
            var at = name;
            for (var hops = 0; hops < HOPS && !at.equalsIgnoreCase(balancer); hops++) {
                at = world.parts().route53().leads(at).orElse(at).replaceFirst("\\.$", "");
            }
            return at.equalsIgnoreCase(balancer)
                    ? new TreeSet<>(Set.of("127.0.0.1"))
                    : new TreeSet<>(world.parts().route53().resolve(at, "A"));
        };
    }

    /** The document that Terraform publishes, for the platform of local AWS. */
    public static String manifest(Platform platform, String gatewayAddress) {
        return """
                {
                  "schemaVersion": 1,
                  "region": "%s",
                  "cluster": {"arn": "%s", "name": "%s"},
                  "vpc": "%s",
                  "gateways": [{
                    "id": "%s",
                    "loadBalancer": "%s",
                    "listener": "%s",
                    "dnsName": "%s",
                    "hostedZone": "%s",
                    "address": "%s"
                  }],
                  "capacityProviders": {"amd64": "%s"},
                  "executionRole": "%s",
                  "secrets": {"prefix": "%s", "rolePath": "%s", "boundary": "%s"},
                  "zones": [
                    {"name": "localhost", "wildcard": true, "certificate": "*.localhost"},
                    {"name": "apps.example.no", "hostedZone": "%s", "certificate": "*.apps.example.no"},
                    {"name": "example.no", "hostedZone": "%s"}
                  ],
                  "registries": ["%s"],
                  "reservedHosts": ["portal.localhost", "www.localhost", "auth.localhost", "gateway.localhost"],
                  "egress": ["%s/32"],
                  "logRetentionDays": 30,
                  "kronerPerNode": 170
                }
                """.formatted(
                        platform.region(),
                        platform.clusterArn(),
                        platform.cluster(),
                        platform.vpcId(),
                        platform.loadBalancerName(),
                        platform.loadBalancerArn(),
                        platform.httpsListenerArn(),
                        platform.loadBalancerDnsName(),
                        platform.loadBalancerZoneId(),
                        gatewayAddress,
                        platform.capacityProvider(),
                        platform.executionRoleArn(),
                        Platform.SECRETS,
                        platform.taskRolePath(),
                        platform.boundaryArn(),
                        platform.zone("apps.example.no"),
                        platform.zone("example.no"),
                        platform.registry(),
                        platform.egressAddress());
    }

    /** What a portal needs to know to live in this world. */
    Map<String, String> settings(LocalPorts ports) {
        var settings = new LinkedHashMap<>(identity.settings());
        settings.put("server.port", Integer.toString(ports.portal()));
        settings.put("management.server.port", Integer.toString(ports.management()));
        settings.put("portal.url", "http://localhost:" + ports.portal());
        settings.put("spring.datasource.url", postgres.getJdbcUrl("postgres", "postgres"));
        settings.put("spring.datasource.username", "postgres");
        settings.put("spring.datasource.password", "postgres");
        return settings;
    }

    /** The same as environment variables, for a portal in a process of its own: its settings, and where AWS is. */
    public Map<String, String> environment(LocalPorts ports) {
        var variables = new LinkedHashMap<>(awsEnvironment());
        variables.putAll(variables(settings(ports)));
        return variables;
    }

    /** Settings of the portal by the names of their environment variables. */
    public static Map<String, String> variables(Map<String, String> settings) {
        var variables = new LinkedHashMap<String, String>();
        settings.forEach((name, value) -> variables.put(
                name.replace("-", "")
                        .replace("[", "_")
                        .replace("]", "")
                        .replace('.', '_')
                        .toUpperCase(Locale.ROOT),
                value));
        return variables;
    }

    /** As environment variables, in which AWS's own tools find them too. */
    Map<String, String> awsEnvironment() {
        return awsEnvironment(aws.endpoint().toString(), aws.platform().region());
    }

    /** The same for an AWS that is found at {@code endpoint}. */
    public static Map<String, String> awsEnvironment(String endpoint, String region) {
        var variables = new LinkedHashMap<String, String>();
        variables.put("AWS_ENDPOINT_URL", endpoint);
        variables.put("AWS_REGION", region);
        variables.put("AWS_ACCESS_KEY_ID", "local");
        variables.put("AWS_SECRET_ACCESS_KEY", "local");
        return variables;
    }

    public LocalAws aws() {
        return aws;
    }

    @Override
    public void close() throws IOException {
        aws.close();
        identity.close();
        postgres.close();
    }
}
