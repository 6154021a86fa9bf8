package no.dotkom.portal.localaws.elbv2;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.*;

/** The actions of rules: what AWS refuses, and the defaults it fills in. */
final class Actions {
    private static final int GROUPS = 5;
    private static final Set<ActionTypeEnum> FINAL =
            Set.of(ActionTypeEnum.FORWARD, ActionTypeEnum.REDIRECT, ActionTypeEnum.FIXED_RESPONSE);

    private Actions() {}

    static Set<String> targetGroups(List<Action> actions) {
        var arns = new LinkedHashSet<String>();
        for (var action : actions) {
            if (action.targetGroupArn() != null) {
                arns.add(action.targetGroupArn());
            }
            if (action.forwardConfig() != null) {
                action.forwardConfig().targetGroups().forEach(group -> arns.add(group.targetGroupArn()));
            }
        }
        return arns;
    }

    /** Checked and filled in. */
    static List<Action> accepted(List<Action> actions) {
        if (actions.isEmpty()) {
            throw Refusal.invalid("An action must be specified");
        }
        if (actions.size() > 1) {
            throw actions.stream().allMatch(action -> FINAL.contains(action.type()))
                    ? Refusal.tooManyActions("Only one forward, redirect or fixed-response action can be specified")
                    : Refusal.notModelled("authentication actions");
        }
        return actions.stream().map(Actions::filled).toList();
    }

    private static Action filled(Action action) {
        var ordered = action.toBuilder().order(1);
        return switch (action.type()) {
            case FORWARD -> forward(action, ordered);
            case REDIRECT -> redirect(action, ordered);
            case FIXED_RESPONSE -> fixed(action, ordered);
            case AUTHENTICATE_COGNITO, AUTHENTICATE_OIDC, UNKNOWN_TO_SDK_VERSION ->
                throw Refusal.invalidAction("The last action must be of type forward, redirect or fixed-response");
            default -> throw Refusal.notModelled("actions of type " + action.typeAsString());
        };
    }

    private static Action forward(Action action, Action.Builder ordered) {
        var tuples = action.forwardConfig() == null
                ? Stream.of(action.targetGroupArn())
                        .filter(Objects::nonNull)
                        .map(arn ->
                                TargetGroupTuple.builder().targetGroupArn(arn).build())
                        .toList()
                : action.forwardConfig().targetGroups();
        if (tuples.isEmpty() || tuples.size() > GROUPS) {
            throw Refusal.invalidAction("A forward action must specify between 1 and 5 target groups");
        }
        var weighted = tuples.stream()
                .map(t -> t.weight() == null ? t.toBuilder().weight(1).build() : t)
                .toList();
        return ordered.targetGroupArn(tuples.size() == 1 ? tuples.get(0).targetGroupArn() : null)
                .forwardConfig(c -> c.targetGroups(weighted).targetGroupStickinessConfig(s -> s.enabled(false)))
                .build();
    }

    private static Action redirect(Action action, Action.Builder ordered) {
        var config = action.redirectConfig();
        if (config == null || config.statusCode() == null) {
            throw Refusal.invalidAction("A redirect action must specify a status code");
        }
        if (config.path() != null && !config.path().startsWith("/")) {
            throw Refusal.invalidAction("A redirect path must begin with '/'");
        }
        if (Stream.of(config.protocol(), config.port(), config.host(), config.path())
                .allMatch(Actions::asAsked)) {
            throw Refusal.invalidAction("The redirect configuration is not valid because it creates a loop");
        }
        return ordered.redirectConfig(config.toBuilder()
                        .protocol(Objects.requireNonNullElse(config.protocol(), "#{protocol}"))
                        .port(Objects.requireNonNullElse(config.port(), "#{port}"))
                        .host(Objects.requireNonNullElse(config.host(), "#{host}"))
                        .path(Objects.requireNonNullElse(config.path(), "/#{path}"))
                        .query(Objects.requireNonNullElse(config.query(), "#{query}"))
                        .build())
                .build();
    }

    /** Nothing of a request's address is changed by it. */
    private static boolean asAsked(@Nullable String part) {
        return part == null
                || Set.of("#{protocol}", "#{port}", "#{host}", "/#{path}").contains(part);
    }

    private static Action fixed(Action action, Action.Builder ordered) {
        var config = action.fixedResponseConfig();
        if (config == null
                || config.statusCode() == null
                || !config.statusCode().matches("[245][0-9]{2}")) {
            throw Refusal.invalidAction("A fixed-response action must specify a status code 2XX, 4XX or 5XX");
        }
        if (config.messageBody() != null && config.messageBody().length() > 1024) {
            throw Refusal.invalidAction("The message body of a fixed response can have at most 1024 characters");
        }
        return ordered.build();
    }
}
