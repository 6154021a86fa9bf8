package no.dotkom.portal.apps;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.plan.OwnershipTags;

/**
 * The lines by which a maintainer, with rights of their own, makes resources the portal's: the portal's role may not set
 * {@code managed-by} on what exists (aws-facts §10). Pure.
 */
public final class TagCommands {
    private TagCommands() {}

    /** For a POSIX shell; names and ids need no quoting there. */
    public static List<String> of(EnvironmentRef environment, List<Arn> resources) {
        return resources.stream().map(resource -> of(environment, resource)).toList();
    }

    private static String of(EnvironmentRef environment, Arn resource) {
        if (resource.value().contains(":ecs:")) {
            return "aws ecs tag-resource --resource-arn " + resource + " --tags "
                    + tags(environment, "key=%s,value=%s"::formatted, " ");
        }
        if (resource.value().contains(":elasticloadbalancing:")) {
            return "aws elbv2 add-tags --resource-arns " + resource + " --tags "
                    + tags(environment, "Key=%s,Value=%s"::formatted, " ");
        }
        return "aws logs tag-resource --resource-arn " + resource + " --tags "
                + tags(environment, "%s=%s"::formatted, ",");
    }

    private static String tags(EnvironmentRef environment, BiFunction<String, String, String> tag, String between) {
        return OwnershipTags.of(environment.name().app(), environment.id()).entrySet().stream()
                .map(each -> tag.apply(each.getKey(), each.getValue()))
                .collect(Collectors.joining(between));
    }
}
