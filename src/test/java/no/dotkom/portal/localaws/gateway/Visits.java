package no.dotkom.portal.localaws.gateway;

import com.sun.net.httpserver.HttpExchange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import no.dotkom.portal.localaws.elbv2.Visit;

/** What the listener's rules see of a request. */
final class Visits {
    private Visits() {}

    static Visit of(HttpExchange exchange) {
        var uri = exchange.getRequestURI();
        var headers = new LinkedHashMap<String, List<String>>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        return new Visit(
                exchange.getRequestMethod(),
                host(Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Host"), "")),
                uri.getRawPath(),
                Objects.requireNonNullElse(uri.getRawQuery(), ""),
                exchange.getRemoteAddress().getAddress().getHostAddress(),
                headers);
    }

    private static String host(String header) {
        return header.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
    }
}
