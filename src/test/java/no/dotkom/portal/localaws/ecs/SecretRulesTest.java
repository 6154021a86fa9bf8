package no.dotkom.portal.localaws.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** Secrets in a task definition, before any task has it. */
class SecretRulesTest {
    private final EcsWorld world = new EcsWorld();

    private static ContainerDefinition.Builder container() {
        return ContainerDefinition.builder().name("app").image("demo/healthy:1").memory(128);
    }

    private TaskDefinition register(String role, ContainerDefinition.Builder container) {
        return world.ecs
                .registerTaskDefinition(RegisterTaskDefinitionRequest.builder()
                        .family("shop")
                        .executionRoleArn(role)
                        .containerDefinitions(container.build())
                        .build())
                .taskDefinition();
    }

    static Stream<Arguments> refusedSecrets() {
        return Stream.of(
                Arguments.of(
                        "When you are specifying container secrets, you must also specify a value for"
                                + " 'executionRoleArn'.",
                        "",
                        container().secrets(s -> s.name("KEY").valueFrom("/shop/KEY"))),
                Arguments.of(
                        "Duplicate secret names found: KEY. Each secret name must be unique.",
                        "shop",
                        container()
                                .secrets(
                                        s -> s.name("KEY").valueFrom("/shop/KEY"),
                                        s -> s.name("KEY").valueFrom("/shop/OTHER"))),
                Arguments.of(
                        "The secret name must be unique and not shared with any new or existing environment variables"
                                + " set on the container, such as 'KEY'.",
                        "shop",
                        container()
                                .environment(e -> e.name("KEY").value("plain"))
                                .secrets(s -> s.name("KEY").valueFrom("/shop/KEY"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedSecrets")
    void secretsThatCannotBeGivenAreRefusedInWords(String text, String role, ContainerDefinition.Builder container) {
        assertThatThrownBy(() -> register(role, container))
                .isInstanceOfSatisfying(
                        ClientException.class,
                        e -> assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(text));
    }

    @Test
    void secretsAreKeptAsTheyWereWrittenAndNeedAnAgentThatKnowsThem() {
        // When
        var revision = register("shop", container().secrets(s -> s.name("KEY").valueFrom("/shop/KEY")));

        // Then
        assertThat(revision.containerDefinitions().getFirst().secrets())
                .extracting(secret -> secret.valueFrom())
                .containsExactly("/shop/KEY");
        assertThat(revision.requiresAttributes())
                .extracting(attribute -> attribute.name())
                .contains("ecs.capability.secrets.ssm.environment-variables");
    }

    @Test
    void theParameterOfAnotherRegionIsNotModelled() {
        assertThatThrownBy(() -> register(
                        "shop",
                        container()
                                .secrets(s -> s.name("KEY")
                                        .valueFrom("arn:aws:ssm:eu-west-1:123456789012:parameter/shop/KEY"))))
                .isInstanceOfSatisfying(
                        EcsException.class, e -> assertThat(e.statusCode()).isEqualTo(501));
    }
}
