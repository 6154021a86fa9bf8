package no.dotkom.portal.localaws.iam;

import java.util.List;
import java.util.Map;

/** What a policy says. */
record Policy(List<Statement> statements) {
    Policy {
        statements = List.copyOf(statements);
    }

    boolean allows(String action, String resource, Map<String, String> context) {
        return statements.stream().anyMatch(each -> each.allows() && each.speaksOf(action, resource, context));
    }

    boolean denies(String action, String resource, Map<String, String> context) {
        return statements.stream().anyMatch(each -> !each.allows() && each.speaksOf(action, resource, context));
    }

    /** A trust policy: a service may act as the role when a statement says so and none forbids it. */
    boolean trusts(String service, Map<String, String> context) {
        var about = statements.stream()
                .filter(each -> each.trusts(service, context))
                .toList();
        return !about.isEmpty() && about.stream().allMatch(Statement::allows);
    }
}
