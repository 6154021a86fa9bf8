package no.dotkom.portal.localaws.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ecs.model.AvailabilityZoneRebalancing;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeleteServiceRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.ServiceNotActiveException;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** CreateService, UpdateService, DeleteService, DescribeServices, ListServices. */
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
    void creationFillsInWhatAwsFillsIn() {
        // When
        var service = world.create(
                world.web("shop", definition, world.balanced("shop")).healthCheckGracePeriodSeconds(null));

        // Then
        assertThat(service.serviceArn()).isEqualTo("arn:aws:ecs:eu-north-1:123456789012:service/online/shop");
        assertThat(service.status()).isEqualTo("ACTIVE");
        assertThat(service.deploymentConfiguration().maximumPercent()).isEqualTo(200);
        assertThat(service.deploymentConfiguration().minimumHealthyPercent()).isEqualTo(100);
        assertThat(service.healthCheckGracePeriodSeconds()).isZero();
        assertThat(service.availabilityZoneRebalancing()).isEqualTo(AvailabilityZoneRebalancing.ENABLED);
        assertThat(service.schedulingStrategy()).isEqualTo(SchedulingStrategy.REPLICA);
        assertThat(service.propagateTags()).isEqualTo(PropagateTags.NONE);
        assertThat(service.capacityProviderStrategy())
                .extracting(item -> item.capacityProvider())
                .containsExactly("ec2");
        assertThat(service.taskDefinition()).isEqualTo(definition);
        assertThat(service.currentServiceDeployment())
                .startsWith("arn:aws:ecs:eu-north-1:123456789012:service-deployment/online/shop/");
        assertThat(service.deployments()).hasSize(1);
        assertThat(service.events()).isEmpty();
    }

    @Test
    void aFamilyNameMeansItsNewestRevision() {
        // Given
        var second = world.definition("healthy", "2.0");

        // When
        var service = world.create(world.worker("shop", "shop-production"));

        // Then
        assertThat(service.taskDefinition()).isEqualTo(second);
    }

    @Test
    void theSameTokenGivesTheSameService() {
        // Given
        var request = world.worker("shop", definition).clientToken("intent-1");
        var first = world.create(request);
        world.passSeconds(10);

        // When
        var again = world.create(request);

        // Then
        assertThat(again.createdAt()).isEqualTo(first.createdAt());
        assertThat(again.currentServiceDeployment()).isEqualTo(first.currentServiceDeployment());
    }

    @Test
    void theSameParametersGiveTheSameServiceAlsoWithoutAToken() {
        // Given
        var first = world.create(world.worker("shop", definition));

        // When
        var again = world.create(world.worker("shop", definition).clientToken("another"));

        // Then
        assertThat(again.currentServiceDeployment()).isEqualTo(first.currentServiceDeployment());
    }

    @Test
    void otherParametersUnderTheSameNameAreNotIdempotent() {
        // Given
        world.create(world.worker("shop", definition));

        // Then
        refuses(
                () -> world.create(world.worker("shop", definition).desiredCount(2)),
                InvalidParameterException.class,
                "Creation of service was not idempotent.");
    }

    @Test
    void aTokenCannotMeanTwoServices() {
        // Given
        world.create(world.worker("shop", definition).clientToken("intent-1"));

        // Then
        refuses(
                () -> world.create(world.worker("other", definition).clientToken("intent-1")),
                InvalidParameterException.class,
                "Creation of service was not idempotent.");
    }

    @Test
    void aTargetGroupWithoutARuleIsRefused() {
        // Given
        var group = world.targetGroup("shop");

        // Then
        refuses(
                () -> world.create(world.web("shop", definition, group)),
                InvalidParameterException.class,
                "The target group with targetGroupArn %s does not have an associated load balancer.".formatted(group));
    }

    static Stream<Arguments> refusedCreations() {
        return Stream.of(
                refused(
                        "Service name contains invalid characters. Up to 255 letters, numbers, hyphens and underscores are"
                                + " allowed.",
                        r -> r.serviceName("has space")),
                refused(
                        "Client token must be up to 36 ASCII characters in the range of 33-126.",
                        r -> r.clientToken("x".repeat(37))),
                refused(
                        "AvailabilityZoneRebalancing does not support maximumPercent <= 100",
                        r -> r.deploymentConfiguration(
                                d -> d.maximumPercent(100).minimumHealthyPercent(0))),
                refused(
                        "Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block deployments.",
                        r -> r.deploymentConfiguration(
                                d -> d.maximumPercent(100).minimumHealthyPercent(100))),
                refused(
                        "Health check grace period is only valid for services configured to use load balancers",
                        r -> r.healthCheckGracePeriodSeconds(10)),
                refused(
                        "Specifying both a launch type and capacity provider strategy is not supported. Remove one and try"
                                + " again.",
                        r -> r.launchType(LaunchType.EC2).capacityProviderStrategy(c -> c.capacityProvider("ec2"))),
                refused(
                        "The specified capacity provider 'spot' was not found. Specify a valid name or ARN and try again.",
                        r -> r.capacityProviderStrategy(c -> c.capacityProvider("spot"))),
                refused(
                        "Tag keys cannot start with the aws: prefix.",
                        r -> r.tags(t -> t.key("aws:x").value("y"))));
    }

    private static Arguments refused(String text, Consumer<CreateServiceRequest.Builder> change) {
        return Arguments.of(text, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedCreations")
    void aServiceThatCannotBeIsRefusedInWords(String text, Consumer<CreateServiceRequest.Builder> change) {
        var request = world.worker("shop", definition);
        change.accept(request);
        refuses(() -> world.create(request), InvalidParameterException.class, text);
        assertThat(describe("shop").services()).isEmpty();
    }

    @Test
    void theContainerAndPortOfALoadBalancerMustExist() {
        // Given
        var group = world.balanced("shop");

        // Then
        refuses(
                () -> world.create(world.worker("shop", definition)
                        .loadBalancers(b ->
                                b.targetGroupArn(group).containerName("web").containerPort(8080))),
                InvalidParameterException.class,
                "The container web does not exist in the task definition.");
        refuses(
                () -> world.create(world.worker("shop", definition)
                        .loadBalancers(b ->
                                b.targetGroupArn(group).containerName("app").containerPort(80))),
                InvalidParameterException.class,
                "The container app did not have a container port 80 defined.");
    }

    @Test
    void anUnknownClusterOrTaskDefinitionIsRefused() {
        refuses(
                () -> world.create(world.worker("shop", definition).cluster("other")),
                ClusterNotFoundException.class,
                "Cluster not found.");
        refuses(
                () -> world.create(world.worker("shop", "shop-production:99")),
                ClientException.class,
                "TaskDefinition not found.");
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
    void whatIsNotModelledSaysSo() {
        assertThatThrownBy(() ->
                        world.create(world.worker("shop", definition).schedulingStrategy(SchedulingStrategy.DAEMON)))
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        e -> assertThat(e.statusCode()).isEqualTo(501));
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
