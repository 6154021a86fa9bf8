package no.dotkom.portal.localaws.elbv2;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import no.dotkom.portal.localaws.world.Constraint;
import no.dotkom.portal.localaws.world.Page;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.*;

/** Listener rules: unique priorities, limits per load balancer, and the target groups they put to use. */
final class Rules {
    private static final int LOWEST = 50_000;

    private final Estate estate;
    private final HealthChecks checks;

    Rules(Estate estate, HealthChecks checks) {
        this.estate = estate;
        this.checks = checks;
    }

    Rule create(CreateRuleRequest request) {
        var listener = estate.listener(request.listenerArn());
        checkPriority(request.priority());
        if (request.hasTransforms()) {
            throw Refusal.notModelled("rule transforms");
        }
        var conditions = Conditions.accepted(request.conditions());
        var actions = Actions.accepted(request.actions());
        checkFree(listener.listenerArn(), request.priority());
        checkRoom(listener);
        checkTargetGroups(listener, actions, Stream.empty());
        var path = HealthChecks.tail(listener.listenerArn()).replaceFirst("listener/", "listener-rule/");
        var rule = Rule.builder()
                .ruleArn(estate.arn(path, request.tags()))
                .priority(String.valueOf(request.priority()))
                .conditions(conditions)
                .actions(actions)
                .isDefault(false)
                .build();
        put(rule, List.of());
        return rule;
    }

    private static void checkPriority(@Nullable Integer priority) {
        if (priority == null) {
            throw Refusal.invalid(Constraint.notNull("priority"));
        }
        if (priority < 1) {
            throw Refusal.invalid(Constraint.atLeast("priority", priority, 1));
        }
        if (priority > LOWEST) {
            throw Refusal.invalid(Constraint.atMost("priority", priority, LOWEST));
        }
    }

    private void checkFree(String listener, Integer priority) {
        if (estate.rulesOf(listener).stream().anyMatch(rule -> rule.priority().equals(String.valueOf(priority)))) {
            throw Refusal.priorityInUse(priority);
        }
    }

    private void checkRoom(Listener listener) {
        var count = estate.rulesOfLoadBalancer(listener.loadBalancerArn())
                .filter(rule -> !rule.isDefault())
                .count();
        if (count >= Limits.RULES) {
            throw Refusal.tooManyRules(listener.loadBalancerArn());
        }
    }

    /** They exist, belong to no other load balancer, and are not too many together with the others in use. */
    void checkTargetGroups(Listener listener, List<Action> actions, Stream<Rule> replaced) {
        var wanted = Actions.targetGroups(actions);
        var gone = replaced.map(Rule::ruleArn).collect(Collectors.toSet());
        for (var arn : wanted) {
            estate.group(arn);
            if (estate.loadBalancersOf(arn).stream().anyMatch(lb -> !lb.equals(listener.loadBalancerArn()))) {
                throw Refusal.associated(arn);
            }
        }
        var used = new HashSet<>(wanted);
        estate.rulesOfLoadBalancer(listener.loadBalancerArn())
                .filter(rule -> !gone.contains(rule.ruleArn()))
                .forEach(rule -> used.addAll(Actions.targetGroups(rule.actions())));
        if (used.size() > Limits.TARGET_GROUPS_OF_LOAD_BALANCER) {
            throw Refusal.tooManyUniqueTargetGroups(listener.loadBalancerArn());
        }
    }

    /** Stores the rule; target groups that come into use by it are checked from now. */
    void put(Rule rule, List<Action> before) {
        var idle = Actions.targetGroups(rule.actions()).stream()
                .filter(arn -> !Actions.targetGroups(before).contains(arn))
                .filter(arn -> estate.loadBalancersOf(arn).isEmpty())
                .toList();
        estate.rules.put(rule.ruleArn(), rule);
        idle.forEach(arn -> checks.usedAnew(estate.group(arn)));
    }

    Rule modify(ModifyRuleRequest request) {
        var old = estate.rule(request.ruleArn());
        if (old.isDefault()) {
            throw Refusal.notPermitted("Default rule '%s' cannot be modified".formatted(old.ruleArn()));
        }
        if (request.hasTransforms()) {
            throw Refusal.notModelled("rule transforms");
        }
        var next = old.toBuilder();
        if (request.hasConditions()) {
            next.conditions(Conditions.accepted(request.conditions()));
        }
        if (request.hasActions()) {
            var actions = Actions.accepted(request.actions());
            checkTargetGroups(estate.listener(Estate.listenerOf(old.ruleArn())), actions, Stream.of(old));
            next.actions(actions);
        }
        var rule = next.build();
        put(rule, old.actions());
        return rule;
    }

    void delete(String arn) {
        var rule = estate.rule(arn);
        if (rule.isDefault()) {
            throw Refusal.notPermitted("Default rule '%s' cannot be deleted".formatted(arn));
        }
        estate.rules.remove(arn);
        estate.forget(arn);
    }

    /** All or none. */
    List<Rule> setPriorities(List<RulePriorityPair> pairs) {
        var moved = pairs.stream().map(RulePriorityPair::ruleArn).collect(Collectors.toSet());
        var taken = new HashSet<String>();
        for (var pair : pairs) {
            var rule = estate.rule(pair.ruleArn());
            checkPriority(pair.priority());
            if (rule.isDefault()) {
                throw Refusal.notPermitted(
                        "The priority of default rule '%s' cannot be changed".formatted(rule.ruleArn()));
            }
            if (!taken.add(pair.priority().toString()) || isTaken(rule, pair.priority(), moved)) {
                throw Refusal.priorityInUse(pair.priority());
            }
        }
        var rules = new ArrayList<Rule>();
        pairs.forEach(pair -> rules.add(moved(pair)));
        return rules;
    }

    private Rule moved(RulePriorityPair pair) {
        var rule = estate.rule(pair.ruleArn()).toBuilder()
                .priority(pair.priority().toString())
                .build();
        estate.rules.put(rule.ruleArn(), rule);
        return rule;
    }

    private boolean isTaken(Rule mover, Integer priority, Set<String> moved) {
        return estate.rulesOf(Estate.listenerOf(mover.ruleArn())).stream()
                .filter(rule -> !moved.contains(rule.ruleArn()))
                .anyMatch(rule -> rule.priority().equals(priority.toString()));
    }

    Page<Rule> describe(DescribeRulesRequest request) {
        if (request.listenerArn() == null == request.ruleArns().isEmpty()) {
            throw Refusal.invalid("You must specify either listener rule ARNs or a listener ARN");
        }
        return Page.of(
                selected(request),
                request.marker(),
                request.pageSize(),
                Limits.PAGE,
                () -> Refusal.invalid("Invalid marker"));
    }

    private List<Rule> selected(DescribeRulesRequest request) {
        if (request.listenerArn() == null) {
            return request.ruleArns().stream().map(this::shown).toList();
        }
        estate.listener(request.listenerArn());
        return estate.rulesOf(request.listenerArn()).stream()
                .filter(rule -> estate.shows(rule.ruleArn()))
                .toList();
    }

    private Rule shown(String arn) {
        if (!estate.shows(arn)) {
            throw Refusal.noRule(arn);
        }
        return estate.rule(arn);
    }
}
