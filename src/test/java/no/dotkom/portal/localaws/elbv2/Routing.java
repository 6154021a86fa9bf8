package no.dotkom.portal.localaws.elbv2;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.*;

/** Follows a listener's rules by priority; targets of a group take turns. */
final class Routing {
    private final Estate estate;
    private final Map<String, Integer> turns = new HashMap<>();

    Routing(Estate estate) {
        this.estate = estate;
    }

    Verdict of(String listenerArn, Visit visit) {
        var listener = estate.listener(listenerArn);
        var rule = estate.rulesOf(listenerArn).stream()
                .filter(r -> r.conditions().stream().allMatch(condition -> Conditions.meets(visit, condition)))
                .findFirst()
                .orElseThrow();
        var action = rule.actions().getLast();
        return switch (action.type()) {
            case FORWARD -> forward(action.forwardConfig().targetGroups());
            case REDIRECT -> redirect(action.redirectConfig(), listener, visit);
            case FIXED_RESPONSE -> fixed(action.fixedResponseConfig());
            default -> throw Refusal.notModelled("actions of type " + action.typeAsString());
        };
    }

    private Verdict forward(List<TargetGroupTuple> groups) {
        var group = estate.group(chosen(groups));
        var receivers = group.receivers();
        var tail = HealthChecks.tail(group.arn());
        if (receivers.isEmpty()) {
            return new Verdict.NoTarget(tail);
        }
        var turn = turns.merge(group.arn(), 1, Integer::sum);
        var receiver = receivers.get(turn % receivers.size());
        return new Verdict.Forward(tail, receiver.instanceId(), receiver.port());
    }

    private String chosen(List<TargetGroupTuple> groups) {
        var total = groups.stream().mapToInt(TargetGroupTuple::weight).sum();
        var drawn = total == 0 ? 0 : estate.account.random().nextInt(total);
        for (var group : groups) {
            drawn -= group.weight();
            if (drawn < 0) {
                return group.targetGroupArn();
            }
        }
        return groups.getLast().targetGroupArn();
    }

    private static Verdict redirect(RedirectActionConfig config, Listener listener, Visit visit) {
        return new Verdict.Redirect(
                config.statusCode() == RedirectActionStatusCodeEnum.HTTP_301 ? 301 : 302,
                expand(config.protocol(), listener, visit).toLowerCase(Locale.ROOT),
                expand(config.host(), listener, visit),
                expand(config.port(), listener, visit),
                expand(config.path(), listener, visit),
                expand(config.query(), listener, visit));
    }

    private static String expand(String template, Listener listener, Visit visit) {
        return template.replace("#{protocol}", listener.protocolAsString())
                .replace("#{host}", visit.host())
                .replace("#{port}", String.valueOf(listener.port()))
                .replace("#{path}", visit.path().replaceFirst("^/", ""))
                .replace("#{query}", visit.query());
    }

    private static Verdict fixed(FixedResponseActionConfig config) {
        return new Verdict.Fixed(
                Integer.parseInt(config.statusCode()),
                Objects.requireNonNullElse(config.contentType(), "text/plain; charset=utf-8"),
                Objects.requireNonNullElse(config.messageBody(), ""));
    }
}
