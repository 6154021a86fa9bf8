package no.dotkom.portal.localaws.world;

import java.util.Collection;

/**
 * The sentences with which AWS refuses a value that breaks the shape of a request. The SDK's metadata knows nothing of
 * lengths, ranges or what is required, so each service checks its own and throws these with the code it uses.
 */
public final class Constraint {
    private Constraint() {}

    public static String atMost(String member, Object value, long most) {
        return broken(member, value, "Member must have value less than or equal to " + most);
    }

    public static String atLeast(String member, Object value, long least) {
        return broken(member, value, "Member must have value greater than or equal to " + least);
    }

    public static String lengthAtMost(String member, Object value, long most) {
        return broken(member, value, "Member must have length less than or equal to " + most);
    }

    public static String lengthAtLeast(String member, Object value, long least) {
        return broken(member, value, "Member must have length greater than or equal to " + least);
    }

    public static String pattern(String member, Object value, String pattern) {
        return broken(member, value, "Member must satisfy regular expression pattern: " + pattern);
    }

    public static String oneOf(String member, Object value, Collection<?> allowed) {
        return broken(member, value, "Member must satisfy enum value set: " + allowed);
    }

    public static String notNull(String member) {
        return "1 validation error detected: Value null at '%s' failed to satisfy constraint: Member must not be null"
                .formatted(member);
    }

    private static String broken(String member, Object value, String rule) {
        return "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: %s"
                .formatted(value, member, rule);
    }
}
