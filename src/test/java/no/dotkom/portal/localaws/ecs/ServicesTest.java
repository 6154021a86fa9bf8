package no.dotkom.portal.localaws.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.DeleteServiceRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.ServiceNotActiveException;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** UpdateService, DeleteService, DescribeServices, ListServices. */
class ServicesTest {
    private final EcsWorld world = new EcsWorld();
    private final String definition = world.definition("healthy", "1.0");

    private static void refuses(Runnable call, Class<? extends Throwable> type, String text) {
        assertThatThrownBy(call::run)
                .isInstanceOf(type)
                .satisfies(e -> assertThat(
                                ((AwsServiceException) e).awsErrorDetails().errorMessage())
                        .isEqualTo(text));
    }

    @Test
    void whatAnUpdateLeavesOutStaysAndAnEmptyListRemoves() {
        // Given
        world.create(world.web("shop", definition, world.balanced("shop")));

        // When
        var scaled = world.update(u -> u.desiredCount(3));
        var removed = world.update(u -> u.loadBalancers(List.of()));

        // Then
        assertThat(scaled.loadBalancers()).hasSize(1);
        assertThat(scaled.deploymentConfiguration().deploymentCircuitBreaker().enable())
                .isTrue();
        assertThat(removed.loadBalancers()).isEmpty();
        assertThat(removed.desiredCount()).isEqualTo(3);
    }

    @Test
    void onlySomeChangesStartADeployment() {
        // Given
        var first = world.create(world.worker("shop", definition)).currentServiceDeployment();

        // When
        var scaled =
                world.update(u -> u.desiredCount(2).enableExecuteCommand(true)).currentServiceDeployment();
        var same = world.update(u -> u.taskDefinition(definition)).currentServiceDeployment();
        var forced = world.update(u -> u.forceNewDeployment(true)).currentServiceDeployment();

        // Then
        assertThat(List.of(scaled, same)).containsOnly(first);
        assertThat(forced).isNotEqualTo(first);
    }

    @Test
    void anInactiveTaskDefinitionCannotBeDeployed() {
        // Given
        world.create(world.worker("shop", definition));
        var second = world.definition("healthy", "2.0");
        world.ecs.deregisterTaskDefinition(
                software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest.builder()
                        .taskDefinition(second)
                        .build());

        // Then
        refuses(() -> world.update(u -> u.taskDefinition(second)), ClientException.class, "TaskDefinition is inactive");
    }

    @Test
    void aServiceThatIsNotThereOrNotActiveCannotBeUpdated() {
        refuses(() -> world.update(u -> u.desiredCount(1)), ServiceNotFoundException.class, "Service not found.");
        world.create(world.worker("shop", definition));
        delete(true);
        refuses(() -> world.update(u -> u.desiredCount(1)), ServiceNotActiveException.class, "Service was not ACTIVE.");
    }

    private void delete(boolean force) {
        world.ecs.deleteService(DeleteServiceRequest.builder()
                .cluster(EcsWorld.CLUSTER)
                .service("shop")
                .force(force)
                .build());
    }

    @Test
    void deletionDrainsThenTheServiceIsInactiveAndAtLastForgotten() {
        // Given
        world.create(world.web("shop", definition, world.balanced("shop")));
        world.passSeconds(30);
        refuses(
                () -> delete(false),
                InvalidParameterException.class,
                "The service cannot be stopped while it is scaled above 0.");

        // When
        delete(true);
        world.passSeconds(3);
        var draining = world.service("shop");
        refuses(
                () -> world.create(world.worker("shop", definition)),
                InvalidParameterException.class,
                "Unable to Start a service that is still Draining.");
        world.until(() -> world.service("shop").status().equals("INACTIVE"), Duration.ofSeconds(40));

        // Then
        assertThat(draining.status()).isEqualTo("DRAINING");
        assertThat(list(null, null).serviceArns()).isEmpty();
        assertThat(world.stopped("shop")).allMatch(task -> task.lastStatus().equals("STOPPED"));
        world.pass(Duration.ofMinutes(61));
        assertThat(describe("shop").failures()).extracting(f -> f.reason()).containsExactly("MISSING");
    }

