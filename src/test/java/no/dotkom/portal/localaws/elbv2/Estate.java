package no.dotkom.portal.localaws.elbv2;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import no.dotkom.portal.localaws.world.Account;
import no.dotkom.portal.localaws.world.Lag;
import no.dotkom.portal.localaws.world.Timeline;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;

/**
 * All that load balancing holds, by ARN. A listener's default action is its rule with the priority {@code default}, as
 * AWS has it; what a listener or target group shows of other resources is computed, never stored.
 */
final class Estate {
    final Timeline timeline;
    final Account account;
    final Lag lag;
    final Map<String, LoadBalancer> loadBalancers = new LinkedHashMap<>();
    final Map<String, Listener> listeners = new LinkedHashMap<>();
    final Map<String, Rule> rules = new LinkedHashMap<>();
    final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<String, SortedMap<String, String>> tags = new HashMap<>();
    private final Map<String, Instant> created = new HashMap<>();

    Estate(Timeline timeline, Account account, Lag lag) {
        this.timeline = timeline;
        this.account = account;
        this.lag = lag;
    }

    /** A new ARN in {@code path}, remembered with its tags and time. */
    String arn(String path, List<Tag> tags) {
        var arn = account.arn("elasticloadbalancing", path + "/" + account.hex(16));
        created.put(arn, timeline.instant());
        this.tags.put(arn, new TreeMap<>(Tags.checked(tags)));
        return arn;
    }

    SortedMap<String, String> tags(String arn) {
        var known = tags.get(arn);
        if (known == null) {
            throw arn.contains(":targetgroup/")
                    ? Refusal.noTargetGroup(arn)
                    : arn.contains(":listener-rule/")
                            ? Refusal.noRule(arn)
                            : arn.contains(":listener/") ? Refusal.noListener(arn) : Refusal.noLoadBalancer(arn);
        }
        return known;
    }

    void forget(String arn) {
        tags.remove(arn);
        created.remove(arn);
    }

    boolean shows(String arn) {
        return lag.shows(created.getOrDefault(arn, Instant.MIN));
    }

    LoadBalancer loadBalancer(String arn) {
        var found = loadBalancers.get(arn);
        if (found == null) {
            throw Refusal.noLoadBalancer(arn);
        }
        return found;
    }

    Listener listener(String arn) {
        var found = listeners.get(arn);
        if (found == null) {
            throw Refusal.noListener(arn);
        }
        return found;
    }

    Rule rule(String arn) {
        var found = rules.get(arn);
        if (found == null) {
            throw Refusal.noRule(arn);
        }
        return found;
    }

    Group group(String arn) {
        var found = groups.get(arn);
        if (found == null) {
            throw Refusal.noTargetGroup(arn);
        }
        return found;
    }

    /** {@code …:listener-rule/app/<name>/<lb>/<listener>/<rule>} lies on {@code …:listener/app/<name>/<lb>/<listener>}. */
    static String listenerOf(String ruleArn) {
        return ruleArn.substring(0, ruleArn.lastIndexOf('/')).replace(":listener-rule/", ":listener/");
    }

    static String loadBalancerOf(String listenerArn) {
        return listenerArn.substring(0, listenerArn.lastIndexOf('/')).replace(":listener/", ":loadbalancer/");
    }

    /** In the order in which they are tried: by priority, the default last. */
    List<Rule> rulesOf(String listenerArn) {
        return rules.values().stream()
                .filter(rule -> listenerOf(rule.ruleArn()).equals(listenerArn))
                .sorted(Comparator.comparingInt(Estate::order))
                .toList();
    }

    private static int order(Rule rule) {
        return rule.isDefault() ? Integer.MAX_VALUE : Integer.parseInt(rule.priority());
    }

    Stream<Rule> rulesOfLoadBalancer(String loadBalancerArn) {
        return rules.values().stream()
                .filter(rule -> loadBalancerOf(listenerOf(rule.ruleArn())).equals(loadBalancerArn));
    }

    /** The load balancers that send traffic to the target group; at most one. */
    Set<String> loadBalancersOf(String targetGroupArn) {
        return rules.values().stream()
                .filter(rule -> Actions.targetGroups(rule.actions()).contains(targetGroupArn))
                .map(rule -> loadBalancerOf(listenerOf(rule.ruleArn())))
                .collect(Collectors.toSet());
    }
}
