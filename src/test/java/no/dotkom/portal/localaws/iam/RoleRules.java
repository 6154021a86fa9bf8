package no.dotkom.portal.localaws.iam;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import no.dotkom.portal.localaws.world.Constraint;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.Tag;

/** What IAM refuses about a role whatever else there is: names, paths, lengths, tags (its service model; IAM quotas). */
final class RoleRules {
    static final int ROLE_NAME = 64;
    static final int POLICY_NAME = 128;
    static final int TRUST_POLICY = 2_048;
    static final int TAGS = 50;

    private static final int PATH = 512;
    private static final int DESCRIPTION = 1_000;
    private static final int SHORTEST_SESSION = 3_600;
    private static final int LONGEST_SESSION = 43_200;
    private static final int TAG_KEY = 128;
    private static final int TAG_VALUE = 256;
    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]+");
    private static final Pattern PATHS = Pattern.compile("/|/[!-~]+/");
    private static final String TAG = "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]";

    private RoleRules() {}

    static void check(CreateRoleRequest request) {
        checkName("roleName", request.roleName(), ROLE_NAME);
        checkPath(request.path());
        checkLength("description", request.description(), DESCRIPTION);
        checkSession(request.maxSessionDuration());
        checkTags(request.tags());
        checkTrust(request.assumeRolePolicyDocument());
    }

    /** @return the name */
    static String checkName(String member, @Nullable String name, int longest) {
        if (name == null) {
            throw Refusal.validation(Constraint.notNull(member));
        }
        if (name.isEmpty()) {
            throw Refusal.validation(Constraint.lengthAtLeast(member, name, 1));
        }
        if (!NAME.matcher(name).matches()) {
            throw Refusal.validation(("The specified value for %s is invalid. It must contain only alphanumeric"
                            + " characters and/or the following: +=,.@_-")
                    .formatted(member));
        }
        checkLength(member, name, longest);
        return name;
    }

    private static void checkLength(String member, @Nullable String value, int longest) {
        if (value != null && value.length() > longest) {
            throw Refusal.validation(Constraint.lengthAtMost(member, value, longest));
        }
    }

    private static void checkPath(@Nullable String path) {
        checkLength("path", path, PATH);
        if (path != null && !PATHS.matcher(path).matches()) {
            throw Refusal.validation("The specified value for path is invalid. It must begin and end with / and contain"
                    + " only alphanumeric characters and/or / characters.");
        }
    }

    private static void checkSession(@Nullable Integer seconds) {
        if (seconds != null && seconds > LONGEST_SESSION) {
            throw Refusal.validation(Constraint.atMost("maxSessionDuration", seconds, LONGEST_SESSION));
        }
        if (seconds != null && seconds < SHORTEST_SESSION) {
            throw Refusal.validation(Constraint.atLeast("maxSessionDuration", seconds, SHORTEST_SESSION));
        }
    }

    static void checkTags(List<Tag> tags) {
        if (tags.size() > TAGS) {
            throw Refusal.validation(Constraint.lengthAtMost("tags", tags, TAGS));
        }
        for (int i = 0; i < tags.size(); i++) {
            checkTag("tags.%d.member.key".formatted(i + 1), tags.get(i).key(), TAG_KEY, TAG + "+");
            checkTag("tags.%d.member.value".formatted(i + 1), tags.get(i).value(), TAG_VALUE, TAG + "*");
        }
        var keys = tags.stream().map(tag -> tag.key().toLowerCase(Locale.ROOT)).distinct();
        if (keys.count() < tags.size()) {
            throw Refusal.input("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
        }
    }

    private static void checkTag(String member, @Nullable String text, int longest, String pattern) {
        if (text == null) {
            throw Refusal.validation(Constraint.notNull(member));
        }
        checkLength(member, text, longest);
        if (!text.matches(pattern)) {
            throw Refusal.validation(Constraint.pattern(member, text, pattern));
        }
    }

    static void checkTrust(@Nullable String document) {
        if (document == null) {
            throw Refusal.validation(Constraint.notNull("assumeRolePolicyDocument"));
        }
        PolicyReader.trust(document);
        if (size(document) > TRUST_POLICY) {
            throw Refusal.quota("ACLSizePerRole", TRUST_POLICY);
        }
    }

    /** White space is not counted ("IAM and AWS STS quotas"). */
    static int size(String document) {
        return document.replaceAll("\\s", "").length();
    }
}
