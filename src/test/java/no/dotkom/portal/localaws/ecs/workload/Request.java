package no.dotkom.portal.localaws.ecs.workload;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a workload is asked over HTTP.
 *
 * @param query the decoded parameters, the last of a name wins
 * @param fromHealthCheck asked by the load balancer itself
 */
public record Request(String method, String path, Map<String, String> query, boolean fromHealthCheck) {
    public Request {
        query = Map.copyOf(query);
    }

    /** @param target path and query as they stand in the request line */
    static Request of(String method, String target, boolean fromHealthCheck) {
        var mark = target.indexOf('?');
        return mark < 0
                ? new Request(method, target, Map.of(), fromHealthCheck)
                : new Request(method, target.substring(0, mark), query(target.substring(mark + 1)), fromHealthCheck);
    }

    private static Map<String, String> query(String raw) {
        var query = new TreeMap<String, String>();
        Arrays.stream(raw.split("&")).filter(pair -> !pair.isEmpty()).forEach(pair -> {
            var parts = pair.split("=", 2);
            query.put(decode(parts[0]), parts.length == 1 ? "" : decode(parts[1]));
        });
        return query;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
