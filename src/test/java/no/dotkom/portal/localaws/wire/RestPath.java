package no.dotkom.portal.localaws.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The URI pattern of one REST operation; a slash at the end means nothing. */
final class RestPath {
    /** @param values decoded path parts by their names in the pattern, their AWS prefix ({@code /hostedzone/}) cut off */
    record Match(Operation operation, Map<String, String> values, int literals) {}

    private final Operation operation;
    private final List<String> pattern;

    RestPath(Operation operation) {
        this.operation = operation;
        this.pattern = parts(operation.binding().requestUri());
    }

    Optional<Match> match(String method, String rawPath) {
        var parts = parts(rawPath);
        if (parts.size() != pattern.size()
                || !operation.binding().httpMethod().name().equals(method)) {
            return Optional.empty();
        }
        var values = new LinkedHashMap<String, String>();
        for (int i = 0; i < parts.size(); i++) {
            var expected = pattern.get(i);
            if (expected.startsWith("{")) {
                values.put(
                        expected.substring(1, expected.length() - 1).replace("+", ""),
                        withoutPrefix(Form.decode(parts.get(i).replace("+", "%2B"))));
            } else if (!expected.equals(parts.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(new Match(operation, values, pattern.size() - values.size()));
    }

    /** boto3 cuts {@code /hostedzone/} before it sends, Java sends it encoded. */
    private static String withoutPrefix(String value) {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    private static List<String> parts(String path) {
        return List.of(path.replaceAll("^/+", "").replaceAll("/+$", "").split("/"));
    }
}
