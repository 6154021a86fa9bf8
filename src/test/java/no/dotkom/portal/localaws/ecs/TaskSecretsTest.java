package no.dotkom.portal.localaws.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import no.dotkom.portal.diagnose.Diagnoses;
import no.dotkom.portal.diagnose.Diagnosis;
import no.dotkom.portal.diagnose.Evidence;
import no.dotkom.portal.diagnose.TaskEvidence;
import no.dotkom.portal.localaws.Platform;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** Secrets from where they lie into a container: Parameter Store, a role's policy, and the start of a task. */
class TaskSecretsTest extends TaskSecretsTests {
    @Test
    void aContainerSeesItsSecretsByNameAndByArn() {
        // Given
        put("DATABASE_URL", "postgres://db");
        put("API_KEY", "k3y");
        // When
        var task = run(definition(
                secret("DATABASE_URL", FOLDER + "DATABASE_URL"), secret("API_KEY", arn(FOLDER + "API_KEY"))));
        // Then
        assertThat(task.lastStatus()).isEqualTo("RUNNING");
        assertThat(world.ecs().environment(task.taskArn(), "app"))
                .containsEntry("DATABASE_URL", "postgres://db")
                .containsEntry("API_KEY", "k3y")
                .containsEntry("PLAIN", "seen");
        assertThat(task.toString()).doesNotContain("postgres://db", "k3y");
    }

    @Test
    void aNewValueReachesNewTasksOnly() {
        // Given
        put("DATABASE_URL", "first");
        var definition = definition(secret("DATABASE_URL", FOLDER + "DATABASE_URL"));
        var before = run(definition);
        // When
        put("DATABASE_URL", "second");
        var after = run(definition);
        // Then
        assertThat(world.ecs().environment(before.taskArn(), "app")).containsEntry("DATABASE_URL", "first");
        assertThat(world.ecs().environment(after.taskArn(), "app")).containsEntry("DATABASE_URL", "second");
        assertThat(described(before.taskArn()).lastStatus()).isEqualTo("RUNNING");
    }

    @Test
    void parametersThatAreNotThereAreNamed() {
        // Given
        put("THERE", "x");
        // When
        var task = run(definition(
                secret("A", FOLDER + "THERE"), secret("B", FOLDER + "GONE"), secret("C", arn(FOLDER + "ALSO_GONE"))));
        // Then
        stoppedFor(
                task,
                "fetching secret data from SSM Parameter Store in eu-north-1: invalid parameters: %1$sGONE,%1$sALSO_GONE"
                        .formatted(FOLDER));
    }

    @Test
    void whatTheRoleMayNotReadIsDenied() {
        // Given
        put("DATABASE_URL", "x");
        allow(FOLDER + "OTHER");
        // When
        var task = run(definition(secret("DATABASE_URL", FOLDER + "DATABASE_URL")));
        // Then
        stoppedFor(
                task,
                "fetching secret data from SSM Parameter Store in eu-north-1: AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/%s/%s is not authorized to perform: ssm:GetParameters on resource: %s because no identity-based policy allows the ssm:GetParameters action status code: 400, request id: "
                        .formatted(ROLE, id(task), arn(FOLDER + "DATABASE_URL")));
    }

    @Test
    void whatTheBoundaryDoesNotAllowIsDeniedThoughTheRolesPolicyDoes() {
        // Given
        allow("/*");
        // When
        var task = run(definition(secret("MANIFEST", Platform.MANIFEST)));
        // Then
        stoppedFor(task, "because no permissions boundary allows the ssm:GetParameters action", arn(Platform.MANIFEST));
    }

    private static String id(Task task) {
        return task.taskArn().replaceFirst("^.*/", "");
    }

    private static void stoppedFor(Task task, String... why) {
        assertThat(task.lastStatus()).isEqualTo("STOPPED");
        assertThat(task.stopCode()).isEqualTo(TaskStopCode.TASK_FAILED_TO_START);
        assertThat(task.stoppedReason()).contains(why);
        assertThat(Diagnoses.of(Evidence.NONE.with(TaskEvidence.NONE
                        .called(id(task), "STOPPED")
                        .stopped(task.stopCodeAsString(), task.stoppedReason()))))
                .extracting(Diagnosis::code)
                .startsWith("SEC-1");
    }

    @Test
    void moreSecretsThanOneCallTakesAreFetched() {
        // Given
        IntStream.range(0, 23).forEach(n -> put("KEY_" + n, "value-" + n));
        put("DATABASE_URL", "x");
        var secrets = Stream.concat(
                Stream.of(secret("DATABASE_URL", FOLDER + "DATABASE_URL")),
                IntStream.range(0, 23).mapToObj(n -> secret("KEY_" + n, FOLDER + "KEY_" + n)));
        // When
        var task = run(definition(secrets.toArray(Secret[]::new)));
        // Then
        assertThat(world.ecs().environment(task.taskArn(), "app"))
                .containsEntry("KEY_0", "value-0")
                .containsEntry("KEY_22", "value-22");
    }

    @Test
    void aServiceWhoseSecretIsGoneFailsItsDeploymentWhileOldTasksStay() {
        // Given
        put("DATABASE_URL", "x");
        var definition = definition(secret("DATABASE_URL", FOLDER + "DATABASE_URL"));
        ecs.createService(s -> s.cluster(world.platform().cluster())
                .serviceName("shop")
                .taskDefinition(definition)
                .desiredCount(1)
                .deploymentConfiguration(
                        d -> d.deploymentCircuitBreaker(b -> b.enable(true).rollback(true))));
        world.advance(Duration.ofSeconds(30));
        var running = tasks(DesiredStatus.RUNNING);
        // When
        var broken = definition(secret("DATABASE_URL", FOLDER + "TYPO"));
        ecs.updateService(
                u -> u.cluster(world.platform().cluster()).service("shop").taskDefinition(broken));
        world.advance(Duration.ofMinutes(5));
        // Then
        assertThat(tasks(DesiredStatus.RUNNING)).isEqualTo(running);
        assertThat(tasks(DesiredStatus.STOPPED))
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(arn ->
                        assertThat(described(arn).stoppedReason()).endsWith("invalid parameters: " + FOLDER + "TYPO"));
        assertThat(events()).anyMatch(event -> event.contains("rolling back"));
    }
}
