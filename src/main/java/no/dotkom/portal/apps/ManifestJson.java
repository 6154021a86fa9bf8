package no.dotkom.portal.apps;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.plan.Gateway;
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
                list(root, "registries", JsonNode::asString),
                new HashSet<>(hosts(root)),
                list(root, "egress", JsonNode::asString),
                whole(root, "logRetentionDays", 30),
                whole(root, "kronerPerNode", 170));
    }

    private static JsonNode tree(String document) {
        try {
            return JSON.readTree(document);
        } catch (JacksonException notJson) {
            throw new ManifestProblem("The platform manifest is not JSON: " + notJson.getOriginalMessage());
        }
    }

    private static Gateway gateway(JsonNode node) {
        return new Gateway(
                text(node, "id"),
                arn(node, "loadBalancer"),
                arn(node, "listener"),
                text(node, "dnsName"),
                text(node, "hostedZone"),
                text(node, "address"));
    }

    private static Zone zone(JsonNode node) {
        return new Zone(
                text(node, "name"),
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

    private static <T> List<T> list(JsonNode root, String field, Function<JsonNode, T> item) {
        var node = root.path(field);
        if (!node.isArray() || node.isEmpty()) {
            throw missing(field);
        }
        var items = new ArrayList<T>();
        node.forEach(each -> items.add(item.apply(each)));
        return items;
    }

    private static Arn arn(JsonNode root, String path) {
        try {
            return new Arn(text(root, path));
        } catch (IllegalArgumentException notAnArn) {
            throw wrong(path, "is no ARN");
        }
    }

    private static String text(JsonNode root, String path) {
        var node = root;
        for (var part : path.split("\\.", -1)) {
            node = node.path(part);
        }
        if (!node.isString() || node.asString().isBlank()) {
            throw missing(path);
        }
        return node.asString();
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
