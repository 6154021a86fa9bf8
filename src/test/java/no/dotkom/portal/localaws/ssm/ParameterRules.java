package no.dotkom.portal.localaws.ssm;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import no.dotkom.portal.localaws.world.AwsErrors;
import no.dotkom.portal.localaws.world.Constraint;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ssm.model.HierarchyLevelLimitExceededException;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.SsmException;
import software.amazon.awssdk.services.ssm.model.Tag;
import software.amazon.awssdk.services.ssm.model.TooManyTagsErrorException;

/** What Parameter Store refuses to store. */
final class ParameterRules {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.\\-/]+");
    private static final int LEVELS = 15;
    private static final int STANDARD = 4_096;
    private static final int ADVANCED = 8_192;
    private static final int TAGS = 50;

    /** Of an ARN with its name; the service counts what stands before the name ("PutParameter"). */
    private static final int LONGEST_ARN = 1_011;

    private ParameterRules() {}

    /** @param prefix of the ARNs of all parameters */
    static void check(PutParameterRequest request, String prefix) {
        checkName(request.name());
        if (prefix.length() + request.name().length() > LONGEST_ARN) {
            throw invalid(Constraint.lengthAtMost("name", request.name(), LONGEST_ARN - prefix.length()));
        }
        checkValue(request.value(), request.tier());
        if (request.type() == ParameterType.UNKNOWN_TO_SDK_VERSION) {
            throw invalid(Constraint.oneOf("type", request.typeAsString(), ParameterType.knownValues()));
        }
        checkUnmodelled(request);
        checkTags(request.tags());
        if (request.hasTags() && Boolean.TRUE.equals(request.overwrite())) {
            throw invalid("Invalid request: tags and overwrite can't be used together. To create a parameter with"
                    + " tags, please remove overwrite flag. To update tags for an existing parameter, please use"
                    + " AddTagsToResource or RemoveTagsFromResource.");
        }
    }

    private static void checkUnmodelled(PutParameterRequest request) {
        if (request.allowedPattern() != null || request.policies() != null) {
            throw AwsErrors.of(
                    SsmException.builder(), "NotModelled", 501, "allowedPattern and policies are not modelled");
        }
    }

    static void checkTags(List<Tag> tags) {
        if (tags.size() > TAGS) {
            throw AwsErrors.of(
                    TooManyTagsErrorException.builder(),
                    "TooManyTagsError",
                    "The Targets parameter has too many tags.");
        }
        if (new HashSet<>(tags.stream().map(Tag::key).toList()).size() < tags.size()) {
            throw invalid("Duplicate tag keys found. Tag keys must be unique.");
        }
    }

    /** What encrypts a secret: the account's own key unless another is asked for. */
    static @Nullable String keyId(ParameterType type, @Nullable String asked) {
        if (type != ParameterType.SECURE_STRING && asked != null) {
            throw invalid("KeyId is required for SecureString type parameter only.");
        }
        return type == ParameterType.SECURE_STRING ? Objects.requireNonNullElse(asked, "alias/aws/ssm") : null;
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
        if (value.contains("{{")) {
            throw invalid("Parameter value can't nest another parameter. Do not use \"{{}}\" in the value.");
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
