package no.dotkom.portal.localaws.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** Deployments that go well. */
class RolloutTest {
    private final EcsWorld world = new EcsWorld();

    private void live(int count) {
        world.create(world.web("shop", world.definition("healthy", "1.0"), world.balanced("shop"))
                .desiredCount(count));
        world.until(() -> world.current("shop").status() == ServiceDeploymentStatus.SUCCESSFUL, Duration.ofMinutes(2));
    }

    @Test
    void aHealthyServiceIsLiveWithinTwentySeconds() {
        // Given
        var definition = world.definition("healthy", "1.0");

        // When
        world.create(world.web("shop", definition, world.balanced("shop")).desiredCount(2));
        var took = world.until(
                () -> world.current("shop").status() == ServiceDeploymentStatus.SUCCESSFUL, Duration.ofMinutes(1));

        // Then
        assertThat(took).isLessThanOrEqualTo(Duration.ofSeconds(20));
        var deployment = world.service("shop").deployments().getFirst();
        assertThat(world.service("shop").deployments()).hasSize(1);
        assertThat(deployment.status()).isEqualTo("PRIMARY");
        assertThat(deployment.rolloutState()).isEqualTo(DeploymentRolloutState.COMPLETED);
        assertThat(deployment.rolloutStateReason())
                .isEqualTo("ECS deployment %s completed.".formatted(deployment.id()));
        assertThat(deployment.runningCount()).isEqualTo(2);
    }

