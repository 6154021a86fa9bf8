package no.dotkom.portal.localaws.iam;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One condition of a statement. Only operators and keys that the model can decide are let in; others are refused when the
 * policy is written, so that none is passed over in silence.
 *
 * @param key in lower case, as keys are compared
 * @param values of which one must match
 */
record Condition(String operator, String key, List<String> values) {
    static final String SOURCE_ACCOUNT = "aws:sourceaccount";
    static final String SOURCE_ARN = "aws:sourcearn";
    static final String REGION = "aws:requestedregion";

    private static final Set<String> KEYS = Set.of(SOURCE_ACCOUNT, SOURCE_ARN, REGION);
    private static final Set<String> EXACT = Set.of("StringEquals");
    private static final Set<String> WITH_WILDCARDS = Set.of("StringLike", "ArnLike", "ArnEquals");

    Condition {
        key = key.toLowerCase(Locale.ROOT);
        values = List.copyOf(values);
        if (!EXACT.contains(operator) && !WITH_WILDCARDS.contains(operator)) {
            throw Refusal.notModelled("the condition operator " + operator);
        }
        if (!KEYS.contains(key)) {
            throw Refusal.notModelled("the condition key " + key);
        }
    }

    /** A key that the request does not have makes the condition false. */
    boolean holds(Map<String, String> context) {
        var actual = context.get(key);
        return actual != null && values.stream().anyMatch(value -> matches(value, actual));
    }

    private boolean matches(String value, String actual) {
        return EXACT.contains(operator) ? value.equals(actual) : new Glob(value).matches(actual);
    }
}
