package no.dotkom.portal.localaws.ec2;

import java.util.List;
import no.dotkom.portal.localaws.world.Account;
import no.dotkom.portal.localaws.world.AwsErrors;
import no.dotkom.portal.localaws.world.Fleet;
import no.dotkom.portal.localaws.world.Page;
import no.dotkom.portal.localaws.world.Timeline;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.autoscaling.model.*;

/** Amazon EC2 Auto Scaling: the one group that the nodes belong to. */
public final class AutoScaling {
    private static final int GROUPS = 100;
    private static final int INSTANCES = 50;

    private final Fleet fleet;
    private final String name;
    private final String arn;
    private final java.time.Instant createdAt;
    private final String zones;

    public AutoScaling(Timeline timeline, Account account, Fleet fleet, String name) {
        this.fleet = fleet;
        this.name = name;
        this.arn = account.arn(
                "autoscaling",
                "autoScalingGroup:%s-%s:autoScalingGroupName/%s".formatted(account.hex(8), account.hex(12), name));
        this.createdAt = timeline.instant();
        this.zones = account.region();
    }

    /** The ARN of the group, for the capacity provider that stands for it. */
    public String arn() {
        return arn;
    }

    public DescribeAutoScalingGroupsResponse describeAutoScalingGroups(DescribeAutoScalingGroupsRequest request) {
        var wanted = request.autoScalingGroupNames().isEmpty()
                || request.autoScalingGroupNames().contains(name);
        var all = wanted ? List.of(group()) : List.<AutoScalingGroup>of();
        var page = Page.of(all, request.nextToken(), request.maxRecords(), GROUPS, AutoScaling::badToken);
        return DescribeAutoScalingGroupsResponse.builder()
                .autoScalingGroups(page.items())
                .nextToken(page.next())
                .build();
    }

    private AutoScalingGroup group() {
        var size = fleet.nodes().size();
        return AutoScalingGroup.builder()
                .autoScalingGroupName(name)
                .autoScalingGroupARN(arn)
                .minSize(3)
                .maxSize(6)
                .desiredCapacity(Math.max(3, size))
                .defaultCooldown(300)
                .healthCheckType("EC2")
                .healthCheckGracePeriod(0)
                .newInstancesProtectedFromScaleIn(true)
                .createdTime(createdAt)
                .availabilityZones(zones + "a", zones + "b", zones + "c")
                .vpcZoneIdentifier("subnet-private-%1$sa,subnet-private-%1$sb,subnet-private-%1$sc".formatted(zones))
                .instances(fleet.nodes().stream().map(AutoScaling::member).toList())
                .tags(tag -> tag.key("AmazonECSManaged")
                        .value("true")
                        .propagateAtLaunch(true)
                        .resourceId(name)
                        .resourceType("auto-scaling-group"))
                .build();
    }

    private static Instance member(Fleet.Node node) {
        return Instance.builder()
                .instanceId(node.instanceId())
                .instanceType(node.type())
                .availabilityZone(node.zone())
                .lifecycleState(LifecycleState.IN_SERVICE)
                .healthStatus("Healthy")
                .protectedFromScaleIn(true)
                .build();
    }

    public DescribeAutoScalingInstancesResponse describeAutoScalingInstances(
            DescribeAutoScalingInstancesRequest request) {
        var all = fleet.nodes().stream()
                .filter(node ->
                        request.instanceIds().isEmpty() || request.instanceIds().contains(node.instanceId()))
                .toList();
        var page = Page.of(all, request.nextToken(), request.maxRecords(), INSTANCES, AutoScaling::badToken);
        return DescribeAutoScalingInstancesResponse.builder()
                .autoScalingInstances(page.items().stream().map(this::described).toList())
                .nextToken(page.next())
                .build();
    }

    private AutoScalingInstanceDetails described(Fleet.Node node) {
        return AutoScalingInstanceDetails.builder()
                .instanceId(node.instanceId())
                .instanceType(node.type())
                .autoScalingGroupName(name)
                .availabilityZone(node.zone())
                .lifecycleState("InService")
                .healthStatus("HEALTHY")
                .protectedFromScaleIn(true)
                .build();
    }

    private static AwsServiceException badToken() {
        return AwsErrors.of(InvalidNextTokenException.builder(), "InvalidNextToken", "The token is invalid.");
    }
}
