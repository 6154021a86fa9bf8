package no.dotkom.portal.localaws.ssm;

import java.time.Clock;
import java.util.List;
import no.dotkom.portal.localaws.world.Fleet;
import software.amazon.awssdk.services.ssm.model.*;

/** The Systems Manager agents, one on each node of the fleet and always online. */
final class Agents {
    private final Clock clock;
    private final Fleet fleet;

    Agents(Clock clock, Fleet fleet) {
        this.clock = clock;
        this.fleet = fleet;
    }

    List<InstanceInformation> of(DescribeInstanceInformationRequest request) {
        var wanted = request.filters().stream()
                .filter(filter -> filter.key().equals("InstanceIds"))
                .flatMap(filter -> filter.values().stream())
                .toList();
        return fleet.nodes().stream()
                .filter(node -> wanted.isEmpty() || wanted.contains(node.instanceId()))
                .map(this::agent)
                .toList();
    }

    private InstanceInformation agent(Fleet.Node node) {
        return InstanceInformation.builder()
                .instanceId(node.instanceId())
                .pingStatus(PingStatus.ONLINE)
                .lastPingDateTime(clock.instant())
                .agentVersion("3.3.2299.0")
                .isLatestVersion(true)
                .platformType(PlatformType.LINUX)
                .platformName("Amazon Linux")
                .platformVersion("2023")
                .resourceType(ResourceType.EC2_INSTANCE)
                .ipAddress(node.privateAddress())
                .computerName("ip-%s.eu-north-1.compute.internal"
                        .formatted(node.privateAddress().replace('.', '-')))
                .build();
    }
}
