package no.dotkom.portal.localaws.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentRollbackMonitorsStatus;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentRequest;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentStopType;
import software.amazon.awssdk.services.ecs.model.Task;

/** What a service returns to when a deployment fails, and when it has nothing to return to. */
class RollbackTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private final EcsWorld world = new EcsWorld();

    private void live() {
        world.create(world.web("shop", world.definition("healthy", "1.0"), world.balanced("shop")));
        world.until(() -> world.current("shop").status() == ServiceDeploymentStatus.SUCCESSFUL, Duration.ofMinutes(1));
    }

    private void deploy(String kind) {
        world.update(u -> u.taskDefinition(world.definition(kind, "2.0")));
    }

    private void untilIt(ServiceDeploymentStatus status) {
        world.until(() -> world.current("shop").status() == status, LONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"crashes", "oom", "wrongport", "nohealth", "needsenv", "arm64"})
    void aBadVersionIsRolledBackWhileTheOldOneServes(String kind) {
        // Given
        live();
        var old = world.running("shop").getFirst();
        var first = world.service("shop").deployments().getFirst().id();

        // When
        deploy(kind);
        untilIt(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);

        // Then
        var record = world.current("shop");
        assertThat(record.rollback().reason())
                .isEqualTo("Service deployment rolled back because the circuit breaker threshold was exceeded.");
        assertThat(record.deploymentCircuitBreaker().status())
                .isEqualTo(ServiceDeploymentRollbackMonitorsStatus.TRIGGERED);
        assertThat(record.deploymentCircuitBreaker().failureCount()).isEqualTo(3);
        assertThat(record.deploymentCircuitBreaker().threshold()).isEqualTo(3);
        assertThat(world.running("shop")).extracting(Task::taskArn).containsExactly(old.taskArn());
        assertThat(world.service("shop").taskDefinition()).endsWith(":1");
        assertThat(world.service("shop").deployments()).hasSize(1);
        assertThat(world.messages("shop"))
                .anyMatch(text -> text.endsWith("deployment failed: tasks failed to start."))
                .contains("(service shop) rolling back to deployment %s.".formatted(first));
    }

    @Test
    void duringARollbackTheOldVersionIsThePrimaryInProgress() {
        // Given
        live();
        var first = world.service("shop").deployments().getFirst().id();
        deploy("nohealth");

        // When
        untilIt(ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS);

        // Then
        var deployments = world.service("shop").deployments();
        assertThat(deployments.getFirst().id()).isEqualTo(first);
        assertThat(deployments.getFirst().status()).isEqualTo("PRIMARY");
        assertThat(deployments.getFirst().rolloutState()).isEqualTo(DeploymentRolloutState.IN_PROGRESS);
        assertThat(deployments.getFirst().rolloutStateReason())
                .isEqualTo("ECS deployment circuit breaker: rolling back to deploymentId %s.".formatted(first));
    }

    @Test
    void aFirstDeploymentThatFailsHasNothingToReturnToAndStalls() {
        // Given
        world.create(world.web("shop", world.definition("crashes", "1.0"), world.balanced("shop")));

        // When
        untilIt(ServiceDeploymentStatus.ROLLBACK_FAILED);
        var tried = world.stopped("shop").size();
        world.pass(Duration.ofMinutes(5));

        // Then
        assertThat(world.current("shop").statusReason())
                .isEqualTo("No rollback candidate was found to run the rollback.");
        assertThat(world.service("shop").deployments().getFirst().rolloutState())
                .isEqualTo(DeploymentRolloutState.FAILED);
        assertThat(world.service("shop").deployments().getFirst().rolloutStateReason())
                .isEqualTo("ECS deployment circuit breaker: tasks failed to start.");
        assertThat(world.running("shop")).isEmpty();
        assertThat(world.stopped("shop")).hasSize(tried);
    }

    @Test
    void aStalledServiceRecoversWithAGoodVersion() {
        // Given
        world.create(world.web("shop", world.definition("crashes", "1.0"), world.balanced("shop")));
        untilIt(ServiceDeploymentStatus.ROLLBACK_FAILED);

        // When
        deploy("healthy");

        // Then
        untilIt(ServiceDeploymentStatus.SUCCESSFUL);
        assertThat(world.running("shop")).hasSize(1);
    }

    @Test
    void anUnfinishedDeploymentCanBeStoppedAndRollsBack() {
        // Given
        live();
        deploy("slow");
        world.passSeconds(5);
        var stopped = world.service("shop").currentServiceDeployment();

        // When
        world.ecs.stopServiceDeployment(stop(stopped));
        var requested = world.current("shop").status();
        untilIt(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);

        // Then
        assertThat(requested).isEqualTo(ServiceDeploymentStatus.ROLLBACK_REQUESTED);
        assertThat(world.running("shop"))
                .hasSize(1)
                .allMatch(task -> task.taskDefinitionArn().endsWith(":1"));
        assertThatThrownBy(() -> world.ecs.stopServiceDeployment(stop(stopped))).isInstanceOf(ConflictException.class);
    }

    private static StopServiceDeploymentRequest stop(String arn) {
        return StopServiceDeploymentRequest.builder()
                .serviceDeploymentArn(arn)
                .stopType(StopServiceDeploymentStopType.ROLLBACK)
                .build();
    }

    @Test
    void aVersionWhoseTasksAreAllGoneIsDeployedAnew() {
        // Given
        live();
        world.update(u -> u.availabilityZoneRebalancing("DISABLED")
                .deploymentConfiguration(d -> d.minimumHealthyPercent(0).maximumPercent(100)));
        var first = world.service("shop").deployments().getFirst().id();

        // When
        deploy("nohealth");
        untilIt(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);

        // Then
        assertThat(world.running("shop"))
                .hasSize(1)
                .allMatch(task -> task.taskDefinitionArn().endsWith(":1"));
        assertThat(world.service("shop").deployments())
                .singleElement()
                .satisfies(deployment -> assertThat(deployment.id()).isNotEqualTo(first));
    }

    @Test
    void aFailingVersionDuringARollbackHasNothingToReturnTo() {
        // Given
        live();
        deploy("nohealth");
        untilIt(ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS);

        // When
        deploy("crashes");
        untilIt(ServiceDeploymentStatus.ROLLBACK_FAILED);

        // Then
        assertThat(world.running("shop"))
                .hasSize(1)
                .allMatch(task -> task.taskDefinitionArn().endsWith(":1"));
    }

    @Test
    void theBreakerCountsHalfOfTheWantedTasksWithinItsBounds() {
        assertThat(List.of(1, 5, 7, 8, 399, 1000).stream().map(Breaker::threshold))
                .containsExactly(3, 3, 4, 4, 200, 200);
    }
}
