package no.dotkom.portal.localaws.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

/** RegisterTaskDefinition and what can be done with a revision. */
class TaskDefinitionsTest {
    private final EcsWorld world = new EcsWorld();

    private static ContainerDefinition.Builder container() {
        return ContainerDefinition.builder().name("app").image("demo/healthy:1").memory(128);
    }

    private TaskDefinition register(String family, Consumer<RegisterTaskDefinitionRequest.Builder> change) {
        var request = RegisterTaskDefinitionRequest.builder()
                .family(family)
                .containerDefinitions(container().build());
        change.accept(request);
        return world.ecs.registerTaskDefinition(request.build()).taskDefinition();
    }

    private TaskDefinition describe(String name) {
        return world.ecs
                .describeTaskDefinition(DescribeTaskDefinitionRequest.builder()
                        .taskDefinition(name)
                        .build())
                .taskDefinition();
    }

    private void deregister(String name) {
        world.ecs.deregisterTaskDefinition(
                DeregisterTaskDefinitionRequest.builder().taskDefinition(name).build());
    }

    private DeleteTaskDefinitionsResponse delete(String... names) {
        return world.ecs.deleteTaskDefinitions(
                DeleteTaskDefinitionsRequest.builder().taskDefinitions(names).build());
    }

    @Test
    void everyRegistrationIsANewRevisionWithItsDefaultsWrittenOut() {
        // When
        register("shop", r -> {});
        var second = register(
                "shop",
                r -> r.containerDefinitions(
                        container().portMappings(port -> port.containerPort(80)).build()));

        // Then
        assertThat(second.taskDefinitionArn()).isEqualTo("arn:aws:ecs:eu-north-1:123456789012:task-definition/shop:2");
        assertThat(second.status()).isEqualTo(TaskDefinitionStatus.ACTIVE);
        assertThat(second.registeredAt()).isEqualTo(EcsWorld.START);
        var app = second.containerDefinitions().getFirst();
        assertThat(app.cpu()).isZero();
        assertThat(app.essential()).isTrue();
        assertThat(app.portMappings().getFirst().hostPort()).isZero();
        assertThat(app.portMappings().getFirst().protocol()).isEqualTo(TransportProtocol.TCP);
        assertThat(app.hasEnvironment() && app.hasMountPoints() && app.hasVolumesFrom() && app.hasSystemControls())
                .isTrue();
        assertThat(second.hasVolumes() && second.hasPlacementConstraints()).isTrue();
    }

    @Test
    void tagsAreShownOnlyWhenAskedFor() {
        // Given
        register("shop", r -> r.tags(t -> t.key("portal:generation").value("3")));
        var request = DescribeTaskDefinitionRequest.builder().taskDefinition("shop:1");

        // When
        var plain = world.ecs.describeTaskDefinition(request.build());
        var full = world.ecs.describeTaskDefinition(
                request.include(TaskDefinitionField.TAGS).build());

        // Then
        assertThat(plain.tags()).isEmpty();
        assertThat(full.tags()).extracting(tag -> tag.value()).containsExactly("3");
    }

