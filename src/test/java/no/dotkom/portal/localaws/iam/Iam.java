package no.dotkom.portal.localaws.iam;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import no.dotkom.portal.localaws.world.Account;
import no.dotkom.portal.localaws.world.Lag;
import no.dotkom.portal.localaws.world.Roles;
import no.dotkom.portal.localaws.world.Timeline;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleResponse;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRoleTagsRequest;
import software.amazon.awssdk.services.iam.model.ListRoleTagsResponse;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.iam.model.TagRoleResponse;
import software.amazon.awssdk.services.iam.model.UntagRoleRequest;
import software.amazon.awssdk.services.iam.model.UntagRoleResponse;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyResponse;

/**
 * AWS Identity and Access Management: roles, with what ECS asks about them. Changes see everything at once; reads, and
 * services that act as a role, see what is new after the lag. Callers of AWS are not checked: everybody may do everything.
 */
public final class Iam implements Roles {
    private static final int SESSION = 3_600;
    private static final Duration LONG_AGO = Duration.ofDays(365);
    private static final String TRUSTS_TASKS = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com"},\
            "Action":"sts:AssumeRole"}]}""";

    private final Timeline timeline;
    private final Account account;
    private final RoleIds ids = new RoleIds();
    private final RoleStore roles;
    private final InlinePolicies inline;
    private final ManagedPolicies managed;
    private final RoleTags tags;
    private final Deciding deciding;

    public Iam(Timeline timeline, Account account, Lag lag) {
        this.timeline = timeline;
        this.account = account;
        this.roles = new RoleStore(lag);
        this.inline = new InlinePolicies(roles, timeline, lag);
        this.managed = new ManagedPolicies(roles, account);
        this.tags = new RoleTags(roles);
        this.deciding = new Deciding(account, lag, managed);
    }

    /**
     * A role that was there before, as tasks of ECS are run with: they may assume it, and it has AWS's own policy for
     * their execution. Returns its ARN; when it is there already, it stays.
     */
    public String addTaskRole(String name) {
        return roles.find(name).orElseGet(() -> taskRole(name)).described().arn();
    }

    private Stored taskRole(String name) {
        var request = CreateRoleRequest.builder()
                .roleName(name)
                .assumeRolePolicyDocument(TRUSTS_TASKS)
                .build();
        var role = new Stored(described(request, timeline.instant().minus(LONG_AGO)));
        role.attached.add(ManagedPolicies.TASK_EXECUTION);
        roles.put(role);
        return role;
    }

    /** A policy that was there before, such as a boundary; returns its ARN. */
    public String addPolicy(String name, String document) {
        return managed.add(name, document);
    }

    public CreateRoleResponse createRole(CreateRoleRequest request) {
        RoleRules.check(request);
        roles.checkFree(request.roleName());
        var described = described(request, timeline.instant());
        var boundary = request.permissionsBoundary() == null ? null : managed.boundary(request.permissionsBoundary());
        var role =
                new Stored(described.toBuilder().permissionsBoundary(boundary).build());
        request.tags().forEach(tag -> role.tags.put(tag.key(), tag.value()));
        roles.put(role);
        return CreateRoleResponse.builder().role(role.shown()).build();
    }

    private Role described(CreateRoleRequest request, Instant at) {
        var path = Objects.requireNonNullElse(request.path(), "/");
        return Role.builder()
                .path(path)
                .roleName(request.roleName())
                .roleId(ids.next(account.id(), request.roleName()))
                .arn("arn:aws:iam::%s:role%s%s".formatted(account.id(), path, request.roleName()))
                .createDate(at)
                .assumeRolePolicyDocument(request.assumeRolePolicyDocument())
                .description(request.description())
                .maxSessionDuration(Objects.requireNonNullElse(request.maxSessionDuration(), SESSION))
                .build();
    }

    public GetRoleResponse getRole(GetRoleRequest request) {
        return GetRoleResponse.builder()
                .role(roles.showing(request.roleName()).shown())
                .build();
    }

    public DeleteRoleResponse deleteRole(DeleteRoleRequest request) {
        var role = roles.existing(request.roleName());
        if (!role.attached.isEmpty()) {
            throw Refusal.conflict("Cannot delete entity, must detach all policies first.");
        }
        if (!role.inline.isEmpty()) {
            throw Refusal.conflict("Cannot delete entity, must delete policies first.");
        }
        roles.remove(role);
        return DeleteRoleResponse.builder().build();
    }

    public ListRolesResponse listRoles(ListRolesRequest request) {
        var prefix = Objects.requireNonNullElse(request.pathPrefix(), "/");
        var all = roles.allShowing().stream()
                .filter(role -> role.described().path().startsWith(prefix))
                .map(Stored::listed)
                .toList();
        var page = Pages.of(all, request.marker(), request.maxItems());
        return ListRolesResponse.builder()
                .roles(page.items())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }

    public UpdateAssumeRolePolicyResponse updateAssumeRolePolicy(UpdateAssumeRolePolicyRequest request) {
        RoleRules.checkTrust(request.policyDocument());
        var role = roles.existing(request.roleName());
        role.become(role.described().toBuilder()
                .assumeRolePolicyDocument(request.policyDocument())
                .build());
        return UpdateAssumeRolePolicyResponse.builder().build();
    }

    public PutRolePolicyResponse putRolePolicy(PutRolePolicyRequest request) {
        return inline.put(request);
    }

    public GetRolePolicyResponse getRolePolicy(GetRolePolicyRequest request) {
        return inline.get(request);
    }

    public DeleteRolePolicyResponse deleteRolePolicy(DeleteRolePolicyRequest request) {
        return inline.delete(request);
    }

    public ListRolePoliciesResponse listRolePolicies(ListRolePoliciesRequest request) {
        return inline.list(request);
    }

    public AttachRolePolicyResponse attachRolePolicy(AttachRolePolicyRequest request) {
        return managed.attach(request);
    }

    public DetachRolePolicyResponse detachRolePolicy(DetachRolePolicyRequest request) {
        return managed.detach(request);
    }

    public ListAttachedRolePoliciesResponse listAttachedRolePolicies(ListAttachedRolePoliciesRequest request) {
        return managed.list(request);
    }

    public PutRolePermissionsBoundaryResponse putRolePermissionsBoundary(PutRolePermissionsBoundaryRequest request) {
        return managed.bound(request);
    }

    public DeleteRolePermissionsBoundaryResponse deleteRolePermissionsBoundary(
            DeleteRolePermissionsBoundaryRequest request) {
        return managed.unbound(request);
    }

    public TagRoleResponse tagRole(TagRoleRequest request) {
        return tags.add(request);
    }

    public UntagRoleResponse untagRole(UntagRoleRequest request) {
        return tags.remove(request);
    }

    public ListRoleTagsResponse listRoleTags(ListRoleTagsRequest request) {
        return tags.list(request);
    }

    @Override
    public boolean assumableByTasks(String role) {
        return roles.byReference(role).filter(deciding::trustsTasks).isPresent();
    }

    @Override
    public Decision decide(String role, String action, String resource) {
        return roles.byReference(role)
                .map(found -> deciding.decide(found, action, resource))
                .orElseGet(() -> Deciding.notAllowed("identity-based policy", action));
    }
}
