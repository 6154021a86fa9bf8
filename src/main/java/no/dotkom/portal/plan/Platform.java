package no.dotkom.portal.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.ImageRef;
import org.jspecify.annotations.Nullable;

/**
 * The platform that Terraform made, as its manifest says (design.md decision 15).
 *
 * @param capacityProviders by the architecture of their nodes
 * @param registries that images may come from, as {@code host} or {@code host/namespace}; the first is the default
 * @param reservedHosts that no application may take
 * @param egress addresses (CIDR) by which the platform reaches itself from outside
 * @param kronerPerNode what a node costs a month, for the shares shown at Register
 * @param executionRole of tasks without secrets
 * @param parameterStore where secrets may be kept, or null
 * @param cluster and {@code clusterName}: where services live
 */
public record Platform(
        String region,
        Arn cluster,
        String clusterName,
        String vpc,
        List<Gateway> gateways,
        Map<Architecture, String> capacityProviders,
        Arn executionRole,
        List<Zone> zones,
        List<String> registries,
        Set<HostName> reservedHosts,
        List<String> egress,
        int logRetentionDays,
        int kronerPerNode,
        @Nullable ParameterStore parameterStore) {
    public Platform {
        gateways = List.copyOf(gateways);
        capacityProviders = Map.copyOf(capacityProviders);
        zones = List.copyOf(zones);
        registries = List.copyOf(registries);
        reservedHosts = Set.copyOf(reservedHosts);
        egress = List.copyOf(egress);
    }

    /** The AWS account's number. */
    public String account() {
        return executionRole.value().split(":", -1)[4];
    }

    public Gateway gateway(String id) {
        return gateways.stream()
                .filter(gateway -> gateway.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The platform has no gateway " + id));
    }

    /** The innermost zone that holds {@code host}. */
    public Optional<Zone> zoneOf(HostName host) {
        return zones.stream()
                .filter(zone -> host.within(zone.name()))
                .max((a, b) -> Integer.compare(a.name().length(), b.name().length()));
    }

    /** True when {@code host} has a certificate of its own: outside all zones, or where we write and none covers it. */
    public boolean custom(HostName host) {
        return zoneOf(host)
                .map(zone -> zone.certificate() == null && zone.hostedZone() != null)
                .orElse(true);
    }

    /** True when nodes may pull {@code image}: its registry and namespace are among those allowed, compared whole. */
    public boolean allows(ImageRef image) {
        var from = image.registry() + "/" + image.repository();
        return registries.stream().anyMatch(allowed -> from.startsWith(allowed + "/"));
    }

    public String defaultRegistry() {
        var first = registries.getFirst();
        var slash = first.indexOf('/');
        return slash < 0 ? first : first.substring(0, slash);
    }
}
