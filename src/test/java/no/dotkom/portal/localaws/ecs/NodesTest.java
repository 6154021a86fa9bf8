package no.dotkom.portal.localaws.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.ContainerInstanceStatus;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.PlacementStrategy;
import software.amazon.awssdk.services.ecs.model.PlacementStrategyType;
import software.amazon.awssdk.services.ecs.model.Resource;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;
import software.amazon.awssdk.services.ecs.model.UpdateContainerInstancesStateRequest;

/** Where tasks go, and what becomes of them when nodes come and go. */
class NodesTest {
    private static final List<PlacementStrategy> ZONES_THEN_MEMORY = List.of(
            PlacementStrategy.builder()
                    .type(PlacementStrategyType.SPREAD)
                    .field("attribute:ecs.availability-zone")
                    .build(),
            PlacementStrategy.builder()
                    .type(PlacementStrategyType.BINPACK)
                    .field("memory")
                    .build());

    private final EcsWorld world = new EcsWorld();

    private void live(int count) {
        world.create(world.web("shop", world.definition("healthy", "1.0"), world.balanced("shop"))
                .desiredCount(count)
                .placementStrategy(ZONES_THEN_MEMORY));
        world.until(() -> world.current("shop").status() == ServiceDeploymentStatus.SUCCESSFUL, Duration.ofMinutes(2));
    }

    private List<ContainerInstance> instances() {
        var arns = world.ecs
                .listContainerInstances(ListContainerInstancesRequest.builder()
                        .cluster(EcsWorld.CLUSTER)
                        .build())
                .containerInstanceArns();
        return world.ecs
                .describeContainerInstances(DescribeContainerInstancesRequest.builder()
                        .cluster(EcsWorld.CLUSTER)
                        .containerInstances(arns)
                        .build())
                .containerInstances();
    }

    private static int memory(List<Resource> resources) {
        return resources.stream()
                .filter(resource -> resource.name().equals("MEMORY"))
                .findFirst()
                .orElseThrow()
                .integerValue();
    }

    @Test
    void tasksAreSpreadOverZonesAndTakeWhatTheyReserve() {
        // When
        live(3);

        // Then
        assertThat(world.running("shop").stream().map(Task::availabilityZone).collect(Collectors.toSet()))
                .hasSize(3);
        assertThat(instances()).allSatisfy(instance -> {
            assertThat(memory(instance.registeredResources())).isEqualTo(1640);
            assertThat(memory(instance.remainingResources())).isEqualTo(1640 - 128);
            assertThat(instance.runningTasksCount()).isEqualTo(1);
        });
    }

    @Test
    void withinAZoneTheFullerNodeIsFilledFirst() {
        // Given
        world.nodes.add("i-0000000000000000d", "a");
        live(4);

        // When
        world.update(u -> u.desiredCount(6));
        world.passSeconds(5);

        // Then
        var inA = world.running("shop").stream()
                .filter(task -> task.availabilityZone().endsWith("a"))
                .map(Task::containerInstanceArn)
                .collect(Collectors.toSet());
        assertThat(inA).hasSize(1);
    }

    @Test
    void aTaskTooLargeForAnyNodeIsNeverPlacedAndTheClosestNodeIsNamed() {
        // Given
        live(1);

        // When
        world.update(u -> u.taskDefinition(world.definition(
                "healthy", "2.0", c -> c.memoryReservation(2000).memory(4000))));
        world.pass(Duration.ofMinutes(10));

        // Then
        assertThat(world.messages("shop").getFirst())
                .matches("\\(service shop\\) was unable to place a task because no container instance met all of its"
                        + " requirements\\. The closest matching \\(container-instance [0-9a-f]{32}\\) has insufficient"
                        + " memory available\\. For more information, see the Troubleshooting section of the Amazon ECS"
                        + " Developer Guide\\.");
        assertThat(world.messages("shop").stream().filter(text -> text.contains("unable to place")))
                .hasSize(1);
        assertThat(world.running("shop"))
                .hasSize(1)
                .allMatch(task -> task.taskDefinitionArn().endsWith(":1"));
        assertThat(world.current("shop").status()).isEqualTo(ServiceDeploymentStatus.IN_PROGRESS);
    }

