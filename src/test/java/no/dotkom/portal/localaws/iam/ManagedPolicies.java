package no.dotkom.portal.localaws.iam;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import no.dotkom.portal.localaws.world.Account;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.PermissionsBoundaryAttachmentType;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryResponse;

/**
 * Policies with a name of their own, which roles are given or bounded by. They are made by whoever builds the world; of
 * AWS's own the one is known that the execution roles of ECS have.
 */
final class ManagedPolicies {
    static final String TASK_EXECUTION = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";
    private static final String AWSS_OWN = "arn:aws:iam::aws:policy/";
    private static final int MOST = 10;

    private final RoleStore roles;
    private final Account account;
    private final Map<String, Policy> byArn = new TreeMap<>();

    ManagedPolicies(RoleStore roles, Account account) {
        this.roles = roles;
        this.account = account;
        byArn.put(TASK_EXECUTION, PolicyReader.permissions("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": [
                  "ecr:GetAuthorizationToken", "ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer",
                  "ecr:BatchGetImage", "logs:CreateLogStream", "logs:PutLogEvents"], "Resource": "*"}]}
                """));
    }

    String add(String name, String document) {
        var arn = "arn:aws:iam::%s:policy/%s".formatted(account.id(), name);
        byArn.put(arn, PolicyReader.permissions(document));
        return arn;
    }

    List<Policy> attachedTo(Stored role) {
        return role.attached.stream().map(this::policy).toList();
    }

    private Policy policy(String arn) {
        return Objects.requireNonNull(byArn.get(arn), arn);
    }

    @Nullable Policy boundaryOf(Stored role) {
        var boundary = role.described().permissionsBoundary();
        return boundary == null ? null : policy(boundary.permissionsBoundaryArn());
    }

    AttachRolePolicyResponse attach(AttachRolePolicyRequest request) {
        var role = roles.existing(request.roleName());
        if (!known(request.policyArn())) {
            throw Refusal.notAttachable(request.policyArn());
        }
        if (role.attached.size() >= MOST && !role.attached.contains(request.policyArn())) {
            throw Refusal.quota("PoliciesPerRole", MOST);
        }
        role.attached.add(request.policyArn());
        return AttachRolePolicyResponse.builder().build();
    }

    private boolean known(@Nullable String arn) {
        if (arn == null || !arn.startsWith("arn:aws:iam::")) {
            throw Refusal.input("ARN %s is not valid.".formatted(arn));
        }
        if (arn.startsWith(AWSS_OWN) && !byArn.containsKey(arn)) {
            throw Refusal.notModelled("AWS's own policy " + arn);
        }
        return byArn.containsKey(arn);
    }

    DetachRolePolicyResponse detach(DetachRolePolicyRequest request) {
        if (!roles.existing(request.roleName()).attached.remove(String.valueOf(request.policyArn()))) {
            throw Refusal.notAttached(request.policyArn());
        }
        return DetachRolePolicyResponse.builder().build();
    }

    ListAttachedRolePoliciesResponse list(ListAttachedRolePoliciesRequest request) {
        if (request.pathPrefix() != null) {
            throw Refusal.notModelled("pathPrefix of ListAttachedRolePolicies");
        }
        var attached = roles.showing(request.roleName()).attached.stream()
                .map(ManagedPolicies::attached)
                .toList();
        var page = Pages.of(attached, request.marker(), request.maxItems());
        return ListAttachedRolePoliciesResponse.builder()
                .attachedPolicies(page.items())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }

    private static AttachedPolicy attached(String arn) {
        return AttachedPolicy.builder()
                .policyArn(arn)
                .policyName(arn.substring(arn.lastIndexOf('/') + 1))
                .build();
    }

    PutRolePermissionsBoundaryResponse bound(PutRolePermissionsBoundaryRequest request) {
        var role = roles.existing(request.roleName());
        var boundary = boundary(request.permissionsBoundary());
        role.become(role.described().toBuilder().permissionsBoundary(boundary).build());
        return PutRolePermissionsBoundaryResponse.builder().build();
    }

    AttachedPermissionsBoundary boundary(@Nullable String arn) {
        if (!known(arn)) {
            throw Refusal.noBoundary(String.valueOf(arn));
        }
        return AttachedPermissionsBoundary.builder()
                .permissionsBoundaryType(PermissionsBoundaryAttachmentType.PERMISSIONS_BOUNDARY_POLICY)
                .permissionsBoundaryArn(arn)
                .build();
    }

    DeleteRolePermissionsBoundaryResponse unbound(DeleteRolePermissionsBoundaryRequest request) {
        var role = roles.existing(request.roleName());
        role.become(role.described().toBuilder()
                .permissionsBoundary((AttachedPermissionsBoundary) null)
                .build());
        return DeleteRolePermissionsBoundaryResponse.builder().build();
    }
}
