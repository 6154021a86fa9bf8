package no.dotkom.portal.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import no.dotkom.portal.model.AppName;
import no.dotkom.portal.model.EnvironmentId;

/** The tags by which we own things (design.md decision 7); set at creation, or by a maintainer who adopts. */
public final class OwnershipTags {
    public static final String MANAGED_BY = "managed-by";
    public static final String PORTAL = "container-portal";
    public static final String APP = "portal:app";
    public static final String ENVIRONMENT = "portal:environment";

    private OwnershipTags() {}

    /** Of all that an environment owns, in the order that people read. */
    public static Map<String, String> of(AppName app, EnvironmentId environment) {
        var tags = new LinkedHashMap<String, String>();
        tags.put(MANAGED_BY, PORTAL);
        tags.put(APP, app.value());
        tags.put(ENVIRONMENT, environment.toString());
        return tags;
    }

    /** True for what a portal owns, this or another. */
    public static boolean managed(Map<String, String> tags) {
        return PORTAL.equals(tags.get(MANAGED_BY));
    }
}
