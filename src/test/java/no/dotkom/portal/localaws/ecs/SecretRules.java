package no.dotkom.portal.localaws.ecs;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import no.dotkom.portal.localaws.world.Account;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Secret;

/** What AWS refuses about the secrets of a task definition. Whether they are there is seen when a task starts. */
final class SecretRules {
    private static final String SSM = "arn:aws:ssm:";

    private SecretRules() {}

    static void check(RegisterTaskDefinitionRequest request, Account account) {
        var secrets = request.containerDefinitions().stream()
                .flatMap(container -> container.secrets().stream())
                .toList();
        if (!secrets.isEmpty()
                && (request.executionRoleArn() == null
                        || request.executionRoleArn().isEmpty())) {
            throw Refused.client(
                    "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'.");
        }
        secrets.forEach(secret -> check(secret, account));
        request.containerDefinitions().forEach(SecretRules::checkNames);
    }

    private static void check(Secret secret, Account account) {
        if (isBlank(secret.name()) || isBlank(secret.valueFrom())) {
            throw Refused.client("Secret.name and Secret.valueFrom should not be null or empty.");
        }
        var here = account.arn("ssm", "parameter/");
        if (secret.valueFrom().startsWith(SSM) && !secret.valueFrom().startsWith(here)) {
            throw Refused.notModelled("the parameter of another region or account, " + secret.valueFrom() + ",");
        }
    }

    private static boolean isBlank(String text) {
        return text == null || text.isEmpty();
    }

    private static void checkNames(ContainerDefinition container) {
        var names = container.secrets().stream().map(Secret::name).toList();
        var twice = duplicates(names);
        if (!twice.isEmpty()) {
            throw Refused.client(
                    "Duplicate secret names found: %s. Each secret name must be unique.", String.join(", ", twice));
        }
        container.environment().stream()
                .map(KeyValuePair::name)
                .filter(names::contains)
                .findFirst()
                .ifPresent(name -> {
                    throw Refused.client(
                            "The secret name must be unique and not shared with any new or existing environment"
                                    + " variables set on the container, such as '%s'.",
                            name);
                });
    }

    private static Set<String> duplicates(List<String> names) {
        var seen = new HashSet<String>();
        return names.stream().filter(name -> !seen.add(name)).collect(Collectors.toSet());
    }
}
