package no.dotkom.portal.localaws.elbv2;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.*;

/** Tags of all four kinds of resources. */
final class Tags {
    private static final int MOST = 50;
    private static final int DESCRIBED = 20;
    private final Estate estate;

    Tags(Estate estate) {
        this.estate = estate;
    }

    static Map<String, String> checked(List<Tag> tags) {
        var map = new HashMap<String, String>();
        for (var tag : tags) {
            if (tag.key().toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw Refusal.invalid("Tag keys cannot start with 'aws:'");
            }
            if (map.put(tag.key(), tag.value() == null ? "" : tag.value()) != null) {
                throw Refusal.duplicateTags();
            }
        }
        if (map.size() > MOST) {
            throw Refusal.tooManyTags();
        }
        return map;
    }

    void add(List<String> arns, List<Tag> tags) {
        var more = checked(tags);
        for (var arn : arns) {
            var together = new HashMap<>(estate.tags(arn));
            together.putAll(more);
            if (together.size() > MOST) {
                throw Refusal.tooManyTags();
            }
        }
        arns.forEach(arn -> estate.tags(arn).putAll(more));
    }

    void remove(List<String> arns, List<String> keys) {
        arns.forEach(estate::tags);
        arns.forEach(arn -> estate.tags(arn).keySet().removeAll(keys));
    }

    List<TagDescription> describe(List<String> arns) {
        if (arns.isEmpty() || arns.size() > DESCRIBED) {
            throw Refusal.invalid("Between 1 and 20 resources can be described at once, not " + arns.size());
        }
        return arns.stream().map(this::described).toList();
    }

    private TagDescription described(String arn) {
        var tags = estate.tags(arn).entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
        return TagDescription.builder().resourceArn(arn).tags(tags).build();
    }
}
