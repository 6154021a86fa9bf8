package no.dotkom.portal.localaws.ecs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ecs.model.PlacementConstraint;
import software.amazon.awssdk.services.ecs.model.PlacementConstraintType;
import software.amazon.awssdk.services.ecs.model.PlacementStrategy;

/** Chooses the node for a task by real arithmetic: where it fits, then by strategy in their order, then the first. */
final class Placement {
    /** What came of it. */
    sealed interface Decision {
        record Placed(Instance on) implements Decision {}

        /**
         * @param sentence AWS's, about the closest instance
         * @param code as in a failure of RunTask, e.g. {@code RESOURCE:MEMORY}
         */
        record Nowhere(String sentence, String code) implements Decision {}
    }

    /** Why one instance will not do: in the order in which AWS looks, the last is the closest to a match. */
    private enum Lack {
        ATTRIBUTE("is missing an attribute required by your task.", "ATTRIBUTE"),
        AGENT("doesn't have the agent connected.", "AGENT"),
        PORT("is already using a port required by your task.", "RESOURCE:PORTS"),
        CPU("has insufficient CPU units available.", "RESOURCE:CPU"),
        MEMORY("has insufficient memory available.", "RESOURCE:MEMORY"),
        NOTHING("", "");

        final String sentence;
        final String code;

        Lack(String sentence, String code) {
            this.sentence = sentence;
            this.code = code;
        }
    }

    private static final Pattern EXPRESSION = Pattern.compile("attribute:([\\w.-]+)\\s*(==|!=)\\s*([\\w.-]+)");

    private Placement() {}

    static Decision choose(
            Need need,
            List<Instance> instances,
            List<RunningTask> siblings,
            List<PlacementConstraint> constraints,
            List<PlacementStrategy> strategies) {
        var candidates = instances.stream().filter(Instance::active).toList();
        if (candidates.isEmpty()) {
            return new Decision.Nowhere(
                    "Reason: No Container Instances were found in your capacity provider.", "RESOURCE:*");
        }
        return candidates.stream()
                .filter(instance -> lack(need, instance, siblings, constraints) == Lack.NOTHING)
                .min(order(strategies, siblings))
                .<Decision>map(Decision.Placed::new)
                .orElseGet(() -> nowhere(need, candidates, siblings, constraints));
    }

    private static Decision nowhere(
            Need need, List<Instance> candidates, List<RunningTask> siblings, List<PlacementConstraint> constraints) {
        var closest = candidates.stream()
                .max(Comparator.<Instance, Lack>comparing(instance -> lack(need, instance, siblings, constraints))
                        .thenComparing(Instance::freeMemory))
                .orElseThrow();
        var lack = lack(need, closest, siblings, constraints);
        return new Decision.Nowhere(
                "The closest matching (container-instance %s) %s".formatted(closest.id(), lack.sentence), lack.code);
    }

    private static Lack lack(
            Need need, Instance instance, List<RunningTask> siblings, List<PlacementConstraint> constraints) {
        if (!wantedArchitecture(need, instance) || !meets(constraints, instance, siblings)) {
            return Lack.ATTRIBUTE;
        }
        if (!instance.connected()) {
            return Lack.AGENT;
        }
        if (need.ports().stream().anyMatch(instance.ports()::contains)) {
            return Lack.PORT;
        }
        if (need.cpu() > instance.freeCpu()) {
            return Lack.CPU;
        }
        return need.memory() > instance.freeMemory() ? Lack.MEMORY : Lack.NOTHING;
    }

    private static boolean wantedArchitecture(Need need, Instance instance) {
        return need.architecture().isEmpty()
                || need.architecture().equals(Instance.architecture(instance.node.architecture()));
    }

    private static boolean meets(List<PlacementConstraint> constraints, Instance instance, List<RunningTask> siblings) {
        return constraints.stream()
                .allMatch(constraint -> constraint.type() == PlacementConstraintType.DISTINCT_INSTANCE
                        ? siblings.stream().noneMatch(task -> task.instance == instance)
                        : memberOf(constraint.expression(), instance));
    }

    private static boolean memberOf(String expression, Instance instance) {
        var match = EXPRESSION.matcher(expression);
        if (!match.matches()) {
            return false;
        }
        var equal = match.group(3).equals(instance.attributes().get(match.group(1)));
        return match.group(2).equals("==") == equal;
    }

    /** Checks what a service or a task asks for. */
    static void check(List<PlacementConstraint> constraints, List<PlacementStrategy> strategies) {
        if (constraints.size() > 10) {
            throw Refused.invalid("Placement constraints: at most 10 are allowed.");
        }
        if (strategies.size() > 5) {
            throw Refused.invalid("Placement strategies: at most 5 are allowed.");
        }
        constraints.stream()
                .filter(constraint -> constraint.type() == PlacementConstraintType.MEMBER_OF)
                .filter(constraint -> !EXPRESSION
                        .matcher(String.valueOf(constraint.expression()))
                        .matches())
                .findFirst()
                .ifPresent(constraint -> {
                    throw Refused.invalid("Invalid expression: %s", constraint.expression());
                });
    }

    /** Without a strategy services are spread over zones. */
    private static Comparator<Instance> order(List<PlacementStrategy> strategies, List<RunningTask> siblings) {
        var measures = new ArrayList<ToLongFunction<Instance>>();
        strategies.forEach(strategy -> measures.add(measure(strategy, siblings)));
        if (strategies.isEmpty()) {
            measures.add(instance -> sharing(siblings, "ecs.availability-zone", instance));
        }
        measures.add(instance -> sharing(siblings, "instanceId", instance));
        return measures.stream()
                .map(Comparator::comparingLong)
                .reduce(Comparator::thenComparing)
                .orElseThrow();
    }

    private static ToLongFunction<Instance> measure(PlacementStrategy strategy, List<RunningTask> siblings) {
        var field = String.valueOf(strategy.field()).replaceFirst("^attribute:", "");
        return switch (strategy.type()) {
            case SPREAD -> instance -> sharing(siblings, field, instance);
            case BINPACK -> field.equalsIgnoreCase("cpu") ? Instance::freeCpu : Instance::freeMemory;
            case RANDOM -> instance -> instance.arn.hashCode();
            case UNKNOWN_TO_SDK_VERSION -> throw Refused.invalid("Invalid placement strategy type.");
        };
    }

    /** How many siblings run where this attribute has the same value. */
    private static long sharing(List<RunningTask> siblings, String field, Instance instance) {
        return siblings.stream()
                .filter(task -> value(field, task.instance).equals(value(field, instance)))
                .count();
    }

    private static String value(String field, Instance instance) {
        return field.equals("instanceId") || field.equals("host")
                ? instance.node.instanceId()
                : instance.attributes().getOrDefault(field, "");
    }
}