    static Stream<Arguments> refusedContainers() {
        return Stream.of(
                Arguments.of(
                        "Invalid setting for container 'app'. At least one of 'memory' or 'memoryReservation' must be"
                                + " specified.",
                        container().memory(null)),
                Arguments.of(
                        "Invalid setting for container 'app'. Memory must be at least 6 MiB.",
                        container().memory(5)),
                Arguments.of(
                        "Invalid setting for container 'app'. 'memory' must be greater than 'memoryReservation'.",
                        container().memoryReservation(128)),
                Arguments.of(
                        "Container.image should not be null or empty.",
                        container().image("")),
                Arguments.of(
                        "Container port must be between 1 and 65535 for container 'app'.",
                        container().portMappings(port -> port.containerPort(0))),
                Arguments.of(
                        "Log driver awslogs requires options: awslogs-region",
                        container()
                                .logConfiguration(log ->
                                        log.logDriver("awslogs").options(Map.of("awslogs-group", "/apps/shop")))),
                Arguments.of(
                        "Health check interval must be between 5 and 300.",
                        container()
                                .healthCheck(
                                        check -> check.command("CMD", "true").interval(4))),
                Arguments.of(
                        "At least one container must be marked as essential.",
                        container().essential(false)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedContainers")
    void aContainerThatCannotBeIsRefusedInWords(String text, ContainerDefinition.Builder container) {
        assertThatThrownBy(() -> register("shop", r -> r.containerDefinitions(container.build())))
                .isInstanceOfSatisfying(
                        ClientException.class,
                        e -> assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(text));
    }

    @Test
    void familiesAreNamedAndHaveContainersThatFitIn64KiB() {
        assertThatThrownBy(() -> register("a b", r -> {})).isInstanceOf(ClientException.class);
        assertThatThrownBy(() -> register("", r -> {})).hasMessageContaining("Family should not be null or empty.");
        assertThatThrownBy(() -> register("shop", r -> r.containerDefinitions(List.of())))
                .hasMessageContaining("Container list cannot be empty.");
        assertThatThrownBy(() -> register(
                        "shop",
                        r -> r.containerDefinitions(container()
                                .environment(e -> e.name("LONG").value("x".repeat(70_000)))
                                .build())))
                .hasMessageContaining("Max allowed length is '65536' bytes.");
    }

    @Test
    void anUnknownRevisionCannotBeDescribed() {
        assertThatThrownBy(() -> describe("nobody"))
                .isInstanceOfSatisfying(
                        ClientException.class,
                        e -> assertThat(e.awsErrorDetails().errorMessage())
                                .isEqualTo("Unable to describe task definition."));
        assertThatThrownBy(() -> describe("shop:x")).isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void deregistrationKeepsTheRevisionButTheFamilyNameSkipsIt() {
        // Given
        register("shop", r -> {});
        register("shop", r -> {});

        // When
        deregister("shop:2");

        // Then
        assertThat(describe("shop").revision()).isEqualTo(1);
        assertThat(describe("shop:2").status()).isEqualTo(TaskDefinitionStatus.INACTIVE);
        assertThat(describe("shop:2").deregisteredAt()).isEqualTo(EcsWorld.START);
        assertThatThrownBy(() -> deregister("shop:9"))
                .hasMessageContaining("The specified task definition does not exist.");
        assertThatThrownBy(() -> deregister("shop")).isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void onlyDeregisteredRevisionsAreDeletedAndNumbersAreNotReused() {
        // Given
        register("shop", r -> {});
        register("shop", r -> {});
        deregister("shop:1");

        // When
        var answer = delete("shop:1", "shop:2", "shop:9");

        // Then
        assertThat(answer.taskDefinitions())
                .extracting(TaskDefinition::revision)
                .containsExactly(1);
        assertThat(answer.failures())
                .extracting(failure -> failure.reason())
                .satisfiesExactly(
                        active -> assertThat(active).contains("still in ACTIVE status"),
                        missing -> assertThat(missing).isEqualTo("MISSING"));
        assertThat(register("shop", r -> {}).revision()).isEqualTo(3);
        assertThatThrownBy(() -> delete(
                        IntStream.rangeClosed(1, 11).mapToObj(n -> "shop:" + n).toArray(String[]::new)))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void aRevisionThatStillRunsStaysInDeletion() {
        // Given
        var arn = world.definition("healthy", "1.0");
        world.create(world.worker("shop", arn));
        world.passSeconds(10);
        deregister(arn);

        // When
        delete(arn);

        // Then
        assertThat(describe(arn).status()).isEqualTo(TaskDefinitionStatus.DELETE_IN_PROGRESS);
    }

    @Test
    void listsAreFilteredSortedAndPaged() {
        // Given
        register("admin", r -> {});
        register("shop", r -> {});
        register("shop", r -> {});
        register("shop", r -> {});
        deregister("shop:1");

        // When
        var newestFirst = world.ecs.listTaskDefinitions(ListTaskDefinitionsRequest.builder()
                .familyPrefix("shop")
                .sort(SortOrder.DESC)
                .maxResults(1)
                .build());
        var next = world.ecs.listTaskDefinitions(ListTaskDefinitionsRequest.builder()
                .familyPrefix("shop")
                .sort(SortOrder.DESC)
                .nextToken(newestFirst.nextToken())
                .build());
        var inactive = world.ecs.listTaskDefinitions(ListTaskDefinitionsRequest.builder()
                .status(TaskDefinitionStatus.INACTIVE)
                .build());

        // Then
        assertThat(newestFirst.taskDefinitionArns()).singleElement().asString().endsWith("shop:3");
        assertThat(next.taskDefinitionArns()).singleElement().asString().endsWith("shop:2");
        assertThat(next.nextToken()).isNull();
        assertThat(inactive.taskDefinitionArns()).singleElement().asString().endsWith("shop:1");
    }

    @Test
    void familiesAreListedByPrefixAndStatus() {
        // Given
        register("shop-a", r -> {});
        register("shop-b", r -> {});
        register("other", r -> {});
        deregister("shop-b:1");

        // Then
        assertThat(families(f -> f.familyPrefix("shop-"))).containsExactly("shop-a", "shop-b");
        assertThat(families(f -> f.status("ACTIVE"))).containsExactly("other", "shop-a");
        assertThat(families(f -> f.status("INACTIVE"))).containsExactly("shop-b");
    }

    private List<String> families(Consumer<ListTaskDefinitionFamiliesRequest.Builder> change) {
        var request = ListTaskDefinitionFamiliesRequest.builder();
        change.accept(request);
        return world.ecs.listTaskDefinitionFamilies(request.build()).families();
    }
}
