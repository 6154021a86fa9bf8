package no.dotkom.portal.localaws.ecs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import no.dotkom.portal.localaws.world.Roles.Decision;
import software.amazon.awssdk.services.ecs.model.Secret;

/**
 * What the agent fetches for a task before it makes its containers, as the task's execution role: so a change of a value
 * reaches new tasks only. On EC2 the words have no ResourceInitializationError before them (aws-strings, rule 2; the
 * agent's ssmsecret and ssm packages). That a parameter's own KMS key lets the role decrypt is not looked at.
 */
final class SecretFetch {
    private static final String ACTION = "ssm:GetParameters";
    private static final String SECRETS_MANAGER = "arn:aws:secretsmanager:";

    /** What one call of GetParameters takes. */
    private static final int BATCH = 10;

    private final Surroundings world;

    SecretFetch(Surroundings world) {
        this.world = world;
    }

    /** Gives the containers their secrets, or says why it cannot. */
    Optional<String> fetch(RunningTask task) {
        var names = task.containers.stream()
                .flatMap(container -> parameters(container).map(this::name))
                .distinct()
                .toList();
        var problem =
                batches(names).flatMap(batch -> problem(task, batch).stream()).findFirst();
        if (problem.isEmpty()) {
            task.containers.forEach(this::fill);
        }
        return problem.map(text -> "fetching secret data from SSM Parameter Store in %s: %s"
                .formatted(world.account().region(), text));
    }

    private static Stream<Secret> parameters(RunningContainer container) {
        return container.definition.secrets().stream().filter(secret -> !inSecretsManager(secret));
    }

    private static boolean inSecretsManager(Secret secret) {
        return secret.valueFrom().startsWith(SECRETS_MANAGER);
    }

    /**
     * The agent asks by name, whatever the task definition has: of an ARN it takes what follows the word parameter. A name
     * of one level may be with a slash before it or without; both have the same ARN.
     */
    private String name(Secret secret) {
        var prefix = world.account().arn("ssm", "parameter/");
        if (!secret.valueFrom().startsWith(prefix)) {
            return secret.valueFrom();
        }
        var plain = secret.valueFrom().substring(prefix.length());
        return world.parameters().value(plain).isPresent() ? plain : "/" + plain;
    }

    private static Stream<List<String>> batches(List<String> names) {
        var batches = new ArrayList<List<String>>();
        for (int from = 0; from < names.size(); from += BATCH) {
            batches.add(names.subList(from, Math.min(from + BATCH, names.size())));
        }
        return batches.stream();
    }

    /** One that the role may not read hides which are missing. */
    private Optional<String> problem(RunningTask task, List<String> names) {
        return names.stream()
                .flatMap(name -> denied(task, world.parameters().arn(name)).stream())
                .findFirst()
                .or(() -> missing(names));
    }

    private Optional<String> denied(RunningTask task, String arn) {
        var role = task.definition.executionRoleArn();
        return switch (world.roles().decide(role, ACTION, arn)) {
            case Decision.Allowed() -> Optional.empty();
            case Decision.Denied(var why) ->
                Optional.of(
                        "AccessDeniedException: User: arn:aws:sts::%s:assumed-role/%s/%s is not authorized to perform: %s on resource: %s %s status code: 400, request id: %s"
                                .formatted(
                                        world.account().id(),
                                        role.substring(role.lastIndexOf('/') + 1),
                                        task.id(),
                                        ACTION,
                                        arn,
                                        why,
                                        requestId()));
        };
    }

    private String requestId() {
        var account = world.account();
        return "%s-%s-%s-%s-%s"
                .formatted(account.hex(8), account.hex(4), account.hex(4), account.hex(4), account.hex(12));
    }

    private Optional<String> missing(List<String> names) {
        var missing = names.stream()
                .filter(name -> world.parameters().value(name).isEmpty())
                .toList();
        return missing.isEmpty() ? Optional.empty() : Optional.of("invalid parameters: " + String.join(",", missing));
    }

    /** Secrets Manager is not modelled: that such a variable is set is all that is known. */
    private void fill(RunningContainer container) {
        container.definition.secrets().forEach(secret -> {
            var value = inSecretsManager(secret)
                    ? "(secret)"
                    : world.parameters().value(name(secret)).orElseThrow();
            container.secret(secret.name(), value);
        });
    }
}
