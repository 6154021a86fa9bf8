package no.dotkom.portal.localaws.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.ContainerInstanceStatus;
import software.amazon.awssdk.services.ecs.model.DescribeCapacityProvidersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsRequest;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ecs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentNotFoundException;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentRequest;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TagResourceRequest;
import software.amazon.awssdk.services.ecs.model.UntagResourceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateContainerInstancesStateRequest;

/** Clusters, capacity providers, container instances, service deployments and revisions, tags. */
class ClusterOperationsTest {
    private final EcsWorld world = new EcsWorld();
    private final String definition = world.definition("healthy", "1.0");

    @Test
    void theClusterIsDescribedWithItsCounts() {
        // Given
        world.create(world.worker("shop", definition).desiredCount(2));
        world.passSeconds(10);

        // When
        var answer = world.ecs.describeClusters(DescribeClustersRequest.builder()
                .clusters(EcsWorld.CLUSTER, "other")
                .include(ClusterField.SETTINGS)
                .build());

        // Then
        var cluster = answer.clusters().getFirst();
        assertThat(cluster.clusterArn()).isEqualTo("arn:aws:ecs:eu-north-1:123456789012:cluster/online");
        assertThat(cluster.registeredContainerInstancesCount()).isEqualTo(3);
        assertThat(cluster.runningTasksCount()).isEqualTo(2);
        assertThat(cluster.activeServicesCount()).isEqualTo(1);
        assertThat(cluster.capacityProviders()).containsExactly("ec2");
        assertThat(answer.failures()).extracting(f -> f.reason()).containsExactly("MISSING");
        assertThat(world.ecs.listClusters(ListClustersRequest.builder().build()).clusterArns())
                .containsExactly(cluster.clusterArn());
    }

    @Test
    void theCapacityProviderStandsForTheAutoScalingGroup() {
        // When
        var answer = world.ecs.describeCapacityProviders(DescribeCapacityProvidersRequest.builder()
                .capacityProviders("ec2", "spot")
                .build());

        // Then
        assertThat(answer.capacityProviders())
                .singleElement()
                .satisfies(provider -> assertThat(
                                provider.autoScalingGroupProvider().autoScalingGroupArn())
                        .endsWith("autoScalingGroupName/nodes"));
        assertThat(answer.failures()).hasSize(1);
    }

    @Test
    void containerInstancesAreListedByStatusAndAtMostTenAreMoved() {
        // Given
        var all = instances(null);

        // When
        var moved = world.ecs.updateContainerInstancesState(UpdateContainerInstancesStateRequest.builder()
                .cluster(EcsWorld.CLUSTER)
                .containerInstances(all.getFirst(), "f".repeat(32))
                .status(ContainerInstanceStatus.DRAINING)
                .build());

        // Then
        assertThat(moved.containerInstances()).extracting(i -> i.status()).containsExactly("DRAINING");
        assertThat(moved.failures()).extracting(f -> f.reason()).containsExactly("MISSING");
        assertThat(instances(ContainerInstanceStatus.DRAINING)).containsExactly(all.getFirst());
        assertThat(instances(ContainerInstanceStatus.ACTIVE)).hasSize(2);
        assertThatThrownBy(() -> world.ecs.updateContainerInstancesState(UpdateContainerInstancesStateRequest.builder()
                        .cluster(EcsWorld.CLUSTER)
                        .containerInstances(
                                IntStream.range(0, 11).mapToObj(String::valueOf).toList())
                        .status(ContainerInstanceStatus.DRAINING)
                        .build()))
                .isInstanceOf(InvalidParameterException.class);
    }

    private List<String> instances(@Nullable ContainerInstanceStatus status) {
        return world.ecs
                .listContainerInstances(ListContainerInstancesRequest.builder()
                        .cluster(EcsWorld.CLUSTER)
                        .status(status)
                        .build())
                .containerInstanceArns();
    }

    @Test
    void aContainerInstanceTellsWhereAndWhatItIs() {
        // When
        var instance = world.ecs
                .describeContainerInstances(DescribeContainerInstancesRequest.builder()
                        .cluster(EcsWorld.CLUSTER)
                        .containerInstances(instances(null))
                        .build())
                .containerInstances()
                .getFirst();

        // Then
        assertThat(instance.ec2InstanceId()).isEqualTo("i-0000000000000000a");
        assertThat(instance.agentConnected()).isTrue();
        assertThat(instance.capacityProviderName()).isEqualTo("ec2");
        assertThat(instance.attributes()).anySatisfy(attribute -> {
            assertThat(attribute.name()).isEqualTo("ecs.availability-zone");
            assertThat(attribute.value()).isEqualTo("eu-north-1a");
        });
        assertThatThrownBy(() -> world.ecs.describeContainerInstances(DescribeContainerInstancesRequest.builder()
                        .containerInstances("x")
                        .build()))
                .isInstanceOf(ClusterNotFoundException.class);
    }

