package no.dotkom.portal.localaws.iam;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import no.dotkom.portal.localaws.world.Account;
import no.dotkom.portal.localaws.world.Lag;
import no.dotkom.portal.localaws.world.Roles.Decision;

/**
 * What a role may do ("Policy evaluation logic"): nothing that any of its policies or its boundary denies, and else what
 * both allow. The words are those of AWS's messages about denied access.
 */
final class Deciding {
    private static final String TASKS = "ecs-tasks.amazonaws.com";

    private final Account account;
    private final Lag lag;
    private final ManagedPolicies managed;

    Deciding(Account account, Lag lag, ManagedPolicies managed) {
        this.account = account;
        this.lag = lag;
        this.managed = managed;
    }

    /** ECS tells which account and which region its task is of, not which cluster. */
    boolean trustsTasks(Stored role) {
        var context = Map.of(Condition.SOURCE_ACCOUNT, account.id(), Condition.SOURCE_ARN, account.arn("ecs", "*"));
        return PolicyReader.trust(role.described().assumeRolePolicyDocument()).trusts(TASKS, context);
    }

    Decision decide(Stored role, String action, String resource) {
        var context = Map.of(Condition.REGION, account.region());
        var own = policies(role);
        var boundary = Optional.ofNullable(managed.boundaryOf(role));
        if (own.stream().anyMatch(policy -> policy.denies(action, resource, context))) {
            return new Decision.Denied("with an explicit deny in an identity-based policy");
        }
        if (boundary.filter(policy -> policy.denies(action, resource, context)).isPresent()) {
            return new Decision.Denied("with an explicit deny in a permissions boundary");
        }
        if (own.stream().noneMatch(policy -> policy.allows(action, resource, context))) {
            return notAllowed("identity-based policy", action);
        }
        return boundary.filter(policy -> !policy.allows(action, resource, context))
                        .isPresent()
                ? notAllowed("permissions boundary", action)
                : new Decision.Allowed();
    }

    static Decision notAllowed(String by, String action) {
        return new Decision.Denied("because no %s allows the %s action".formatted(by, action));
    }

    private List<Policy> policies(Stored role) {
        var inline = role.inline.values().stream()
                .flatMap(policy -> policy.seen(lag).stream())
                .map(PolicyReader::permissions);
        return Stream.concat(inline, managed.attachedTo(role).stream()).toList();
    }
}
