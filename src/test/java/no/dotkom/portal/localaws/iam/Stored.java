package no.dotkom.portal.localaws.iam;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

/** One role with its tags and its policies. Policies are kept as they were written. */
final class Stored {
    /** Keys are one whatever their case, and keep the case they were written in. */
    final NavigableMap<String, String> tags = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    final NavigableMap<String, Inline> inline = new TreeMap<>();
    final NavigableSet<String> attached = new TreeSet<>();
    private Role described;

    Stored(Role described) {
        this.described = described;
    }

    Role described() {
        return described;
    }

    void become(Role changed) {
        described = changed;
    }

    String name() {
        return described.roleName();
    }

    /** As GetRole and CreateRole answer. */
    Role shown() {
        return listed().toBuilder()
                .permissionsBoundary(described.permissionsBoundary())
                .tags(tags.isEmpty() ? null : tagList())
                .build();
    }

    /** As ListRoles answers: without tags and boundary. */
    Role listed() {
        return described.toBuilder()
                .assumeRolePolicyDocument(encoded(described.assumeRolePolicyDocument()))
                .permissionsBoundary((AttachedPermissionsBoundary) null)
                .build();
    }

    List<Tag> tagList() {
        return tags.entrySet().stream().map(Stored::tag).toList();
    }

    private static Tag tag(Map.Entry<String, String> tag) {
        return Tag.builder().key(tag.getKey()).value(tag.getValue()).build();
    }

    /** Answers carry policies in the URL encoding of RFC 3986. */
    static String encoded(String document) {
        return URLEncoder.encode(document, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
