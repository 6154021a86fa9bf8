package no.dotkom.portal.localaws.iam;

import java.util.TreeMap;
import software.amazon.awssdk.services.iam.model.ListRoleTagsRequest;
import software.amazon.awssdk.services.iam.model.ListRoleTagsResponse;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.iam.model.TagRoleResponse;
import software.amazon.awssdk.services.iam.model.UntagRoleRequest;
import software.amazon.awssdk.services.iam.model.UntagRoleResponse;

/** Tags of roles that are there: 50 at most; a key in another case replaces the one there is. */
final class RoleTags {
    private final RoleStore roles;

    RoleTags(RoleStore roles) {
        this.roles = roles;
    }

    TagRoleResponse add(TagRoleRequest request) {
        RoleRules.checkTags(request.tags());
        var role = roles.existing(request.roleName());
        var together = new TreeMap<>(role.tags);
        request.tags().forEach(tag -> {
            together.remove(tag.key());
            together.put(tag.key(), tag.value());
        });
        if (together.size() > RoleRules.TAGS) {
            throw Refusal.quota("TagsPerRole", RoleRules.TAGS);
        }
        role.tags.clear();
        role.tags.putAll(together);
        return TagRoleResponse.builder().build();
    }

    UntagRoleResponse remove(UntagRoleRequest request) {
        var role = roles.existing(request.roleName());
        request.tagKeys().forEach(role.tags::remove);
        return UntagRoleResponse.builder().build();
    }

    ListRoleTagsResponse list(ListRoleTagsRequest request) {
        var page = Pages.of(roles.showing(request.roleName()).tagList(), request.marker(), request.maxItems());
        return ListRoleTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.next() != null)
                .marker(page.next())
                .build();
    }
}