    @Test
    void serviceDeploymentsAreListedNewestFirstByStatusAndTime() {
        // Given
        world.create(world.worker("shop", definition));
        world.pass(Duration.ofMinutes(1));
        world.update(u -> u.forceNewDeployment(true));

        // When
        var all = deployments(r -> {});
        var running = deployments(r -> r.status(ServiceDeploymentStatus.PENDING));
        var late = deployments(r -> r.createdAt(c -> c.after(EcsWorld.START.plusSeconds(30))));
        var paged = deployments(r -> r.maxResults(1));

        // Then
        assertThat(all)
                .extracting(ServiceDeploymentBrief::status)
                .containsExactly(ServiceDeploymentStatus.PENDING, ServiceDeploymentStatus.SUCCESSFUL);
        assertThat(running).hasSize(1).isEqualTo(late).isEqualTo(paged);
    }

    private List<ServiceDeploymentBrief> deployments(
            java.util.function.Consumer<ListServiceDeploymentsRequest.Builder> change) {
        var request = ListServiceDeploymentsRequest.builder()
                .cluster(EcsWorld.CLUSTER)
                .service("shop");
        change.accept(request);
        return world.ecs.listServiceDeployments(request.build()).serviceDeployments();
    }

    @Test
    void aServiceDeploymentNamesTheRevisionsItMovesBetween() {
        // Given
        world.create(world.worker("shop", definition));
        world.pass(Duration.ofMinutes(1));
        world.update(u -> u.taskDefinition(world.definition("healthy", "2.0")));
        world.passSeconds(2);

        // When
        var record = world.current("shop");
        var revisions = world.ecs
                .describeServiceRevisions(DescribeServiceRevisionsRequest.builder()
                        .serviceRevisionArns(
                                record.targetServiceRevision().arn(),
                                record.sourceServiceRevisions().getFirst().arn())
                        .build())
                .serviceRevisions();

        // Then
        assertThat(record.targetServiceRevision().pendingTaskCount()).isEqualTo(1);
        assertThat(record.sourceServiceRevisions().getFirst().runningTaskCount())
                .isEqualTo(1);
        assertThat(revisions)
                .extracting(r -> r.taskDefinition().replaceFirst("^.*/", ""))
                .containsExactly("shop-production:2", "shop-production:1");
        assertThat(revisions)
                .allSatisfy(revision -> assertThat(
                                revision.containerImages().getFirst().imageDigest())
                        .startsWith("sha256:"));
    }

    @Test
    void unknownServiceDeploymentsAreFailuresOrNotFound() {
        var arn = "arn:aws:ecs:eu-north-1:123456789012:service-deployment/online/shop/none";
        assertThat(world.ecs
                        .describeServiceDeployments(DescribeServiceDeploymentsRequest.builder()
                                .serviceDeploymentArns(arn)
                                .build())
                        .failures())
                .hasSize(1);
        assertThatThrownBy(() -> world.ecs.stopServiceDeployment(StopServiceDeploymentRequest.builder()
                        .serviceDeploymentArn(arn)
                        .build()))
                .isInstanceOf(ServiceDeploymentNotFoundException.class);
        assertThatThrownBy(() -> world.ecs.describeServiceDeployments(DescribeServiceDeploymentsRequest.builder()
                        .serviceDeploymentArns(
                                IntStream.range(0, 21).mapToObj(n -> arn + n).toList())
                        .build()))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void tagsAreAddedReplacedAndRemoved() {
        // Given
        var arn = world.create(world.worker("shop", definition).tags(tag("a", "1")))
                .serviceArn();

        // When
        world.ecs.tagResource(TagResourceRequest.builder()
                .resourceArn(arn)
                .tags(tag("a", "2"), tag("b", "3"))
                .build());
        world.ecs.untagResource(
                UntagResourceRequest.builder().resourceArn(arn).tagKeys("b").build());

        // Then
        assertThat(tags(arn)).containsExactly(tag("a", "2"));
    }

    private List<Tag> tags(String arn) {
        return world.ecs
                .listTagsForResource(
                        ListTagsForResourceRequest.builder().resourceArn(arn).build())
                .tags();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    @Test
    void aResourceHoldsFiftyTagsAndNotMore() {
        // Given
        var arn = world.create(world.worker("shop", definition).tags(tag("first", "")))
                .serviceArn();
        var fifty = IntStream.range(0, 50).mapToObj(n -> tag("k" + n, "v")).toList();

        // Then
        assertThatThrownBy(() -> world.ecs.tagResource(TagResourceRequest.builder()
                        .resourceArn(arn)
                        .tags(fifty)
                        .build()))
                .isInstanceOf(InvalidParameterException.class);
        assertThat(tags(arn)).hasSize(1);
        assertThatThrownBy(() -> tags("arn:aws:ecs:eu-north-1:123456789012:service/online/none"))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> tags("shop")).isInstanceOf(InvalidParameterException.class);
    }
}
