package no.dotkom.portal.localaws.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.TaskField;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** ListTasks, DescribeTasks, StopTask, RunTask, and the events that tasks cause. */
class TasksTest {
    private final EcsWorld world = new EcsWorld();
    private final String definition = world.definition("healthy", "1.0");

    private List<String> list(Consumer<ListTasksRequest.Builder> change) {
        var request = ListTasksRequest.builder().cluster(EcsWorld.CLUSTER);
        change.accept(request);
        return world.ecs.listTasks(request.build()).taskArns();
    }

    private DescribeTasksResponse describe(String... tasks) {
        return world.ecs.describeTasks(DescribeTasksRequest.builder()
                .cluster(EcsWorld.CLUSTER)
                .tasks(tasks)
                .include(TaskField.TAGS)
                .build());
    }

    private RunTaskResponse run(Consumer<RunTaskRequest.Builder> change) {
        var request = RunTaskRequest.builder().cluster(EcsWorld.CLUSTER).taskDefinition(definition);
        change.accept(request);
        return world.ecs.runTask(request.build());
    }

    private void stop(String task, String reason) {
        world.ecs.stopTask(StopTaskRequest.builder()
                .cluster(EcsWorld.CLUSTER)
                .task(task)
                .reason(reason)
                .build());
    }

    @Test
    void tasksAreFoundByServiceFamilyNodeAndStarter() {
        // Given
        world.create(world.worker("shop", definition).desiredCount(2));
        world.create(world.worker("other", definition));
        world.passSeconds(10);
        var deployment = world.service("shop").deployments().getFirst().id();
        var task = world.running("shop").getFirst();

        // Then
        assertThat(list(l -> {})).hasSize(3);
        assertThat(list(l -> l.serviceName("shop"))).hasSize(2);
        assertThat(list(l -> l.family("shop-production"))).hasSize(3);
        assertThat(list(l -> l.startedBy(deployment))).hasSize(2);
        assertThat(list(l -> l.containerInstance(task.containerInstanceArn()))).contains(task.taskArn());
        assertThat(list(l -> l.desiredStatus(DesiredStatus.STOPPED))).isEmpty();
    }

    @Test
    void startedByMustBeTheOnlyFilterAndTheServiceMustExist() {
        assertThatThrownBy(() -> list(l -> l.startedBy("me").family("shop")))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> list(l -> l.serviceName("nobody"))).isInstanceOf(ServiceNotFoundException.class);
        assertThatThrownBy(() -> list(l -> l.desiredStatus(DesiredStatus.PENDING)))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void aHundredTasksAreDescribedAtOnceAndNotMore() {
        var names = IntStream.range(0, 101).mapToObj(n -> "%032x".formatted(n)).toArray(String[]::new);
        assertThatThrownBy(() -> describe(names)).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(this::describe)
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Tasks cannot be empty.");
        assertThat(describe(names[0]).failures().getFirst().reason()).isEqualTo("MISSING");
    }

    @Test
    void stoppedTasksVanishAfterAnHour() {
        // Given
        world.create(world.worker("shop", definition));
        world.passSeconds(10);
        var arn = world.running("shop").getFirst().taskArn();
        stop(arn, "trying it out");
        world.passSeconds(10);
        var stopped = world.stopped("shop").getFirst();

        // When
        world.pass(Duration.ofMinutes(58));
        var before = describe(arn);
        world.pass(Duration.ofMinutes(3));

        // Then
        assertThat(stopped.lastStatus()).isEqualTo("STOPPED");
        assertThat(stopped.stopCode()).isEqualTo(TaskStopCode.USER_INITIATED);
        assertThat(stopped.stoppedReason()).isEqualTo("trying it out");
        assertThat(before.tasks()).hasSize(1);
        assertThat(describe(arn).failures()).extracting(f -> f.reason()).containsExactly("MISSING");
        assertThat(list(l -> l.desiredStatus(DesiredStatus.STOPPED))).isEmpty();
    }

