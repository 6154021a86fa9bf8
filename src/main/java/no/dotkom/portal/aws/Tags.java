package no.dotkom.portal.aws;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.plan.OwnershipTags;
import no.dotkom.portal.plan.Subject;
import software.amazon.awssdk.services.ecs.model.Tag;

/** The ownership tags as they are set on what we create, and read each time. */
final class Tags {
    static final String GENERATION = "portal:generation";

    private Tags() {}

    static Map<String, String> of(Subject subject) {
        return OwnershipTags.of(subject.name().app(), subject.environment());
    }

    static Map<String, String> of(Subject subject, Generation generation) {
        var tags = of(subject);
        tags.put(GENERATION, Long.toString(generation.number()));
        return tags;
    }

    /** As ECS tells them. */
    static Map<String, String> of(List<Tag> ecs) {
        var tags = new HashMap<String, String>();
        ecs.forEach(tag -> tags.put(tag.key(), tag.value()));
        return tags;
    }

    /** Left by an environment of the same name that is gone. */
    static boolean formerlyOurs(Map<String, String> tags, Subject subject) {
        return OwnershipTags.managed(tags)
                && subject.former().stream()
                        .anyMatch(former -> former.toString().equals(tags.get(OwnershipTags.ENVIRONMENT)));
    }

    /** Ids are compared, never names: a name used again inherits nothing. */
    static boolean ours(Map<String, String> tags, Subject subject) {
        return OwnershipTags.managed(tags)
                && subject.environment().toString().equals(tags.get(OwnershipTags.ENVIRONMENT));
    }
}
