package no.dotkom.portal.localaws;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What Terraform has made before anybody comes: names and ARNs of the platform {@code evergreen-prod}.
 *
 * @param region of everything
 * @param registry the default one, of the account itself
 * @param cluster and {@code capacityProvider}: names
 * @param loadBalancerArn of {@code evergreen-prod-gateway}
 * @param httpListenerArn port 80, redirects to 443
 * @param httpsListenerArn port 443, where host rules go; answers 404 by itself
 * @param certificateArn the listener's own; it covers {@code *.localhost} and every zone
 * @param zones hosted-zone ids by name, without the dot at the end
 * @param executionRoleArn of tasks that have no secrets
 * @param boundaryArn what no role of an application may pass: its secrets lie under {@link #SECRETS}
 * @param egressAddress the sender of what workloads send: 127.0.0.2 stands for the NAT instance's address
 */
public record Platform(
        String accountId,
        String region,
        String registry,
        String vpcId,
        List<String> publicSubnets,
        List<String> privateSubnets,
        String cluster,
        String clusterArn,
        String capacityProvider,
        String autoScalingGroup,
        String autoScalingGroupArn,
        String loadBalancerArn,
        String loadBalancerName,
        String loadBalancerDnsName,
        String loadBalancerZoneId,
        String httpListenerArn,
        String httpsListenerArn,
        String certificateArn,
        Map<String, String> zones,
        String executionRoleArn,
        String taskRolePath,
        String boundaryArn,
        String egressAddress) {

    /** Where the manifest is published. */
    public static final String MANIFEST = "/evergreen/prod/manifest";

    /** Under which parameters are that applications may be given. */
    public static final String SECRETS = "/evergreen/prod/apps/";

    public Platform {
        publicSubnets = List.copyOf(publicSubnets);
        privateSubnets = List.copyOf(privateSubnets);
        zones = Map.copyOf(zones);
    }

    /** The id of a hosted zone by its name. */
    public String zone(String name) {
        return Objects.requireNonNull(zones.get(name), name);
    }
}
