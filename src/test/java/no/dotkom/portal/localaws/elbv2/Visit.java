package no.dotkom.portal.localaws.elbv2;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a listener sees of one request.
 *
 * @param host without port
 * @param path decoded as sent, without query
 * @param query raw, without the question mark, or empty
 * @param headers by lower-case name
 */
public record Visit(
        String method,
        String host,
        String path,
        String query,
        String sourceAddress,
        Map<String, List<String>> headers) {

    Stream<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream();
    }

    boolean hasParameter(@Nullable String key, Pattern value) {
        return Stream.of(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .anyMatch(pair -> (key == null || key.equalsIgnoreCase(pair[0]))
                        && value.matcher(pair.length > 1 ? pair[1] : pair[0]).matches());
    }
}
