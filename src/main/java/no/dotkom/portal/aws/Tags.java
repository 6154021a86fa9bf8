package no.dotkom.portal.aws;

import java.util.LinkedHashMap;
import java.util.Map;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.plan.Subject;

/** The tags by which we own things (design.md decision 7); set at creation, read each time. */
final class Tags {
    static final String MANAGED_BY = "managed-by";
    static final String PORTAL = "container-portal";
    static final String APP = "portal:app";
    static final String ENVIRONMENT = "portal:environment";
    static final String GENERATION = "portal:generation";

    private Tags() {}

    static Map<String, String> of(Subject subject) {
        var tags = new LinkedHashMap<String, String>();
        tags.put(MANAGED_BY, PORTAL);
        tags.put(APP, subject.name().app().value());
        tags.put(ENVIRONMENT, subject.environment().toString());
        return tags;
    }

    static Map<String, String> of(Subject subject, Generation generation) {
        var tags = of(subject);
        tags.put(GENERATION, Long.toString(generation.number()));
        return tags;
    }

    /** Left by an environment of the same name that is gone. */
    static boolean formerlyOurs(Map<String, String> tags, Subject subject) {
        return PORTAL.equals(tags.get(MANAGED_BY))
                && subject.former().stream()
                        .anyMatch(former -> former.toString().equals(tags.get(ENVIRONMENT)));
    }

    /** Ids are compared, never names: a name used again inherits nothing. */
    static boolean ours(Map<String, String> tags, Subject subject) {
        return PORTAL.equals(tags.get(MANAGED_BY))
                && subject.environment().toString().equals(tags.get(ENVIRONMENT));
    }
}
