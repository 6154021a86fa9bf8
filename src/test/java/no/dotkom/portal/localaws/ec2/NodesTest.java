package no.dotkom.portal.localaws.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.IntStream;
import no.dotkom.portal.localaws.LocalAws;
import no.dotkom.portal.localaws.wire.Clients;
import no.dotkom.portal.localaws.world.Fleet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingInstanceDetails;
import software.amazon.awssdk.services.autoscaling.model.InvalidNextTokenException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;

/** The contract of the fleet, as EC2 and Auto Scaling describe it. */
class NodesTest {
    private final LocalAws world = LocalAws.virtual(1);
    private final Nodes nodes = world.parts().nodes();
    private final Ec2Client ec2 = Clients.of(Ec2Client.builder(), world.dispatch());
    private final AutoScalingClient autoScaling = Clients.of(AutoScalingClient.builder(), world.dispatch());

    @Test
    void threeSmallNodesStandInThreeZones() {
        // When
        var described = instances(ec2.describeInstances());
        // Then
        assertThat(described)
                .extracting(i -> i.placement().availabilityZone())
                .containsExactly("eu-north-1a", "eu-north-1b", "eu-north-1c");
        assertThat(described).allSatisfy(i -> {
            assertThat(i.instanceTypeAsString()).isEqualTo("t3.small");
            assertThat(i.state().nameAsString()).isEqualTo("running");
            assertThat(i.instanceId()).matches("i-[0-9a-f]{17}");
            assertThat(i.launchTime()).isEqualTo(world.clock().instant());
        });
        assertThat(nodes.nodes()).extracting(Fleet.Node::memory).containsOnly(1640);
    }

    @Test
    void instancesAreFoundByIdAndFilter() {
        // Given
        var second = nodes.nodes().get(1).instanceId();
        // Then
        assertThat(instances(ec2.describeInstances(r -> r.instanceIds(second)))).hasSize(1);
        assertThat(instances(filtered("availability-zone", "eu-north-1b", "eu-north-1c")))
                .hasSize(2);
        assertThat(instances(filtered(
                        "tag:aws:autoscaling:groupName", world.platform().autoScalingGroup())))
                .hasSize(3);
        assertThat(instances(filtered("instance-type", "m5.large"))).isEmpty();
        assertThat(instances(filtered("vpc-id", world.platform().vpcId()))).hasSize(3);
    }

    private DescribeInstancesResponse filtered(String name, String... values) {
        return ec2.describeInstances(
                r -> r.filters(Filter.builder().name(name).values(values).build()));
    }

    @Test
    void ec2sErrorsHaveCodesOnly() {
        error("InvalidInstanceID.NotFound", () -> ec2.describeInstances(r -> r.instanceIds("i-00000000000000000")));
        error("InvalidInstanceID.Malformed", () -> ec2.describeInstances(r -> r.instanceIds("nonsense")));
        error("InvalidParameterValue", () -> filtered("colour", "red"));
        error("InvalidParameterValue", () -> ec2.describeInstances(r -> r.maxResults(4)));
        error("InvalidNextToken", () -> ec2.describeInstances(r -> r.nextToken("made up")));
        error("InvalidInstanceType", () -> ec2.describeInstanceTypes(r -> r.instanceTypesWithStrings("x9.huge")));
        error("NotModelled", () -> ec2.describeVpcs());
    }

    private static void error(String code, ThrowingCallable call) {
        assertThatExceptionOfType(Ec2Exception.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }

    @Test
    void instancesComeInPages() {
        // Given
        IntStream.range(0, 4).forEach(n -> nodes.add("t3.small", "x86_64", "eu-north-1a"));
        // When
        var first = ec2.describeInstances(r -> r.maxResults(5));
        var all = ec2.describeInstancesPaginator(r -> r.maxResults(5)).stream()
                .flatMap(p -> instances(p).stream())
                .toList();
        // Then
        assertThat(instances(first)).hasSize(5);
        assertThat(all).hasSize(7);
    }

    @Test
    void aLostNodeIsGoneEverywhere() {
        // Given
        var lost = nodes.nodes().getFirst().instanceId();
        // When
        nodes.lose(lost);
        var arm = nodes.addArm64("eu-north-1a");
        // Then
        var group = autoScaling.describeAutoScalingGroups().autoScalingGroups().getFirst();
        assertThat(group.instances())
                .extracting(i -> i.instanceId())
                .hasSize(3)
                .contains(arm.instanceId())
                .doesNotContain(lost);
        assertThat(instances(ec2.describeInstances(r -> r.instanceIds(arm.instanceId())))
                        .getFirst()
                        .architectureAsString())
                .isEqualTo("arm64");
    }

    @Test
    void theGroupIsFoundByItsName() {
        // Given
        var name = world.platform().autoScalingGroup();
        // Then
        assertThat(autoScaling
                        .describeAutoScalingGroups(r -> r.autoScalingGroupNames(name))
                        .autoScalingGroups()
                        .getFirst()
                        .autoScalingGroupARN())
                .isEqualTo(world.platform().autoScalingGroupArn());
        assertThat(autoScaling
                        .describeAutoScalingGroups(r -> r.autoScalingGroupNames("other"))
                        .autoScalingGroups())
                .isEmpty();
        assertThat(autoScaling.describeAutoScalingInstances().autoScalingInstances())
                .extracting(AutoScalingInstanceDetails::autoScalingGroupName)
                .containsOnly(name);
        assertThat(
                        autoScaling
                                .describeAutoScalingInstancesPaginator(r -> r.maxRecords(1))
                                .autoScalingInstances()
                                .stream())
                .hasSize(3);
        assertThatExceptionOfType(InvalidNextTokenException.class)
                .isThrownBy(() -> autoScaling.describeAutoScalingGroups(r -> r.nextToken("made up")));
    }

    @Test
    void instanceTypesHaveTheirSizes() {
        // When
        var small = ec2.describeInstanceTypes(r -> r.instanceTypesWithStrings("t3.small"))
                .instanceTypes()
                .getFirst();
        // Then
        assertThat(small.vCpuInfo().defaultVCpus()).isEqualTo(2);
        assertThat(small.memoryInfo().sizeInMiB()).isEqualTo(2048);
        assertThat(ec2.describeInstanceTypes(r -> {}).instanceTypes())
                .extracting(InstanceTypeInfo::instanceTypeAsString)
                .contains("t4g.small");
    }

    private static List<Instance> instances(DescribeInstancesResponse response) {
        return response.reservations().stream()
                .flatMap(r -> r.instances().stream())
                .toList();
    }
}
