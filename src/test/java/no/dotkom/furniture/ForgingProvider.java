package no.dotkom.furniture;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** An OIDC provider that signs everybody in at once, with whatever ID token a test has made up. */
final class ForgingProvider implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final HttpServer server;
    private final RSAKey key;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile UnaryOperator<String> tokens = nonce -> "";
    private volatile String nonce = "";

    /** @param key that its document names */
    ForgingProvider(RSAKey key) {
        this.key = key;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    String issuer() {
        return "http://localhost:" + server.getAddress().getPort() + "/forging";
    }

    /** @param tokens makes the next ID tokens from the nonce that was asked with */
    void sign(UnaryOperator<String> tokens) {
        this.tokens = tokens;
        asked.clear();
    }

    /** The paths that were asked for since. */
    List<String> asked() {
        return asked;
    }

    private void answer(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        asked.add(uri.getPath());
        switch (uri.getPath()) {
            case "/forging/.well-known/openid-configuration" -> json(exchange, document());
            case "/forging/jwks" -> json(exchange, new JWKSet(key.toPublicJWK()).toJSONObject());
            case "/forging/userinfo" -> json(exchange, Map.of("sub", "kari", "name", "Kari", "groups", List.of()));
            case "/forging/token" ->
                json(
                        exchange,
                        Map.of(
                                "access_token",
                                "opaque",
                                "token_type",
                                "Bearer",
                                "expires_in",
                                3600,
                                "id_token",
                                tokens.apply(nonce)));
            case "/forging/authorize" -> {
                var query = query(uri.getRawQuery());
                nonce = query.getOrDefault("nonce", "");
                exchange.getResponseHeaders()
                        .add("Location", query.get("redirect_uri") + "?code=any&state=" + query.get("state"));
                exchange.sendResponseHeaders(302, -1);
                exchange.close();
            }
            default -> {
                exchange.sendResponseHeaders(404, -1);
                exchange.close();
            }
        }
    }

    private Map<String, Object> document() {
        return Map.of(
                "issuer",
                issuer(),
                "authorization_endpoint",
                issuer() + "/authorize",
                "token_endpoint",
                issuer() + "/token",
                "userinfo_endpoint",
                issuer() + "/userinfo",
                "jwks_uri",
                issuer() + "/jwks",
                "response_types_supported",
                List.of("code"),
                "subject_types_supported",
                List.of("public"),
                "id_token_signing_alg_values_supported",
                List.of("RS256"));
    }

    private static Map<String, String> query(String raw) {
        return Arrays.stream(raw.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static void json(HttpExchange exchange, Map<String, Object> body) throws IOException {
        var bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
