package no.dotkom.portal.localaws.iam;

import java.time.Clock;
import no.dotkom.portal.localaws.world.Constraint;
import no.dotkom.portal.localaws.world.Lag;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyResponse;

/** The policies that belong to one role each; all those of a role share 10,240 characters. */
final class InlinePolicies {
    private static final int MOST = 10_240;

    private final RoleStore roles;
    private final Clock clock;
    private final Lag lag;

    InlinePolicies(RoleStore roles, Clock clock, Lag lag) {
        this.roles = roles;
        this.clock = clock;
        this.lag = lag;
    }

    PutRolePolicyResponse put(PutRolePolicyRequest request) {
        RoleRules.checkName("policyName", request.policyName(), RoleRules.POLICY_NAME);
        if (request.policyDocument() == null) {
            throw Refusal.validation(Constraint.notNull("policyDocument"));
        }
        var role = roles.existing(request.roleName());
        PolicyReader.permissions(request.policyDocument());
        checkSize(role, request);
        var old = role.inline.get(request.policyName());
        var before = old == null ? null : old.seen(lag).orElse(null);
        role.inline.put(request.policyName(), new Inline(request.policyDocument(), clock.instant(), before));
        return PutRolePolicyResponse.builder().build();
    }

    private static void checkSize(Stored role, PutRolePolicyRequest request) {
        var others = role.inline.entrySet().stream()
                .filter(policy -> !policy.getKey().equals(request.policyName()))
                .mapToInt(policy -> RoleRules.size(policy.getValue().document()))
                .sum();
        if (others + RoleRules.size(request.policyDocument()) > MOST) {
            throw Refusal.limit("Maximum policy size of %d bytes exceeded for role %s".formatted(MOST, role.name()));
        }
    }

    GetRolePolicyResponse get(GetRolePolicyRequest request) {
        RoleRules.checkName("policyName", request.policyName(), RoleRules.POLICY_NAME);
        var role = roles.showing(request.roleName());
        var policy = role.inline.get(request.policyName());
        if (policy == null) {
            throw Refusal.noInlinePolicy(request.policyName());
        }
        var document = policy.seen(lag).orElseThrow(() -> Refusal.noInlinePolicy(request.policyName()));
        return GetRolePolicyResponse.builder()
                .roleName(role.name())
                .policyName(request.policyName())
                .policyDocument(Stored.encoded(document))
                .build();
    }

    DeleteRolePolicyResponse delete(DeleteRolePolicyRequest request) {
        RoleRules.checkName("policyName", request.policyName(), RoleRules.POLICY_NAME);
        if (roles.existing(request.roleName()).inline.remove(request.policyName()) == null) {
            throw Refusal.noInlinePolicy(request.policyName());
        }
        return DeleteRolePolicyResponse.builder().build();
    }

    ListRolePoliciesResponse list(ListRolePoliciesRequest request) {
        var names = roles.showing(request.roleName()).inline.entrySet().stream()
                .filter(policy -> policy.getValue().seen(lag).isPresent())
                .map(policy -> policy.getKey())
                .toList();
        var page = Pages.of(names, request.marker(), request.maxItems());
        return ListRolePoliciesResponse.builder()
                .policyNames(page.items())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }
}
