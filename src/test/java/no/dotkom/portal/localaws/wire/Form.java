package no.dotkom.portal.localaws.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;

/** A form-encoded request, its dotted names unfolded into a tree. */
final class Form {
    private Form() {}

    /** Names and values, decoded. */
    static Map<String, String> parameters(String encoded) {
        var parameters = new LinkedHashMap<String, String>();
        for (var pair : encoded.isEmpty() ? new String[0] : encoded.split("&")) {
            var at = pair.indexOf('=');
            var name = at < 0 ? pair : pair.substring(0, at);
            parameters.put(decode(name), at < 0 ? "" : decode(pair.substring(at + 1)));
        }
        return parameters;
    }

    static Map<String, Object> tree(Map<String, String> parameters) {
        var tree = new LinkedHashMap<String, Object>();
        parameters.forEach((name, value) -> put(tree, name, value));
        tree.remove("Action");
        tree.remove("Version");
        return tree;
    }

    private static void put(Map<String, Object> tree, String name, String value) {
        var dot = name.indexOf('.');
        if (dot < 0) {
            tree.putIfAbsent(name, value);
            return;
        }
        var branch = tree.compute(
                name.substring(0, dot), (k, old) -> old instanceof Map ? old : new LinkedHashMap<String, Object>());
        put(Nesting.structure(branch), name.substring(dot + 1), value);
    }

    static String decode(String text) {
        return URLDecoder.decode(text, UTF_8);
    }
}
