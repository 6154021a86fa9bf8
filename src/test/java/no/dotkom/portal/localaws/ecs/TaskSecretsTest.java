package no.dotkom.portal.localaws.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import no.dotkom.portal.diagnose.Diagnoses;
import no.dotkom.portal.diagnose.Diagnosis;
import no.dotkom.portal.diagnose.Evidence;
import no.dotkom.portal.diagnose.TaskEvidence;
import no.dotkom.portal.localaws.LocalAws;
import no.dotkom.portal.localaws.Platform;
import no.dotkom.portal.localaws.wire.Clients;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** Secrets from where they lie into a container: Parameter Store, a role's policy, and the start of a task. */
class TaskSecretsTest {
    private static final String FOLDER = Platform.SECRETS + "shop/production/";
    private static final String ROLE = "shop-production";

    private final LocalAws world = LocalAws.virtual(1);
    private final EcsClient ecs = Clients.of(EcsClient.builder(), world.dispatch());
    private final IamClient iam = Clients.of(IamClient.builder(), world.dispatch());
    private final SsmClient ssm = Clients.of(SsmClient.builder(), world.dispatch());

    @BeforeEach
    void aRoleThatMayReadTheSecretsOfItsEnvironment() {
        iam.createRole(r -> r.roleName(ROLE)
                .path(world.platform().taskRolePath())
                .permissionsBoundary(world.platform().boundaryArn())
                .assumeRolePolicyDocument(trust("ecs-tasks.amazonaws.com")));
        allow(FOLDER + "*");
    }

    private static String trust(String service) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"%s\"},\"Action\":\"sts:AssumeRole\"}]}"
                .formatted(service);
    }

    private void allow(String parameters) {
        iam.putRolePolicy(r -> r.roleName(ROLE)
                .policyName("secrets")
                .policyDocument(
                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"ssm:GetParameters\",\"Resource\":\"%s\"}]}"
                                .formatted(arn(parameters))));
    }

    private String arn(String parameter) {
        return world.parts().ssm().arn(parameter);
    }

    private String role() {
        return "arn:aws:iam::%s:role%s%s"
                .formatted(world.platform().accountId(), world.platform().taskRolePath(), ROLE);
    }

    private void put(String name, String value) {
        ssm.putParameter(r -> r.name(FOLDER + name)
                .value(value)
                .type(ParameterType.SECURE_STRING)
                .overwrite(true));
    }

    private static Secret secret(String name, String valueFrom) {
        return Secret.builder().name(name).valueFrom(valueFrom).build();
    }

    private String definition(Secret... secrets) {
        return ecs.registerTaskDefinition(d -> d.family("shop-production")
                        .executionRoleArn(role())
                        .containerDefinitions(c -> c.name("app")
                                .image(world.platform().registry() + "/demo/needsenv:1.0.0")
                                .memoryReservation(128)
                                .memory(256)
                                .portMappings(p -> p.containerPort(8080))
                                .environment(e -> e.name("PLAIN").value("seen"))
                                .secrets(secrets)))
                .taskDefinition()
                .taskDefinitionArn();
    }

    private Task run(String definition) {
        var arn = ecs.runTask(r -> r.cluster(world.platform().cluster()).taskDefinition(definition))
                .tasks()
                .getFirst()
                .taskArn();
        world.advance(Duration.ofSeconds(15));
        return described(arn);
    }

    private Task described(String arn) {
        return ecs.describeTasks(d -> d.cluster(world.platform().cluster()).tasks(arn))
                .tasks()
                .getFirst();
    }

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
    void aTaskIsNotRunWithARoleThatCannotBeAssumed() {
        // Given
        put("DATABASE_URL", "x");
        var definition = definition(secret("DATABASE_URL", FOLDER + "DATABASE_URL"));
        iam.updateAssumeRolePolicy(r -> r.roleName(ROLE).policyDocument(trust("ec2.amazonaws.com")));
        // Then
        assertThatExceptionOfType(ClientException.class)
                .isThrownBy(() -> run(definition))
                .withMessageContaining(
                        "ECS was unable to assume the role '%s' that was provided for this task.".formatted(role()));
    }

    @Test
    void aServiceSaysThatItsRoleIsGoneAndGoesOnWhenItIsBack() {
        // Given
        put("DATABASE_URL", "x");
        var definition = definition(secret("DATABASE_URL", FOLDER + "DATABASE_URL"));
        iam.updateAssumeRolePolicy(r -> r.roleName(ROLE).policyDocument(trust("ec2.amazonaws.com")));
        // When
        ecs.createService(s -> s.cluster(world.platform().cluster())
                .serviceName("shop")
                .taskDefinition(definition)
                .desiredCount(1));
        world.advance(Duration.ofSeconds(30));
        // Then
        assertThat(tasks(DesiredStatus.STOPPED)).isEmpty();
        assertThat(events())
                .first()
                .asString()
                .startsWith(
                        "(service shop) failed to launch a task with (error ECS was unable to assume the role '%s' that"
                                        .formatted(role())
                                + " was provided for this task.")
                .endsWith("permissions to pass this role.).");
        assertThat(diagnosed(events().getFirst())).startsWith("ROLE-1");
        iam.updateAssumeRolePolicy(r -> r.roleName(ROLE).policyDocument(trust("ecs-tasks.amazonaws.com")));
        world.advance(Duration.ofSeconds(15));
        assertThat(tasks(DesiredStatus.RUNNING)).hasSize(1);
    }

    private List<String> tasks(DesiredStatus status) {
        return ecs.listTasks(l -> l.cluster(world.platform().cluster())
                        .serviceName("shop")
                        .desiredStatus(status))
                .taskArns();
    }

    private List<String> events() {
        return ecs
                .describeServices(d -> d.cluster(world.platform().cluster()).services("shop"))
                .services()
                .getFirst()
                .events()
                .stream()
                .map(ServiceEvent::message)
                .toList();
    }

    private static List<String> diagnosed(String event) {
        var rollout = Evidence.Rollout.NONE.events(List.of(new Evidence.Event(event, "", "")));
        return Diagnoses.of(Evidence.NONE.with(rollout)).stream()
                .map(Diagnosis::code)
                .toList();
    }

    @Test
    void aRoleThatWasJustMadeIsNotAssumedUntilItShows() {
        // Given
        put("DATABASE_URL", "x");
        var definition = definition(secret("DATABASE_URL", FOLDER + "DATABASE_URL"));
        world.parts().lag().set(Duration.ofSeconds(8));
        // When
        ecs.createService(s -> s.cluster(world.platform().cluster())
                .serviceName("shop")
                .taskDefinition(definition)
                .desiredCount(1));
        world.advance(Duration.ofSeconds(4));
        // Then
        assertThat(world.parts().lag().lifted(() -> tasks(DesiredStatus.RUNNING)))
                .isEmpty();
        world.advance(Duration.ofSeconds(20));
        assertThat(tasks(DesiredStatus.RUNNING)).hasSize(1);
        assertThat(events()).anyMatch(event -> event.contains("unable to assume the role"));
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
