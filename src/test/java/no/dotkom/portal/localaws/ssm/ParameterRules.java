package no.dotkom.portal.localaws.ssm;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import no.dotkom.portal.localaws.world.AwsErrors;
import no.dotkom.portal.localaws.world.Constraint;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ssm.model.HierarchyLevelLimitExceededException;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.SsmException;

/** What Parameter Store refuses to store. */
final class ParameterRules {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.\\-/]+");
    private static final int LEVELS = 15;
    private static final int STANDARD = 4_096;
    private static final int ADVANCED = 8_192;

    private ParameterRules() {}

    static void check(PutParameterRequest request) {
        checkName(request.name());
        checkValue(request.value(), request.tier());
        if (request.type() == ParameterType.UNKNOWN_TO_SDK_VERSION) {
            throw invalid(Constraint.oneOf("type", request.typeAsString(), ParameterType.knownValues()));
        }
        if (request.hasTags() && Boolean.TRUE.equals(request.overwrite())) {
            throw invalid("Invalid request: tags and overwrite can't be used together. To create a parameter with"
                    + " tags, please remove overwrite flag. To update tags for an existing parameter, please use"
                    + " AddTagsToResource or RemoveTagsFromResource.");
        }
    }

    private static void checkName(String name) {
        if (Objects.requireNonNullElse(name, "").isEmpty()) {
            throw invalid(Constraint.notNull("name"));
        }
        var first = name.replaceAll("^/", "").toLowerCase(Locale.ROOT);
        if (first.startsWith("aws") || first.startsWith("ssm")) {
            throw invalid("Parameter name: can't be prefixed with \"aws\" or \"ssm\" (case-insensitive). If formed as"
                    + " a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a"
                    + " mix of letters, numbers and the following 3 symbols .-_");
        }
        if (!NAME.matcher(name).matches() || name.endsWith("/")) {
            throw invalid("Parameter name must only contain letters, numbers and the symbols .-_/");
        }
        if (name.contains("/") && !name.startsWith("/")) {
            throw invalid("Parameter name must be a fully qualified name.");
        }
        if (name.chars().filter(c -> c == '/').count() > LEVELS) {
            throw AwsErrors.of(
                    HierarchyLevelLimitExceededException.builder(),
                    "A hierarchy can have a maximum of 15 levels. Modify the path and try again.");
        }
    }

    private static void checkValue(String value, ParameterTier tier) {
        if (Objects.requireNonNullElse(value, "").isEmpty()) {
            throw invalid(Constraint.lengthAtLeast("value", "", 1));
        }
        if (value.length() > (tier == ParameterTier.STANDARD ? STANDARD : ADVANCED)) {
            throw invalid(tooLong(tier));
        }
    }

    static ParameterTier cheapest(String value) {
        return value.length() > STANDARD ? ParameterTier.ADVANCED : ParameterTier.STANDARD;
    }

    private static String tooLong(ParameterTier tier) {
        return tier == ParameterTier.ADVANCED
                ? "Advanced tier parameters support a maximum parameter value of 8192 characters."
                : "Standard tier parameters support a maximum parameter value of 4096 characters. To create a larger"
                        + " parameter value, upgrade the parameter to use the advanced-parameter tier.";
    }

    static AwsServiceException invalid(String message) {
        return AwsErrors.of(SsmException.builder(), "ValidationException", message);
    }
}
