package no.dotkom.portal.localaws.ssm;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import no.dotkom.portal.localaws.world.AwsErrors;
import software.amazon.awssdk.services.ssm.model.InvalidFilterKeyException;
import software.amazon.awssdk.services.ssm.model.InvalidFilterOptionException;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;

/** Which parameters a list is asked for ("ParameterStringFilter"). */
final class ParameterFilters {
    /** Those that GetParametersByPath takes too; labels are not modelled. */
    private static final Set<String> BY_PATH = Set.of("Type", "KeyId");

    private ParameterFilters() {}

    static void checkByPath(List<ParameterStringFilter> filters) {
        filters.stream().filter(filter -> !BY_PATH.contains(filter.key())).forEach(filter -> {
            throw invalidKey(filter.key() + ". Valid filter keys include: [Type, KeyId].");
        });
    }

    static boolean pass(String name, Stored stored, List<ParameterStringFilter> filters) {
        return filters.stream().allMatch(filter -> passes(name, stored, filter));
    }

    private static boolean passes(String name, Stored stored, ParameterStringFilter filter) {
        return switch (filter.key()) {
            case "Name" -> matches(filter, name);
            case "Path" -> filter.values().stream().anyMatch(path -> under(path, name, filter.option()));
            case "Type" -> matches(filter, stored.type().toString());
            case "KeyId" -> matches(filter, Objects.requireNonNullElse(stored.keyId(), ""));
            case "Tier" -> matches(filter, stored.tier().toString());
            case String key
            when key.startsWith("tag:") ->
                filter.values().contains(stored.tags().get(key.substring("tag:".length())));
            default -> throw invalidKey(filter.key());
        };
    }

    private static boolean matches(ParameterStringFilter filter, String value) {
        return switch (Objects.requireNonNullElse(filter.option(), "Equals")) {
            case "Equals" -> filter.values().contains(value);
            case "BeginsWith" -> filter.values().stream().anyMatch(value::startsWith);
            case "Contains" -> filter.values().stream().anyMatch(value::contains);
            default -> throw invalidOption(filter.option() + ". Valid options include: [BeginsWith, Equals].");
        };
    }

    private static boolean under(String path, String name, String option) {
        var folder = path.endsWith("/") ? path : path + "/";
        return switch (Objects.requireNonNullElse(option, "OneLevel")) {
            case "Recursive" -> name.startsWith(folder);
            case "OneLevel" -> name.startsWith(folder) && name.indexOf('/', folder.length()) < 0;
            default -> throw invalidOption(option + ". Valid options include: [Recursive, OneLevel].");
        };
    }

    private static RuntimeException invalidKey(String key) {
        return AwsErrors.of(
                InvalidFilterKeyException.builder(),
                "InvalidFilterKey",
                "The following filter key is not valid: " + key);
    }

    private static RuntimeException invalidOption(String option) {
        return AwsErrors.of(
                InvalidFilterOptionException.builder(),
                "InvalidFilterOption",
                "The following filter option is not valid: " + option);
    }
}
