package no.dotkom.portal.apps;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.plan.Gateway;
import no.dotkom.portal.plan.ParameterStore;
import no.dotkom.portal.plan.Platform;
import no.dotkom.portal.plan.Zone;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the manifest's first schema; every complaint names the field by its path. */
final class ManifestJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int SCHEMA = 1;
    /** Days that CloudWatch Logs keeps lines for; any other number is refused (aws-facts §8). */
    private static final Set<Integer> RETENTIONS = Set.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    private ManifestJson() {}

    static Platform parse(String document) {
        var root = tree(document);
        if (whole(root, "schemaVersion", SCHEMA) != SCHEMA) {
            throw new ManifestProblem(
                    "The platform manifest has a schemaVersion this portal does not know; it reads 1.");
        }
        return new Platform(
                text(root, "region"),
                arn(root, "cluster.arn"),
                text(root, "cluster.name"),
                text(root, "vpc"),
                list(root, "gateways", ManifestJson::gateway),
                providers(root),
                arn(root, "executionRole"),
                list(root, "zones", ManifestJson::zone),
                list(root, "registries", ManifestJson::word),
                new HashSet<>(hosts(root)),
                list(root, "egress", ManifestJson::word),
                retention(root),
                whole(root, "kronerPerNode", 170),
                parameterStore(root));
    }

    /** Absent on a platform that was made before there were secrets. */
    private static @Nullable ParameterStore parameterStore(JsonNode root) {
        if (root.path("secrets").isMissingNode()) {
            return null;
        }
        return new ParameterStore(
                folder(root, "secrets.prefix"), folder(root, "secrets.rolePath"), arn(root, "secrets.boundary"));
    }

    private static String folder(JsonNode root, String path) {
        var folder = text(root, path);
        if (!folder.matches("(/[A-Za-z0-9_.-]+)+/")) {
            throw wrong(path, "is no path such as /evergreen/prod/apps/");
        }
        return folder;
    }

    private static JsonNode tree(String document) {
        try {
            return JSON.readTree(document);
        } catch (JacksonException notJson) {
            throw new ManifestProblem("The platform manifest is not JSON: " + notJson.getOriginalMessage());
        }
    }

    private static Gateway gateway(JsonNode node, String at) {
        return new Gateway(
                text(node, at, "id"),
                arn(node, at, "loadBalancer"),
                arn(node, at, "listener"),
                text(node, at, "dnsName"),
                text(node, at, "hostedZone"),
                text(node, at, "address"));
    }

    private static String word(JsonNode node, String at) {
        return text(node, at, "");
    }

    private static int retention(JsonNode root) {
        var days = whole(root, "logRetentionDays", 30);
        if (!RETENTIONS.contains(days)) {
            throw wrong("logRetentionDays", "is no number of days that CloudWatch Logs keeps lines for, such as 30");
        }
        return days;
    }

    private static Zone zone(JsonNode node, String at) {
        return new Zone(
                text(node, at, "name"),
                optional(node, "hostedZone"),
                node.path("wildcard").asBoolean(false),
                optional(node, "certificate"));
    }

    private static EnumMap<Architecture, String> providers(JsonNode root) {
        var providers = new EnumMap<Architecture, String>(Architecture.class);
        for (var architecture : Architecture.values()) {
            var name =
                    optional(root.path("capacityProviders"), architecture.name().toLowerCase(Locale.ROOT));
            if (name != null) {
                providers.put(architecture, name);
            }
        }
        if (providers.isEmpty()) {
            throw missing("capacityProviders");
        }
        return providers;
    }

    private static List<HostName> hosts(JsonNode root) {
        var hosts = new ArrayList<HostName>();
        for (var node : root.path("reservedHosts")) {
            hosts.add(HostName.parse(node.asString()).orElseThrow(() -> wrong("reservedHosts", "is no host name")));
        }
        return hosts;
    }

    private static <T> List<T> list(JsonNode root, String field, BiFunction<JsonNode, String, T> item) {
        var node = root.path(field);
        if (!node.isArray() || node.isEmpty()) {
            throw missing(field);
        }
        var items = new ArrayList<T>();
        for (var each : node) {
            items.add(item.apply(each, field + "[" + items.size() + "]"));
        }
        return items;
    }

    private static Arn arn(JsonNode root, String path) {
        return arn(root, "", path);
    }

    private static Arn arn(JsonNode root, String at, String path) {
        try {
            return new Arn(text(root, at, path));
        } catch (IllegalArgumentException notAnArn) {
            throw wrong(full(at, path), "is no ARN");
        }
    }

    private static String text(JsonNode root, String path) {
        return text(root, "", path);
    }

    /** @param at where {@code root} is in the document, empty for the whole; an empty {@code path} is itself */
    private static String text(JsonNode root, String at, String path) {
        var node = root;
        for (var part : path.isEmpty() ? new String[0] : path.split("\\.", -1)) {
            node = node.path(part);
        }
        if (!node.isString() || node.asString().isBlank()) {
            throw missing(full(at, path));
        }
        return node.asString();
    }

    private static String full(String at, String path) {
        return at.isEmpty() || path.isEmpty() ? at + path : at + "." + path;
    }

    private static @Nullable String optional(JsonNode root, String field) {
        var node = root.path(field);
        return node.isString() && !node.asString().isBlank() ? node.asString() : null;
    }

    private static int whole(JsonNode root, String field, int otherwise) {
        var node = root.path(field);
        if (node.isMissingNode()) {
            return otherwise;
        }
        if (!node.isInt()) {
            throw wrong(field, "is no whole number");
        }
        return node.asInt();
    }

    private static ManifestProblem missing(String field) {
        return new ManifestProblem("The platform manifest has no \"" + field
                + "\". Apply infra-bootstrap again, or correct the SSM parameter by hand.");
    }

    private static ManifestProblem wrong(String field, String what) {
        return new ManifestProblem("In the platform manifest \"" + field + "\" " + what + ".");
    }
}
