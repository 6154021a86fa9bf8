package no.dotkom.portal.localaws.ec2;

import java.util.List;
import no.dotkom.portal.localaws.world.Account;
import no.dotkom.portal.localaws.world.AwsErrors;
import no.dotkom.portal.localaws.world.Fleet;
import no.dotkom.portal.localaws.world.Page;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Amazon EC2: it describes the fleet. Its errors have codes but no classes of their own. */
public final class Ec2 {
    private static final int LEAST = 5;
    private static final int MOST = 1_000;

    /** vCPUs and MiB of the types that the fleet is made of. */
    private record Size(String type, String architecture, int vcpus, long memory) {}

    private static final List<Size> SIZES = List.of(
            new Size("t3.small", "x86_64", 2, 2_048),
            new Size("t3.medium", "x86_64", 2, 4_096),
            new Size("t3.large", "x86_64", 2, 8_192),
            new Size("t4g.small", "arm64", 2, 2_048),
            new Size("t4g.medium", "arm64", 2, 4_096));

    private final Account account;
    private final Fleet fleet;
    private final Platform platform;

    /** What Terraform put around the nodes. */
    public record Platform(String vpcId, String autoScalingGroup, String cluster) {}

    public Ec2(Account account, Fleet fleet, Platform platform) {
        this.account = account;
        this.fleet = fleet;
        this.platform = platform;
    }

    public DescribeInstancesResponse describeInstances(DescribeInstancesRequest request) {
        request.instanceIds().forEach(this::check);
        if (!request.instanceIds().isEmpty() && request.maxResults() != null) {
            throw error(
                    "InvalidParameterCombination",
                    "The parameter instancesSet cannot be used with the parameter maxResults");
        }
        var all = fleet.nodes().stream()
                .map(this::described)
                .filter(node ->
                        request.instanceIds().isEmpty() || request.instanceIds().contains(node.instanceId()))
                .filter(node -> request.filters().stream().allMatch(filter -> passes(node, filter)))
                .toList();
        var page = Page.of(all, request.nextToken(), size(request.maxResults(), LEAST, MOST), MOST, Ec2::badToken);
        return DescribeInstancesResponse.builder()
                .reservations(page.items().stream().map(this::reservation).toList())
                .nextToken(page.next())
                .build();
    }

    private void check(String instanceId) {
        if (!instanceId.matches("i-[0-9a-f]{8}([0-9a-f]{9})?")) {
            throw error("InvalidInstanceID.Malformed", "Invalid id: \"%s\"".formatted(instanceId));
        }
        if (fleet.node(instanceId).isEmpty()) {
            throw error("InvalidInstanceID.NotFound", "The instance ID '%s' does not exist".formatted(instanceId));
        }
    }

    private static @Nullable Integer size(@Nullable Integer asked, int least, int most) {
        if (asked != null && (asked < least || asked > most)) {
            throw error(
                    "InvalidParameterValue",
                    "Value ( %d ) for parameter maxResults is invalid. Expecting a value between %d and %d."
                            .formatted(asked, least, most));
        }
        return asked;
    }

    private static AwsServiceException badToken() {
        return error("InvalidNextToken", "The token is invalid.");
    }

    private static AwsServiceException error(String code, String message) {
        return AwsErrors.of(Ec2Exception.builder(), code, message);
    }

    private Reservation reservation(Instance node) {
        return Reservation.builder()
                .reservationId("r-" + node.instanceId().substring(2))
                .ownerId(account.id())
                .instances(node)
                .build();
    }

    private Instance described(Fleet.Node node) {
        return Instance.builder()
                .instanceId(node.instanceId())
                .instanceType(node.type())
                .architecture(node.architecture())
                .imageId("ami-0123456789abcdef0")
                .launchTime(node.launchedAt())
                .state(state -> state.name(InstanceStateName.RUNNING).code(16))
                .placement(placement -> placement.availabilityZone(node.zone()).tenancy("default"))
                .privateIpAddress(node.privateAddress())
                .privateDnsName("ip-%s.%s.compute.internal"
                        .formatted(node.privateAddress().replace('.', '-'), account.region()))
                .vpcId(platform.vpcId())
                .subnetId("subnet-private-" + node.zone())
                .metadataOptions(options -> options.httpTokens("required").httpPutResponseHopLimit(1))
                .tags(
                        tag("Name", platform.cluster() + "-node"),
                        tag("AmazonECSManaged", "true"),
                        tag("aws:autoscaling:groupName", platform.autoScalingGroup()))
                .build();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static boolean passes(Instance node, Filter filter) {
        return switch (filter.name()) {
            case "instance-id" -> filter.values().contains(node.instanceId());
            case "instance-state-name" -> filter.values().contains(node.state().nameAsString());
            case "instance-type" -> filter.values().contains(node.instanceTypeAsString());
            case "availability-zone" ->
                filter.values().contains(node.placement().availabilityZone());
            case "vpc-id" -> filter.values().contains(node.vpcId());
            case "architecture" -> filter.values().contains(node.architectureAsString());
            case "private-ip-address" -> filter.values().contains(node.privateIpAddress());
            case "tag-key" ->
                node.tags().stream().anyMatch(tag -> filter.values().contains(tag.key()));
            case String name
            when name.startsWith("tag:") ->
                node.tags().stream()
                        .anyMatch(tag -> name.equals("tag:" + tag.key())
                                && filter.values().contains(tag.value()));
            default -> throw error("InvalidParameterValue", "The filter '%s' is invalid".formatted(filter.name()));
        };
    }

    public DescribeInstanceTypesResponse describeInstanceTypes(DescribeInstanceTypesRequest request) {
        for (var type : request.instanceTypesAsStrings()) {
            if (SIZES.stream().noneMatch(size -> size.type().equals(type))) {
                throw error(
                        "InvalidInstanceType",
                        "The following supplied instance types do not exist: [%s]".formatted(type));
            }
        }
        var all = SIZES.stream()
                .filter(size -> request.instanceTypesAsStrings().isEmpty()
                        || request.instanceTypesAsStrings().contains(size.type()))
                .map(Ec2::described)
                .toList();
        var page = Page.of(all, request.nextToken(), size(request.maxResults(), LEAST, 100), 100, Ec2::badToken);
        return DescribeInstanceTypesResponse.builder()
                .instanceTypes(page.items())
                .nextToken(page.next())
                .build();
    }

    private static InstanceTypeInfo described(Size size) {
        return InstanceTypeInfo.builder()
                .instanceType(size.type())
                .currentGeneration(true)
                .burstablePerformanceSupported(true)
                .vCpuInfo(cpu -> cpu.defaultVCpus(size.vcpus()))
                .memoryInfo(memory -> memory.sizeInMiB(size.memory()))
                .processorInfo(processor -> processor.supportedArchitecturesWithStrings(size.architecture()))
                .networkInfo(network -> network.maximumNetworkInterfaces(3).ipv4AddressesPerInterface(4))
                .build();
    }
}
