package no.dotkom.portal.localaws.iam;

import java.util.List;
import java.util.Map;

/**
 * One statement of a policy.
 *
 * @param allows or denies
 * @param services that a trust policy names as principals; empty in a permissions policy
 * @param resources empty in a trust policy
 */
record Statement(
        boolean allows, Patterns actions, Patterns resources, List<String> services, List<Condition> conditions) {
    /**
     * Actions or resources.
     *
     * @param inverted everything but these: {@code NotAction}, {@code NotResource}
     */
    record Patterns(List<String> values, boolean inverted) {
        Patterns {
            values = List.copyOf(values);
        }

        private boolean hasAction(String action) {
            return values.stream().anyMatch(value -> new Glob(value).matchesIgnoringCase(action)) != inverted;
        }

        private boolean hasResource(String resource) {
            return values.stream().anyMatch(value -> new Glob(value).matches(resource)) != inverted;
        }
    }

    Statement {
        services = List.copyOf(services);
        conditions = List.copyOf(conditions);
    }

    boolean speaksOf(String action, String resource, Map<String, String> context) {
        return actions.hasAction(action) && resources.hasResource(resource) && hold(context);
    }

    boolean trusts(String service, Map<String, String> context) {
        return services.contains(service) && actions.hasAction("sts:AssumeRole") && hold(context);
    }

    private boolean hold(Map<String, String> context) {
        return conditions.stream().allMatch(condition -> condition.holds(context));
    }
}
