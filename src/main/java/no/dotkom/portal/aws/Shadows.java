package no.dotkom.portal.aws;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.plan.HostRule;
import no.dotkom.portal.plan.ObservedRules;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;

/** Finds rules that answer our visitors before ours do: the lowest number wins, whoever made it. */
final class Shadows {
    private Shadows() {}

    /** @param all the rules of the listener but its default */
    static List<ObservedRules.Shadow> over(List<ObservedRules.Placed> ours, List<Rule> all) {
        var shadows = new ArrayList<ObservedRules.Shadow>();
        var own = ours.stream().map(placed -> placed.arn().value()).toList();
        for (var placed : ours) {
            all.stream()
                    .filter(rule -> !own.contains(rule.ruleArn()))
                    .filter(rule ->
                            RuleTranslation.priority(rule) < placed.rule().priority())
                    .forEach(rule -> placed.rule().hosts().stream()
                            .filter(host -> answers(rule, host))
                            .map(host -> new ObservedRules.Shadow(RuleTranslation.priority(rule), owner(rule), host))
                            .forEach(shadows::add));
        }
        shadows.sort(Comparator.comparingInt(ObservedRules.Shadow::priority).thenComparing(ObservedRules.Shadow::host));
        return shadows;
    }

    /** A rule without a host condition is told apart by something else, a path say, and is no rule about our host. */
    private static boolean answers(Rule rule, HostName host) {
        return rule.conditions().stream()
                .filter(condition -> condition.hostHeaderConfig() != null)
                .flatMap(condition -> condition.hostHeaderConfig().values().stream())
                .anyMatch(pattern -> matches(pattern, host.value()));
    }

    /** {@code *} stands for any run of characters and {@code ?} for one, whatever the case (aws-facts §3). */
    private static boolean matches(String pattern, String host) {
        var expression = new StringBuilder();
        for (var character : pattern.toLowerCase(Locale.ROOT).toCharArray()) {
            expression.append(
                    switch (character) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(String.valueOf(character));
                    });
        }
        return host.matches(expression.toString());
    }

    private static String owner(Rule rule) {
        if (RuleTranslation.priority(rule) < HostRule.PORTALS) {
            return "Terraform";
        }
        var target = RuleTranslation.forwardsTo(rule);
        return target.isEmpty() ? rule.ruleArn().substring(rule.ruleArn().lastIndexOf('/') + 1) : target;
    }
}
