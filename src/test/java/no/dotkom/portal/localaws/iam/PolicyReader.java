package no.dotkom.portal.localaws.iam;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads policies, and refuses those that IAM refuses ("Grammar of the IAM JSON policy language"), in its words where they
 * are known.
 */
final class PolicyReader {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SYNTAX = "Syntax errors in policy.";
    private static final Set<String> TOP = Set.of("Version", "Id", "Statement");
    private static final Set<String> ELEMENTS = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");
    private static final Set<String> ASSUMING = Set.of(
            "sts:AssumeRole",
            "sts:AssumeRoleWithSAML",
            "sts:AssumeRoleWithWebIdentity",
            "sts:SetSourceIdentity",
            "sts:TagSession");

    private PolicyReader() {}

    /** A policy that says what its role may do. */
    static Policy permissions(@Nullable String document) {
        var root = root(document, SYNTAX);
        var statements = statements(root);
        if (!root.path("Version").asString("").equals("2012-10-17")) {
            throw Refusal.malformed("Policy document must be version 2012-10-17 or greater.");
        }
        checkSids(statements);
        statements.forEach(PolicyReader::checkPermission);
        return new Policy(statements.stream().map(PolicyReader::statement).toList());
    }

    /** A policy that says who may act as its role. */
    static Policy trust(@Nullable String document) {
        var statements = statements(root(document, "This policy contains invalid Json"));
        statements.forEach(PolicyReader::checkTrust);
        return new Policy(statements.stream().map(PolicyReader::statement).toList());
    }

    private static JsonNode root(@Nullable String document, String notJson) {
        try {
            var root = JSON.readTree(Objects.requireNonNullElse(document, ""));
            if (!root.isObject() || !TOP.containsAll(names(root))) {
                throw Refusal.malformed(SYNTAX);
            }
            return root;
        } catch (JacksonException e) {
            throw Refusal.malformed(notJson);
        }
    }

    private static Set<String> names(JsonNode object) {
        var names = new HashSet<String>();
        object.properties().forEach(property -> names.add(property.getKey()));
        return names;
    }

    private static List<JsonNode> statements(JsonNode root) {
        var statements = each(root.path("Statement")).toList();
        var well = statements.stream()
                .allMatch(each -> each.isObject()
                        && ELEMENTS.containsAll(names(each))
                        && Set.of("Allow", "Deny").contains(each.path("Effect").asString("")));
        if (statements.isEmpty() || !well) {
            throw Refusal.malformed(SYNTAX);
        }
        return statements;
    }

    /** Where a policy may have one or several, both are read as several. */
    private static Stream<JsonNode> each(JsonNode node) {
        return node.isArray() ? node.valueStream() : node.isMissingNode() ? Stream.of() : Stream.of(node);
    }

    private static void checkSids(List<JsonNode> statements) {
        var sids = statements.stream()
                .map(each -> each.path("Sid").asString(""))
                .filter(sid -> !sid.isEmpty())
                .toList();
        if (new HashSet<>(sids).size() < sids.size()) {
            throw Refusal.malformed("Statement IDs (SID) in a single policy must be unique.");
        }
    }

    private static void checkPermission(JsonNode statement) {
        if (statement.has("Principal") || statement.has("NotPrincipal")) {
            throw Refusal.malformed("Policy document should not specify a principal.");
        }
        var actions = either(statement, "Action", "NotAction").values();
        if (actions.isEmpty()) {
            throw Refusal.malformed("Policy statement must contain actions.");
        }
        if (!actions.stream().allMatch(action -> action.equals("*") || action.contains(":"))) {
            throw Refusal.malformed("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
        }
        var resources = either(statement, "Resource", "NotResource").values();
        if (resources.isEmpty()) {
            throw Refusal.malformed("Policy statement must contain resources.");
        }
        resources.forEach(PolicyReader::checkResource);
    }

    private static void checkResource(String resource) {
        if (!resource.equals("*") && !resource.contains(":")) {
            throw Refusal.malformed("Resource %s must be in ARN format or \"*\".".formatted(resource));
        }
        if (resource.contains("${")) {
            throw Refusal.notModelled("the policy variable in " + resource);
        }
    }

    private static void checkTrust(JsonNode statement) {
        if (statement.has("Resource") || statement.has("NotResource")) {
            throw Refusal.malformed("Has prohibited field Resource");
        }
        if (statement.has("NotPrincipal") || statement.has("NotAction")) {
            throw Refusal.notModelled("NotPrincipal or NotAction in a trust policy");
        }
        if (!statement.has("Principal")) {
            throw Refusal.malformed("Missing required field Principal");
        }
        var actions = texts(statement.path("Action"));
        if (actions.isEmpty()) {
            throw Refusal.malformed("Missing required field Action");
        }
        if (!ASSUMING.containsAll(actions)) {
            throw Refusal.malformed("AssumeRole policy may only specify STS AssumeRole actions.");
        }
    }

    private static Statement statement(JsonNode statement) {
        return new Statement(
                statement.path("Effect").asString("").equals("Allow"),
                either(statement, "Action", "NotAction"),
                either(statement, "Resource", "NotResource"),
                texts(statement.path("Principal").path("Service")),
                conditions(statement.path("Condition")));
    }

    private static Statement.Patterns either(JsonNode statement, String element, String opposite) {
        var inverted = statement.has(opposite);
        if (inverted && statement.has(element)) {
            throw Refusal.malformed(SYNTAX);
        }
        return new Statement.Patterns(texts(statement.path(inverted ? opposite : element)), inverted);
    }

    private static List<String> texts(JsonNode node) {
        var all = each(node).toList();
        if (!all.stream().allMatch(JsonNode::isString)) {
            throw Refusal.malformed(SYNTAX);
        }
        return all.stream().map(JsonNode::asString).toList();
    }

    private static List<Condition> conditions(JsonNode node) {
        return node.properties().stream()
                .flatMap(operator -> operator.getValue().properties().stream().map(key -> condition(operator, key)))
                .toList();
    }

    private static Condition condition(Map.Entry<String, JsonNode> operator, Map.Entry<String, JsonNode> key) {
        return new Condition(operator.getKey(), key.getKey(), texts(key.getValue()));
    }
}
