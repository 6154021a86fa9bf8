package no.dotkom.portal.localaws.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ecs.model.AvailabilityZoneRebalancing;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;

/** CreateService. */
class ServiceCreationTest {
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

    private DescribeServicesResponse describe(String... names) {
        return world.ecs.describeServices(DescribeServicesRequest.builder()
                .cluster(EcsWorld.CLUSTER)
                .services(names)
                .build());
    }

    @Test
    void whatIsNotModelledSaysSo() {
        assertThatThrownBy(() ->
                        world.create(world.worker("shop", definition).schedulingStrategy(SchedulingStrategy.DAEMON)))
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        e -> assertThat(e.statusCode()).isEqualTo(501));
    }
}