    @Test
    void aStoppedTaskOfAServiceIsReplaced() {
        // Given
        world.create(world.worker("shop", definition));
        world.passSeconds(10);
        var arn = world.running("shop").getFirst().taskArn();

        // When
        stop(arn, "trying it out");
        world.passSeconds(10);

        // Then
        assertThat(world.running("shop"))
                .hasSize(1)
                .noneMatch(task -> task.taskArn().equals(arn));
        assertThatThrownBy(() -> stop("%032x".formatted(1), "x"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("The referenced task was not found.");
    }

    @Test
    void aStandaloneTaskRunsOnceAndIsNotReplaced() {
        // Given
        var answer = run(r -> r.count(2).startedBy("ola").tags(t -> t.key("why").value("migration")));
        world.passSeconds(10);
        var task = answer.tasks().getFirst();

        // When
        stop(task.taskArn(), "done");
        world.passSeconds(10);

        // Then
        assertThat(answer.tasks()).hasSize(2);
        assertThat(task.group()).isEqualTo("family:shop-production");
        assertThat(list(l -> l.startedBy("ola"))).hasSize(1);
        assertThat(describe(task.taskArn()).tasks().getFirst().tags())
                .extracting(tag -> tag.value())
                .containsExactly("migration");
    }

    @Test
    void aStandaloneTaskWithoutRoomIsAFailure() {
        // Given
        var large = world.definition(
                "healthy", "1.0", c -> c.memoryReservation(1700).memory(2000));

        // When
        var answer = run(r -> r.taskDefinition(large));

        // Then
        assertThat(answer.tasks()).isEmpty();
        assertThat(answer.failures()).extracting(f -> f.reason()).containsExactly("RESOURCE:MEMORY");
        assertThatThrownBy(() -> run(r -> r.count(11))).isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void tasksInheritTheTagsOfTheirServiceAndThoseOfEcs() {
        // Given
        world.create(world.worker("shop", definition)
                .propagateTags(PropagateTags.SERVICE)
                .enableECSManagedTags(true)
                .tags(t -> t.key("portal:app").value("shop")));

        // When
        world.passSeconds(5);

        // Then
        var tags = describe(world.running("shop").getFirst().taskArn())
                .tasks()
                .getFirst()
                .tags();
        assertThat(tags)
                .extracting(tag -> tag.key() + "=" + tag.value())
                .containsExactlyInAnyOrder("portal:app=shop", "aws:ecs:clusterName=online", "aws:ecs:serviceName=shop");
    }

    @Test
    void eachChangeOfATaskIsAnEventWithARisingVersion() {
        // Given
        var changes = new ArrayList<StateChange>();
        world.ecs.changes().listen(changes::add);

        // When
        world.create(world.worker("shop", definition));
        world.passSeconds(10);

        // Then
        var tasks = changes.stream()
                .filter(change -> change.detailType().equals("ECS Task State Change"))
                .toList();
        assertThat(tasks)
                .extracting(change -> change.detail().get("lastStatus"))
                .containsExactly("PROVISIONING", "PENDING", "ACTIVATING", "RUNNING");
        assertThat(tasks)
                .extracting(change -> (Long) change.detail().get("version"))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(changes)
                .extracting(change -> change.detail().get("eventName"))
                .contains("SERVICE_DEPLOYMENT_IN_PROGRESS", "SERVICE_DEPLOYMENT_COMPLETED", "SERVICE_STEADY_STATE");
        assertThat(tasks.getFirst().toJson())
                .contains(
                        "\"source\":\"aws.ecs\"",
                        "\"detail-type\":\"ECS Task State Change\"",
                        "\"clusterArn\":\"arn:aws:ecs:");
    }

    @Test
    void newTasksShowInListsOnlyAfterTheLag() {
        // Given
        world.lag.set(Duration.ofSeconds(5));
        world.create(world.worker("shop", definition));

        // When
        world.passSeconds(2);
        var early = list(l -> {});
        world.passSeconds(6);

        // Then
        assertThat(early).isEmpty();
        assertThat(list(l -> {})).hasSize(1);
    }

    @Test
    void logLinesOfAContainerNameItsTask() {
        // Given
        world.create(world.worker(
                "shop",
                world.definition(
                        "needsenv",
                        "1.0",
                        c -> c.environment(e -> e.name("DATABASE_URL").value("postgres://db")))));

        // When
        world.passSeconds(10);

        // Then
        var id = world.running("shop").getFirst().taskArn().replaceFirst("^.*/", "");
        assertThat(world.logs.streams).containsOnlyKeys("app/app/" + id);
        assertThat(world.logs.all())
                .contains("Starting demo/needsenv:1.0 (task %s)".formatted(id), "config: DATABASE_URL is set");
        assertThat(Map.copyOf(world.logs.streams).values()).noneMatch(lines -> lines.contains("postgres://db"));
    }
}