    @Test
    void theEventsTellTheStoryInTheWordsOfEcs() {
        // Given
        live(1);

        // When
        world.passSeconds(5);

        // Then
        var task = world.running("shop").getFirst();
        var id = task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1);
        assertThat(world.messages("shop").reversed())
                .satisfiesExactly(
                        first -> assertThat(first)
                                .isEqualTo("(service shop) has started 1 tasks: (task %s).".formatted(id)),
                        second -> assertThat(second)
                                .startsWith(
                                        "(service shop) registered 1 targets in (target-group arn:aws:elasticloadbalancing:"),
                        third -> assertThat(third)
                                .matches("\\(service shop\\) \\(deployment ecs-svc/\\d{19}\\) deployment completed\\."),
                        fourth -> assertThat(fourth).isEqualTo("(service shop) has reached a steady state."));
    }

    @Test
    void aSteadyStateIsRepeatedAfterSixHoursAndNotBefore() {
        // Given
        live(1);
        world.passSeconds(10);

        // When
        world.pass(Duration.ofHours(5));
        var before = steady();
        world.pass(Duration.ofMinutes(61));

        // Then
        assertThat(before).isEqualTo(1);
        assertThat(steady()).isEqualTo(2);
    }

    private long steady() {
        return world.messages("shop").stream()
                .filter(text -> text.endsWith("has reached a steady state."))
                .count();
    }

    @Test
    void aTaskCarriesTheTimesOfItsLifeInOrder() {
        // When
        live(1);

        // Then
        var task = world.running("shop").getFirst();
        assertThat(List.of(task.createdAt(), task.pullStartedAt(), task.pullStoppedAt(), task.startedAt()))
                .isSorted();
        assertThat(task.lastStatus()).isEqualTo("RUNNING");
        assertThat(task.group()).isEqualTo("service:shop");
        assertThat(task.startedBy())
                .isEqualTo(world.service("shop").deployments().getFirst().id());
        var binding = task.containers().getFirst().networkBindings().getFirst();
        assertThat(binding.containerPort()).isEqualTo(8080);
        assertThat(binding.hostPort()).isBetween(32768, 60999);
        assertThat(task.containers().getFirst().imageDigest()).startsWith("sha256:");
    }

    @Test
    void anUpdateNeverHasFewerHealthyTasksThanWantedNorMoreThanTheMaximum() {
        // Given
        live(2);

        // When
        world.update(u -> u.taskDefinition(world.definition("healthy", "2.0")));
        var healthy = new ArrayList<Long>();
        var alive = new ArrayList<Integer>();
        world.until(
                () -> {
                    healthy.add(healthyTargets());
                    alive.add(world.running("shop").size());
                    return world.current("shop").status() == ServiceDeploymentStatus.SUCCESSFUL;
                },
                Duration.ofMinutes(2));

        // Then
        assertThat(healthy).allMatch(count -> count >= 2);
        assertThat(alive).allMatch(count -> count <= 4);
        assertThat(world.running("shop"))
                .hasSize(2)
                .allMatch(task -> task.taskDefinitionArn().endsWith(":2"));
    }

    private long healthyTargets() {
        var group = world.service("shop").loadBalancers().getFirst().targetGroupArn();
        return world
                .elbv2
                .describeTargetHealth(
                        software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest
                                .builder()
                                .targetGroupArn(group)
                                .build())
                .targetHealthDescriptions()
                .stream()
                .filter(target -> target.targetHealth().state() == TargetHealthStateEnum.HEALTHY)
                .count();
    }

    @Test
    void theOldTasksLeaveThroughDrainingAndEndWell() {
        // Given
        live(1);
        var old = world.running("shop").getFirst();
        world.update(u -> u.taskDefinition(world.definition("healthy", "2.0")));

        // When
        world.until(() -> !status(old).equals("RUNNING"), Duration.ofMinutes(1));
        var draining = status(old);
        world.until(() -> status(old).equals("STOPPED"), Duration.ofSeconds(25));

        // Then
        assertThat(draining).isEqualTo("DEACTIVATING");
        var stopped = world.stopped("shop").getFirst();
        assertThat(stopped.stopCode()).isEqualTo(TaskStopCode.SERVICE_SCHEDULER_INITIATED);
        assertThat(stopped.stoppedReason())
                .isEqualTo("Scaling activity initiated by (deployment %s)"
                        .formatted(
                                world.service("shop").deployments().getFirst().id()));
        assertThat(stopped.containers().getFirst().exitCode()).isZero();
        assertThat(List.of(stopped.stoppingAt(), stopped.executionStoppedAt(), stopped.stoppedAt()))
                .isSorted();
    }

    private String status(Task task) {
        return world.stopped("shop").stream()
                .filter(one -> one.taskArn().equals(task.taskArn()))
                .map(Task::lastStatus)
                .findFirst()
                .orElse("RUNNING");
    }

    @Test
    void withZeroAndHundredPercentTheOldTaskGoesFirst() {
        // Given
        live(1);
        world.update(u -> u.availabilityZoneRebalancing("DISABLED")
                .deploymentConfiguration(d -> d.minimumHealthyPercent(0).maximumPercent(100)));

        // When
        world.update(u -> u.taskDefinition(world.definition("healthy", "2.0")));
        world.passSeconds(3);

        // Then
        assertThat(world.running("shop"))
                .allMatch(task -> task.taskDefinitionArn().endsWith(":2"));
        world.until(() -> world.current("shop").status() == ServiceDeploymentStatus.SUCCESSFUL, Duration.ofMinutes(2));
    }

    @Test
    void percentagesThatLeaveNoRoomAreToldInAnEvent() {
        // Given
        live(1);
        world.update(u -> u.deploymentConfiguration(d -> d.maximumPercent(150)));

        // When
        world.update(u -> u.taskDefinition(world.definition("healthy", "2.0")));
        world.passSeconds(60);

        // Then
        assertThat(world.messages("shop").getFirst())
                .isEqualTo("(service shop) was unable to stop or start tasks during a deployment because of the service"
                        + " deployment configuration. Update the minimumHealthyPercent or maximumPercent value and try"
                        + " again.");
        assertThat(world.running("shop"))
                .hasSize(1)
                .allMatch(task -> task.taskDefinitionArn().endsWith(":1"));
    }

    @Test
    void aScaleDownStopsTasksWithoutANewDeployment() {
        // Given
        live(3);
        var deployment = world.service("shop").currentServiceDeployment();

        // When
        world.update(u -> u.desiredCount(1));
        world.passSeconds(40);

        // Then
        assertThat(world.running("shop")).hasSize(1);
        assertThat(world.service("shop").currentServiceDeployment()).isEqualTo(deployment);
        assertThat(world.service("shop").deployments().getFirst().desiredCount())
                .isEqualTo(1);
    }

    @Test
    void anImageIsResolvedWhenItsDeploymentBeginsAndNotWhenATaskIsReplaced() {
        // Given
        live(1);
        var before = world.running("shop").getFirst().containers().getFirst().imageDigest();
        world.images.pushAgain();

        // When
        world.ecs.stopTask(software.amazon.awssdk.services.ecs.model.StopTaskRequest.builder()
                .cluster(EcsWorld.CLUSTER)
                .task(world.running("shop").getFirst().taskArn())
                .build());
        world.passSeconds(30);
        var replaced = world.running("shop").getFirst().containers().getFirst().imageDigest();
        world.update(u -> u.forceNewDeployment(true));
        world.until(() -> world.current("shop").status() == ServiceDeploymentStatus.SUCCESSFUL, Duration.ofMinutes(2));

        // Then
        assertThat(replaced).isEqualTo(before);
        assertThat(world.running("shop").getFirst().containers().getFirst().imageDigest())
                .isNotEqualTo(before);
    }

    @Test
    void aNewDeploymentStopsTheRecordOfAnUnfinishedOne() {
        // Given
        live(1);
        world.update(u -> u.taskDefinition(world.definition("slow", "2.0")));
        var second = world.service("shop").currentServiceDeployment();
        world.passSeconds(10);

        // When
        world.update(u -> u.taskDefinition(world.definition("healthy", "3.0")));
        world.until(() -> world.current("shop").status() == ServiceDeploymentStatus.SUCCESSFUL, Duration.ofMinutes(2));

        // Then
        var described = world.ecs
                .describeServiceDeployments(
                        software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsRequest.builder()
                                .serviceDeploymentArns(second)
                                .build())
                .serviceDeployments()
                .getFirst();
        assertThat(described.status()).isEqualTo(ServiceDeploymentStatus.STOPPED);
        assertThat(world.running("shop"))
                .hasSize(1)
                .allMatch(task -> task.taskDefinitionArn().endsWith(":3"));
    }

    @Test
    void aWorkerWithoutAnyHealthCheckCompletesWhenItStaysUp() {
        // When
        world.create(world.worker("jobs", world.definition("worker", "1.0", c -> c.portMappings(List.of()))));
        world.until(() -> world.current("jobs").status() == ServiceDeploymentStatus.SUCCESSFUL, Duration.ofSeconds(20));
        world.passSeconds(12);

        // Then
        assertThat(world.logs.all()).anyMatch(line -> line.startsWith("job 2 done"));
        assertThat(world.logs.streams.keySet()).allMatch(stream -> stream.matches("app/app/[0-9a-f]{32}"));
    }
}
