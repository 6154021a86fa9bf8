package no.dotkom.portal.localaws.ecs;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ecs.model.Tag;

/** Tags by ARN: at most 50 on a resource, keys unique, none of AWS's own from outside. */
final class Tags {
    private static final int MOST = 50;

    private final Map<String, Map<String, String>> byArn = new HashMap<>();

    /** The tags of a resource that is new. */
    void create(String arn, List<Tag> tags) {
        check(tags);
        byArn.put(arn, new LinkedHashMap<>());
        tags.forEach(tag -> put(arn, tag));
    }

    void add(String arn, List<Tag> tags) {
        check(tags);
        var after = new LinkedHashMap<>(byArn.getOrDefault(arn, Map.of()));
        tags.forEach(tag -> after.put(tag.key(), value(tag)));
        checkCount(after.size());
        byArn.put(arn, after);
    }

    void remove(String arn, List<String> keys) {
        var tags = byArn.get(arn);
        if (tags != null) {
            tags.keySet().removeAll(keys);
        }
    }

    /** Tags that AWS itself sets, {@code aws:…} among them. */
    void put(String arn, Tag tag) {
        byArn.computeIfAbsent(arn, a -> new LinkedHashMap<>()).put(tag.key(), value(tag));
    }

    void forget(String arn) {
        byArn.remove(arn);
    }

    List<Tag> of(String arn) {
        return byArn.getOrDefault(arn, Map.of()).entrySet().stream()
                .map(tag -> tag(tag.getKey(), tag.getValue()))
                .toList();
    }

    static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    static void check(List<Tag> tags) {
        checkCount(tags.size());
        if (tags.stream().map(Tag::key).distinct().count() < tags.size()) {
            throw Refused.invalid("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
        }
        tags.forEach(Tags::check);
    }

    private static void check(Tag tag) {
        if (tag.key() == null || tag.key().isEmpty() || tag.key().length() > 128) {
            throw Refused.invalid("Tag keys must be between 1 and 128 characters.");
        }
        if (tag.key().startsWith("aws:")) {
            throw Refused.invalid("Tag keys cannot start with the aws: prefix.");
        }
        if (value(tag).length() > 256) {
            throw Refused.invalid("Tag values must be at most 256 characters.");
        }
    }

    private static void checkCount(int count) {
        if (count > MOST) {
            throw Refused.invalid("The maximum number of tags per resource is %d.", MOST);
        }
    }

    private static String value(Tag tag) {
        return tag.value() == null ? "" : tag.value();
    }
}
