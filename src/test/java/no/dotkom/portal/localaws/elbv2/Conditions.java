package no.dotkom.portal.localaws.elbv2;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.*;

/** The conditions of rules: the grammar and limits of aws-facts §3, and the form in which AWS gives them back. */
final class Conditions {
    private static final Set<String> FIELDS =
            Set.of("host-header", "path-pattern", "http-header", "http-request-method", "query-string", "source-ip");
    private static final Set<String> REPEATABLE = Set.of("http-header", "query-string");
    private static final int VALUES = 5;
    private static final int WILDCARDS = 6;
    private static final int LENGTH = 128;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.*?-]*\\.[A-Za-z]+");
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_\\-.$/~\"'@:+&*?]+");
    private static final Pattern CIDR = Pattern.compile("(\\d{1,3})(\\.\\d{1,3}){3}/(\\d|[12]\\d|3[0-2])");

    private Conditions() {}

    /** Checked and filled in. */
    static List<RuleCondition> accepted(List<RuleCondition> conditions) {
        if (conditions.isEmpty()) {
            throw Refusal.invalid("A condition must be specified");
        }
        var seen = new HashSet<String>();
        for (var condition : conditions) {
            check(condition);
            if (!seen.add(condition.field()) && !REPEATABLE.contains(condition.field())) {
                throw Refusal.invalid("A rule can have only one '%s' condition".formatted(condition.field()));
            }
        }
        checkTotals(conditions);
        return conditions.stream().map(Conditions::filled).toList();
    }

    private static void checkTotals(List<RuleCondition> conditions) {
        if (conditions.stream().mapToInt(c -> values(c).size()).sum() > VALUES) {
            throw Refusal.invalid("A rule can only have '5' condition values");
        }
        var wildcards = conditions.stream()
                .flatMap(c -> values(c).stream())
                .flatMapToInt(String::chars)
                .filter(c -> c == '*' || c == '?')
                .count();
        if (wildcards > WILDCARDS) {
            throw Refusal.invalid("A rule can only have '6' condition wildcards");
        }
    }

    private static void check(RuleCondition condition) {
        if (condition.field() == null || !FIELDS.contains(condition.field())) {
            throw Refusal.invalid("Condition field '%s' must be one of '[http-header, http-request-method, host-header,"
                            .formatted(condition.field())
                    + " query-string, source-ip, path-pattern]'");
        }
        if (values(condition).isEmpty()) {
            throw Refusal.invalid("A condition value must be specified");
        }
        values(condition).forEach(value -> check(condition.field(), value));
    }

    private static void check(String field, String value) {
        if (value.isEmpty()) {
            throw Refusal.invalid("A condition value must not be empty");
        }
        if (value.length() > LENGTH) {
            throw Refusal.invalid("The '%s' value is too long; the limit is '128'".formatted(field));
        }
        if (!wellFormed(field, value)) {
            throw Refusal.invalid("The %s value '%s' is not valid".formatted(field, value));
        }
    }

    /** A host has a dot and nothing but letters after the last one. */
    private static boolean wellFormed(String field, String value) {
        return switch (field) {
            case "host-header" -> HOST.matcher(value).matches();
            case "path-pattern" -> PATH.matcher(value).matches();
            case "source-ip" -> CIDR.matcher(value).matches() || value.matches("[0-9a-fA-F:]+/\\d{1,3}");
            case "http-request-method" -> value.matches("[A-Z_-]{1,40}");
            default -> true;
        };
    }

    static List<String> values(RuleCondition condition) {
        var configured = switch (Objects.requireNonNullElse(condition.field(), "")) {
            case "host-header" ->
                condition.hostHeaderConfig() == null
                        ? List.<String>of()
                        : plain(
                                condition.hostHeaderConfig().values(),
                                condition.hostHeaderConfig().regexValues());
            case "path-pattern" ->
                condition.pathPatternConfig() == null
                        ? List.<String>of()
                        : plain(
                                condition.pathPatternConfig().values(),
                                condition.pathPatternConfig().regexValues());
            case "http-header" ->
                condition.httpHeaderConfig() == null
                        ? List.<String>of()
                        : plain(
                                condition.httpHeaderConfig().values(),
                                condition.httpHeaderConfig().regexValues());
            case "http-request-method" ->
                condition.httpRequestMethodConfig() == null
                        ? List.<String>of()
                        : condition.httpRequestMethodConfig().values();
            case "source-ip" ->
                condition.sourceIpConfig() == null
                        ? List.<String>of()
                        : condition.sourceIpConfig().values();
            case "query-string" ->
                condition.queryStringConfig() == null
                        ? List.<String>of()
                        : condition.queryStringConfig().values().stream()
                                .map(pair -> pair.value() == null ? "" : pair.value())
                                .toList();
            default -> List.<String>of();
        };
        return configured.isEmpty() ? condition.values() : configured;
    }

    private static List<String> plain(List<String> values, List<String> regexes) {
        if (!regexes.isEmpty()) {
            throw Refusal.notModelled("conditions with regular expressions");
        }
        return values;
    }

    /** Host and path conditions come back in the old and the new form at once. */
    private static RuleCondition filled(RuleCondition condition) {
        var values = values(condition);
        return switch (condition.field()) {
            case "host-header" ->
                condition.toBuilder()
                        .values(values)
                        .hostHeaderConfig(c -> c.values(values))
                        .build();
            case "path-pattern" ->
                condition.toBuilder()
                        .values(values)
                        .pathPatternConfig(c -> c.values(values))
                        .build();
            default -> condition;
        };
    }

    /** True when the visitor meets the condition, which is so when one of its values fits. */
    static boolean meets(Visit visit, RuleCondition condition) {
        var values = values(condition).stream();
        return switch (condition.field()) {
            case "host-header" ->
                values.anyMatch(v -> glob(v, false).matcher(visit.host()).matches());
            case "path-pattern" ->
                values.anyMatch(v -> glob(v, true).matcher(visit.path()).matches());
            case "source-ip" -> values.anyMatch(v -> inside(visit.sourceAddress(), v));
            case "http-request-method" -> values.anyMatch(visit.method()::equals);
            case "http-header" ->
                visit.header(condition.httpHeaderConfig().httpHeaderName())
                        .anyMatch(sent -> values(condition).stream()
                                .anyMatch(v -> glob(v, false).matcher(sent).matches()));
            default -> pairs(condition).anyMatch(pair -> visit.hasParameter(pair.key(), glob(pair.value(), false)));
        };
    }

    private static Stream<QueryStringKeyValuePair> pairs(RuleCondition condition) {
        return condition.queryStringConfig().values().stream();
    }

    private static Pattern glob(String pattern, boolean caseSensitive) {
        var regex = new StringBuilder();
        for (char c : pattern.toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), caseSensitive ? 0 : Pattern.CASE_INSENSITIVE);
    }

    private static boolean inside(String address, String cidr) {
        if (address.contains(":") || cidr.contains(":")) {
            return cidr.startsWith(address + "/");
        }
        var slash = cidr.indexOf('/');
        var bits = Integer.parseInt(cidr.substring(slash + 1));
        var mask = bits == 0 ? 0 : -1 << (32 - bits);
        return (number(address) & mask) == (number(cidr.substring(0, slash)) & mask);
    }

    private static int number(String address) {
        return Stream.of(address.split("\\.")).map(Integer::parseInt).reduce(0, (a, b) -> (a << 8) | b);
    }
}