    @Test
    void aTaskWithoutRoomIsPlacedAsSoonAsThereIsSome() {
        // Given
        world.nodes.only("a");
        world.create(world.worker(
                "big",
                world.definition(
                        "healthy", "1.0", c -> c.memoryReservation(1500).memory(1600))));
        world.passSeconds(10);
        world.create(world.worker("shop", world.definition("healthy", "1.0")).desiredCount(2));
        world.passSeconds(10);
        var placed = world.running("shop").size();

        // When
        world.nodes.add("i-0000000000000000d", "b");
        world.passSeconds(10);

        // Then
        assertThat(placed).isEqualTo(1);
        assertThat(world.running("shop")).hasSize(2);
    }

    @Test
    void aFixedPortIsTakenOnlyOnceOnEachNode() {
        // Given
        var definition = world.definition(
                "healthy",
                "1.0",
                c -> c.portMappings(port -> port.containerPort(8080).hostPort(9000)));

        // When
        world.create(world.worker("shop", definition).desiredCount(4));
        world.passSeconds(10);

        // Then
        assertThat(world.running("shop")).hasSize(3);
        assertThat(world.messages("shop").getFirst()).contains("is already using a port required by your task.");
    }

    @Test
    void withoutAnyNodeThatIsWhatTheEventSays() {
        // Given
        world.nodes.only();

        // When
        world.create(world.worker("shop", world.definition("healthy", "1.0")));
        world.passSeconds(5);

        // Then
        assertThat(world.messages("shop").getFirst())
                .contains("Reason: No Container Instances were found in your capacity provider.");
    }

    @Test
    void tasksOfALostNodeAreStartedElsewhere() {
        // Given
        live(2);
        var lost = world.running("shop").getFirst();
        var node = instances().stream()
                .filter(instance -> instance.containerInstanceArn().equals(lost.containerInstanceArn()))
                .findFirst()
                .orElseThrow()
                .ec2InstanceId();

        // When
        world.nodes.lose(node);
        world.passSeconds(2);
        var silent = instances().stream()
                .filter(instance -> !instance.agentConnected())
                .count();
        world.until(
                () -> world.service("shop").runningCount() == 2 && instances().size() == 2, Duration.ofMinutes(1));

        // Then
        assertThat(silent).isEqualTo(1);
        var stopped = world.stopped("shop").getFirst();
        assertThat(stopped.taskArn()).isEqualTo(lost.taskArn());
        assertThat(stopped.stopCode()).isEqualTo(TaskStopCode.TERMINATION_NOTICE);
        assertThat(stopped.stoppedReason()).isEqualTo("Host EC2 (instance %s) terminated.".formatted(node));
        assertThat(world.running("shop"))
                .noneMatch(task -> task.containerInstanceArn().equals(lost.containerInstanceArn()));
    }

    @Test
    void aDrainingNodeIsEmptiedWithoutALossAndTakesNothingNew() {
        // Given
        live(1);
        var old = world.running("shop").getFirst();

        // When
        move(old.containerInstanceArn(), ContainerInstanceStatus.DRAINING);
        var least = new int[] {1};
        world.until(
                () -> {
                    least[0] = Math.min(least[0], world.service("shop").runningCount());
                    return world.stopped("shop").stream()
                            .anyMatch(task -> task.lastStatus().equals("STOPPED"));
                },
                Duration.ofMinutes(2));

        // Then
        assertThat(least[0]).isEqualTo(1);
        assertThat(world.running("shop"))
                .hasSize(1)
                .noneMatch(task -> task.containerInstanceArn().equals(old.containerInstanceArn()));
        move(old.containerInstanceArn(), ContainerInstanceStatus.ACTIVE);
        assertThat(instances()).allMatch(instance -> instance.status().equals("ACTIVE"));
    }

    private void move(String arn, ContainerInstanceStatus status) {
        world.ecs.updateContainerInstancesState(UpdateContainerInstancesStateRequest.builder()
                .cluster(EcsWorld.CLUSTER)
                .containerInstances(arn)
                .status(status)
                .build());
    }

    @Test
    void useIsPublishedAsAShareOfWhatIsReserved() {
        // Given
        live(1);

        // When
        world.pass(Duration.ofMinutes(2));

        // Then
        var dimensions = "{ClusterName=online, ServiceName=shop}";
        assertThat(world.metrics.newest.get("AWS/ECS CPUUtilization " + dimensions))
                .isBetween(1.0, 60.0);
        assertThat(world.metrics.newest.get("AWS/ECS MemoryUtilization " + dimensions))
                .isBetween(20.0, 60.0);
        assertThat(world.metrics.newest.get("AWS/ECS MemoryReservation {ClusterName=online}"))
                .isCloseTo(100 * 128 / 4920.0, org.assertj.core.data.Offset.offset(0.01));
    }
}
