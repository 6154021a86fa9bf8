package no.dotkom.portal.localaws.ecs;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import no.dotkom.portal.localaws.world.Roles;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** ECS assumes the roles of a task before it makes one: where it cannot, there is no task, only its word. */
final class TaskRoles {
    private final Roles roles;

    TaskRoles(Roles roles) {
        this.roles = roles;
    }

    /** What stands in the way of a task, in AWS's words (aws-strings s240f9a5c). */
    Optional<String> problem(TaskDefinition definition) {
        return Stream.of(definition.executionRoleArn(), definition.taskRoleArn())
                .filter(Objects::nonNull)
                .filter(role -> !role.isEmpty() && !roles.assumableByTasks(role))
                .findFirst()
                .map(role ->
                        ("ECS was unable to assume the role '%s' that was provided for this task. Please verify that"
                                        + " the role being passed has the proper trust relationship and permissions and that your"
                                        + " IAM user has permissions to pass this role.")
                                .formatted(role));
    }
}
