package no.dotkom.portal.localaws.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentRollbackMonitorsStatus;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** Deployments that go wrong, each in the way of its image. */
class FailingDeploymentTest {
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

    @Test
    void aCrashTellsItsExitCodeAndLeavesItsLastWords() {
        // Given
        live();
        deploy("crashes");

        // When
        untilIt(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);

        // Then
        var crashed = crashed();
        assertThat(crashed).hasSizeGreaterThanOrEqualTo(3);
        assertThat(crashed.getFirst().stopCode()).isEqualTo(TaskStopCode.ESSENTIAL_CONTAINER_EXITED);
        assertThat(crashed.getFirst().stoppedReason()).isEqualTo("Essential container in task exited");
        assertThat(crashed.getFirst().containers().getFirst().exitCode()).isEqualTo(1);
        assertThat(world.logs.all()).anyMatch(line -> line.contains("NoSuchFileException"));
    }

    private List<Task> crashed() {
        return world.stopped("shop").stream()
                .filter(task -> task.taskDefinitionArn().endsWith(":2"))
                .toList();
    }

    @Test
    void runningOutOfMemoryIsExitCode137WithTheWordsOfEcs() {
        // Given
        live();
        deploy("oom");

        // When
        untilIt(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);

        // Then
        var container = crashed().getFirst().containers().getFirst();
        assertThat(container.exitCode()).isEqualTo(137);
        assertThat(container.reason()).isEqualTo("OutOfMemoryError: Container killed due to memory usage");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        nohealth  | Health checks failed with these codes: [404]
        wrongport | Health checks failed
        """)
    void failedLoadBalancerChecksStandInTheTaskAndInTheEvents(String kind, String why) {
        // Given
        live();
        deploy(kind);

        // When
        untilIt(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);

        // Then
        var group = world.service("shop").loadBalancers().getFirst().targetGroupArn();
        assertThat(crashed().getFirst().stoppedReason())
                .isEqualTo("Task failed ELB health checks in (target-group %s)".formatted(group));
        assertThat(crashed().getFirst().stopCode()).isEqualTo(TaskStopCode.SERVICE_SCHEDULER_INITIATED);
        assertThat(world.messages("shop"))
                .anySatisfy(text -> assertThat(text)
                        .startsWith("(service shop) (instance i-")
                        .endsWith("is unhealthy in (target-group %s) due to (reason %s)".formatted(group, why)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        arm64:1.0    | CannotPullContainerError: no matching manifest for linux/amd64 in the manifest list entries
        healthy:gone | CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref registry.example/demo/healthy:gone: registry.example/demo/healthy:gone: not found
        """)
    void anImageThatCannotBePulledIsSaidSo(String image, String why) {
        // Given
        var kindAndTag = image.split(":");

        // When
        world.create(world.web("shop", world.definition(kindAndTag[0], kindAndTag[1]), world.balanced("shop")));
        world.passSeconds(5);

        // Then
        var task = world.stopped("shop").getFirst();
        assertThat(task.stopCode()).isEqualTo(TaskStopCode.TASK_FAILED_TO_START);
        assertThat(task.stoppedReason()).isEqualTo("Task failed to start");
        assertThat(task.containers().getFirst().reason()).isEqualTo(why);
        assertThat(task.startedAt()).isNull();
    }

    @Test
    void aMissingLogGroupStopsTheContainerFromStarting() {
        // Given
        var definition = world.definition(
                "healthy",
                "1.0",
                c -> c.logConfiguration(log -> log.logDriver("awslogs")
                        .options(java.util.Map.of("awslogs-group", "/apps/none", "awslogs-region", "eu-north-1"))));

        // When
        world.create(world.worker("shop", definition));
        world.passSeconds(5);

        // Then
        assertThat(world.stopped("shop").getFirst().containers().getFirst().reason())
                .startsWith("CannotStartContainerError: ")
                .endsWith("ResourceNotFoundException: The specified log group does not exist.");
    }

    @Test
    void withoutTheBreakerACrashLoopsForEver() {
        // Given
        live();
        world.update(u -> u.deploymentConfiguration(
                d -> d.deploymentCircuitBreaker(b -> b.enable(false).rollback(false))));

        // When
        deploy("crashes");
        world.pass(Duration.ofMinutes(3));

        // Then
        assertThat(world.current("shop").status()).isEqualTo(ServiceDeploymentStatus.IN_PROGRESS);
        assertThat(world.current("shop").deploymentCircuitBreaker().status())
                .isEqualTo(ServiceDeploymentRollbackMonitorsStatus.DISABLED);
        assertThat(crashed()).hasSizeGreaterThan(15);
        assertThat(world.service("shop").deployments().getFirst().failedTasks()).isGreaterThan(15);
    }

    @Test
    void tasksThatNeverRunAreTriedEverMoreSeldom() {
        // Given
        live();
        world.update(u -> u.deploymentConfiguration(
                d -> d.deploymentCircuitBreaker(b -> b.enable(false).rollback(false))));

        // When
        deploy("arm64");
        world.pass(Duration.ofMinutes(50));

        // Then
        assertThat(crashed()).hasSizeBetween(6, 12);
        assertThat(world.messages("shop"))
                .anyMatch(
                        text -> text.startsWith("(service shop) is unable to consistently start tasks successfully."));
    }

    @Test
    void aSlowStartIsForgivenWithinTheGracePeriodOnly() {
        // Given
        live();
        world.update(u -> u.healthCheckGracePeriodSeconds(60));

        // When
        deploy("slow");

        // Then
        untilIt(ServiceDeploymentStatus.SUCCESSFUL);
        assertThat(crashed()).isEmpty();
    }

    @Test
    void aContainerHealthCheckThatFailsEndsTheTask() {
        // Given
        live();

        // When
        world.update(u -> u.loadBalancers(List.of()));
        world.update(u -> u.taskDefinition(world.definition(
                "nohealth",
                "2.0",
                c -> c.healthCheck(h -> h.command("CMD-SHELL", "curl -f http://localhost:8080/health")
                        .interval(5)
                        .retries(2)))));
        untilIt(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);

        // Then
        assertThat(crashed().getFirst().stoppedReason()).isEqualTo("Task failed container health checks");
        assertThat(world.messages("shop")).anyMatch(text -> text.endsWith("failed container health checks."));
    }
}
