package no.dotkom.portal.localaws.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import no.dotkom.portal.diagnose.Diagnoses;
import no.dotkom.portal.diagnose.Diagnosis;
import no.dotkom.portal.diagnose.Evidence;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;

/** Tasks whose role cannot be assumed: none is made, and ECS says why. */
class TaskRolesTest extends TaskSecretsTests {
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
}