    @Test
    void theNameOfAnInactiveServiceIsFreeAgain() {
        // Given
        world.create(world.worker("shop", definition).desiredCount(0));
        delete(false);
        world.passSeconds(2);

        // When
        var again = world.create(world.worker("shop", definition).desiredCount(2));

        // Then
        assertThat(again.status()).isEqualTo("ACTIVE");
        assertThat(world.service("shop").desiredCount()).isEqualTo(2);
        world.pass(Duration.ofMinutes(61));
        assertThat(world.service("shop").status()).isEqualTo("ACTIVE");
    }

    private DescribeServicesResponse describe(String... names) {
        return world.ecs.describeServices(DescribeServicesRequest.builder()
                .cluster(EcsWorld.CLUSTER)
                .services(names)
                .build());
    }

    @Test
    void unknownServicesAreFailuresAndElevenAreTooMany() {
        // Given
        world.create(world.worker("shop", definition).tags(t -> t.key("team").value("webkom")));

        // When
        var answer = describe("shop", "nobody");

        // Then
        assertThat(answer.services())
                .hasSize(1)
                .allMatch(service -> service.tags().isEmpty());
        assertThat(answer.failures()).hasSize(1);
        assertThat(answer.failures().getFirst().arn()).endsWith(":service/online/nobody");
        assertThat(answer.failures().getFirst().reason()).isEqualTo("MISSING");
        assertThat(world.service("shop").tags()).extracting(tag -> tag.value()).containsExactly("webkom");
        assertThatThrownBy(() ->
                        describe(IntStream.range(0, 11).mapToObj(n -> "s" + n).toArray(String[]::new)))
                .isInstanceOf(InvalidParameterException.class);
        refuses(this::describe, InvalidParameterException.class, "Services cannot be empty.");
    }

    private software.amazon.awssdk.services.ecs.model.ListServicesResponse list(
            @Nullable Integer size, @Nullable String token) {
        return world.ecs.listServices(ListServicesRequest.builder()
                .cluster(EcsWorld.CLUSTER)
                .maxResults(size)
                .nextToken(token)
                .build());
    }

    @Test
    void listsComeInPagesOfTenUnlessAskedOtherwise() {
        // Given
        IntStream.range(0, 12)
                .forEach(n -> world.create(world.worker("s" + n, definition).desiredCount(0)));

        // When
        var first = list(null, null);
        var second = list(null, first.nextToken());

        // Then
        assertThat(first.serviceArns()).hasSize(10);
        assertThat(second.serviceArns()).hasSize(2).doesNotContainAnyElementsOf(first.serviceArns());
        assertThat(second.nextToken()).isNull();
        assertThat(list(100, null).serviceArns()).hasSize(12);
        assertThatThrownBy(() -> list(101, null)).isInstanceOf(InvalidParameterException.class);
        refuses(() -> list(null, "made-up"), InvalidParameterException.class, "Invalid token.");
    }

    @Test
    void atMostAHundredEventsAreKept() {
        // Given
        world.create(world.worker("shop", world.definition("crashes", "1.0"))
                .deploymentConfiguration(
                        d -> d.deploymentCircuitBreaker(b -> b.enable(false).rollback(false))));

        // When
        world.pass(Duration.ofMinutes(30));

        // Then
        assertThat(world.service("shop").events()).hasSize(100);
        assertThat(world.service("shop").events().getFirst().createdAt())
                .isAfter(world.service("shop").events().getLast().createdAt());
    }

    @Test
    void anUpdateIsCheckedAsACreationIs() {
        world.create(world.worker("shop", definition));
        Consumer<UpdateServiceRequest.Builder> change =
                u -> u.deploymentConfiguration(d -> d.maximumPercent(100).minimumHealthyPercent(0));
        refuses(
                () -> world.update(change),
                InvalidParameterException.class,
                "AvailabilityZoneRebalancing does not support maximumPercent <= 100");
        assertThat(world.update(u -> u.availabilityZoneRebalancing("DISABLED")
                                .deploymentConfiguration(
                                        d -> d.maximumPercent(100).minimumHealthyPercent(0)))
                        .deploymentConfiguration()
                        .deploymentCircuitBreaker()
                        .enable())
                .isTrue();
    }
}
