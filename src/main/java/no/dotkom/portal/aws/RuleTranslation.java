package no.dotkom.portal.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.plan.HostRule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionStatusCodeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/** Listener rules between the plan's words and AWS's. */
final class RuleTranslation {
    private static final String SAME_PATH = "/#{path}";
    private static final String SAME_QUERY = "#{query}";
    private static final String PROTOCOL = "HTTPS";
    private static final String PORT = "443";

    private RuleTranslation() {}

    static HostRule translate(Rule rule) {
        var sources = new ArrayList<String>();
        for (var condition : rule.conditions()) {
            if (condition.sourceIpConfig() != null) {
                sources.addAll(condition.sourceIpConfig().values());
            }
        }
        var answer = redirect(rule).orElseGet(() -> new HostRule.Answer.Forward(forwardsTo(rule)));
        return new HostRule(priority(rule), hosts(rule), sources, answer);
    }

    static List<HostName> hosts(Rule rule) {
        return rule.conditions().stream()
                .filter(condition -> condition.hostHeaderConfig() != null)
                .flatMap(condition -> condition.hostHeaderConfig().values().stream())
                .flatMap(value -> HostName.parse(value).stream())
                .toList();
    }

    static int priority(Rule rule) {
        return Integer.parseInt(rule.priority());
    }

    /** The name of the one target group a rule forwards to; empty when it does something else. */
    static String forwardsTo(Rule rule) {
        return rule.actions().stream()
                .filter(action -> action.type() == ActionTypeEnum.FORWARD && action.targetGroupArn() != null)
                .map(action -> action.targetGroupArn().split("/", -1)[1])
                .findFirst()
                .orElse("");
    }

    static boolean redirects(Rule rule) {
        return rule.actions().stream().anyMatch(action -> action.type() == ActionTypeEnum.REDIRECT);
    }

    /** A redirect as we make them; one that differs in what we have no word for is told as no redirect of ours. */
    private static Optional<HostRule.Answer> redirect(Rule rule) {
        return rule.actions().stream()
                .filter(action -> action.type() == ActionTypeEnum.REDIRECT)
                .map(Action::redirectConfig)
                .filter(config -> config.statusCode() == RedirectActionStatusCodeEnum.HTTP_301)
                .filter(config -> PROTOCOL.equals(config.protocol()) && PORT.equals(config.port()))
                .flatMap(config -> answer(config).stream())
                .findFirst();
    }

    private static Optional<HostRule.Answer> answer(RedirectActionConfig config) {
        var query = Objects.requireNonNullElse(config.query(), "");
        var host = HostName.parse(Objects.requireNonNullElse(config.host(), ""));
        if (SAME_PATH.equals(config.path()) && query.equals(SAME_QUERY)) {
            return host.map(to -> new HostRule.Answer.Redirect(to, ""));
        }
        return query.isEmpty() ? host.map(to -> new HostRule.Answer.Redirect(to, config.path())) : Optional.empty();
    }

    static List<RuleCondition> conditions(HostRule want) {
        var conditions = new ArrayList<RuleCondition>();
        conditions.add(RuleCondition.builder()
                .field("host-header")
                .hostHeaderConfig(hosts ->
                        hosts.values(want.hosts().stream().map(HostName::value).toList()))
                .build());
        if (!want.sources().isEmpty()) {
            conditions.add(RuleCondition.builder()
                    .field("source-ip")
                    .sourceIpConfig(sources -> sources.values(want.sources()))
                    .build());
        }
        return conditions;
    }

    /** @param targetGroup the ARN of the group that the rule names, where it forwards */
    static Action action(HostRule want, String targetGroup) {
        return switch (want.answer()) {
            case HostRule.Answer.Forward _ ->
                Action.builder()
                        .type(ActionTypeEnum.FORWARD)
                        .targetGroupArn(targetGroup)
                        .build();
            case HostRule.Answer.Redirect(var to, var path) ->
                Action.builder()
                        .type(ActionTypeEnum.REDIRECT)
                        .redirectConfig(config -> config.statusCode(RedirectActionStatusCodeEnum.HTTP_301)
                                .protocol(PROTOCOL)
                                .port(PORT)
                                .host(to.value())
                                .path(path.isEmpty() ? SAME_PATH : path)
                                .query(path.isEmpty() ? SAME_QUERY : ""))
                        .build();
        };
    }
}
