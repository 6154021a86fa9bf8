package no.dotkom.portal.apps;

import java.util.ArrayList;
import java.util.List;
import no.dotkom.portal.model.Arn;

/**
 * The lines by which a maintainer, with rights of their own, makes resources the portal's: the portal's role may not set
 * {@code managed-by} on what exists (aws-facts §10). Pure.
 */
public final class TagCommands {
    private TagCommands() {}

    /** For a POSIX shell; names and ids need no quoting there. */
    public static List<String> of(EnvironmentRef environment, List<Arn> resources) {
        var app = environment.name().app();
        var id = environment.id();
        var lines = new ArrayList<String>();
        for (var resource : resources) {
            if (resource.value().contains(":ecs:")) {
                lines.add("aws ecs tag-resource --resource-arn %s --tags key=managed-by,value=container-portal"
                                .formatted(resource)
                        + " key=portal:app,value=%s key=portal:environment,value=%s".formatted(app, id));
            } else if (resource.value().contains(":elasticloadbalancing:")) {
                lines.add("aws elbv2 add-tags --resource-arns %s --tags Key=managed-by,Value=container-portal"
                                .formatted(resource)
                        + " Key=portal:app,Value=%s Key=portal:environment,Value=%s".formatted(app, id));
            } else {
                lines.add("aws logs tag-resource --resource-arn %s --tags managed-by=container-portal,portal:app=%s"
                                .formatted(resource, app)
                        + ",portal:environment=%s".formatted(id));
            }
        }
        return lines;
    }
}
