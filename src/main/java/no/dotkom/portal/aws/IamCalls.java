package no.dotkom.portal.aws;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import no.dotkom.portal.plan.ExecutionRole;
import no.dotkom.portal.plan.Subject;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

/** IAM: execution roles of environments that have secrets. */
@Component
class IamCalls {
    private final Supplier<IamClient> iam;

    IamCalls(AwsClients clients) {
        // Most platforms start without a secret.
        this.iam = SingletonSupplier.of(clients::iam);
    }

    Optional<Role> role(String name) {
        try {
            return Optional.of(
                    iam.get().getRole(request -> request.roleName(name)).role());
        } catch (NoSuchEntityException none) {
            return Optional.empty();
        }
    }

    List<Role> below(String path) {
        return iam.get().listRolesPaginator(request -> request.pathPrefix(path)).roles().stream()
                .toList();
    }

    Map<String, String> tags(String role) {
        var tags = new HashMap<String, String>();
        iam.get()
                .listRoleTags(request -> request.roleName(role))
                .tags()
                .forEach(tag -> tags.put(tag.key(), tag.value()));
        return tags;
    }

    /** Our inline policy of a role as it was put; empty when it has none. */
    String policy(String role) {
        try {
            var encoded = iam.get()
                    .getRolePolicy(request -> request.roleName(role).policyName(ExecutionRole.POLICY))
                    .policyDocument();
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (NoSuchEntityException none) {
            return "";
        }
    }

    void create(Subject subject, ExecutionRole want) {
        iam.get()
                .createRole(request -> request.roleName(want.name())
                        .path(want.path())
                        .permissionsBoundary(want.boundary().value())
                        .assumeRolePolicyDocument(ExecutionRole.TRUST)
                        .tags(Tags.of(subject).entrySet().stream()
                                .map(tag -> Tag.builder()
                                        .key(tag.getKey())
                                        .value(tag.getValue())
                                        .build())
                                .toList()));
    }

    void putPolicy(ExecutionRole want) {
        iam.get()
                .putRolePolicy(request -> request.roleName(want.name())
                        .policyName(ExecutionRole.POLICY)
                        .policyDocument(want.policy()));
    }

    void deletePolicy(String role) {
        iam.get().deleteRolePolicy(request -> request.roleName(role).policyName(ExecutionRole.POLICY));
    }

    void delete(String role) {
        iam.get().deleteRole(request -> request.roleName(role));
    }
}
