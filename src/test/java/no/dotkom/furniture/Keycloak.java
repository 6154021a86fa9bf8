package no.dotkom.furniture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real Keycloak on this machine with the realm of {@code keycloak/realm.json}, and what its administrators do. Maven
 * unpacks it with {@code script/test --long}.
 */
final class Keycloak implements AutoCloseable {
    static final String CLIENT = "portal";
    static final String SECRET = "a-secret-of-this-test-only";

    private static final Path HOME = Path.of("target/keycloak");
    private static final String REALM = "dotkom";
    private static final String ADMIN = "admin";
    /** The first start puts the server together. */
    private static final Duration START = Duration.ofMinutes(6);

    private static final JsonMapper JSON = new JsonMapper();

    private final int port;
    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();

    private Keycloak(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    /** @param client where the portal is, to which the provider may send people back */
    static Keycloak start(int port, String client) {
        try {
            var home = unpacked();
            // A realm that an earlier run left would stay as it is.
            FileSystemUtils.deleteRecursively(home.resolve("data"));
            var realms = Files.createDirectories(home.resolve("data/import"));
            try (var realm = Keycloak.class.getResourceAsStream("/keycloak/realm.json")) {
                Files.writeString(
                        realms.resolve("realm.json"),
                        new String(realm.readAllBytes(), StandardCharsets.UTF_8).replace("http://localhost/*", client));
            }
            var start = new ProcessBuilder(
                    "sh",
                    home.resolve("bin/kc.sh").toString(),
                    "start-dev",
                    "--import-realm",
                    "--http-host=127.0.0.1",
                    "--http-port=" + port);
            start.environment().put("JAVA_HOME", System.getProperty("java.home"));
            start.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
            start.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN);
            start.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
            var keycloak = new Keycloak(
                    port,
                    start.redirectErrorStream(true)
                            .redirectOutput(Path.of("target/keycloak.log").toFile())
                            .start());
            keycloak.await();
            return keycloak;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Path unpacked() throws IOException {
        if (Files.isDirectory(HOME)) {
            try (var versions = Files.list(HOME)) {
                var home = versions.filter(each -> each.getFileName().toString().startsWith("keycloak-"))
                        .findFirst();
                if (home.isPresent()) {
                    return home.get().toAbsolutePath();
                }
            }
        }
        throw new IllegalStateException("There is no Keycloak in " + HOME + ": script/test --long puts it there");
    }

    private void await() {
        try {
            Awaitility.await().atMost(START).pollInterval(Duration.ofSeconds(1)).until(this::answers);
        } catch (RuntimeException never) {
            close();
            throw new IllegalStateException("Keycloak did not start: see target/keycloak.log", never);
        }
    }

    private boolean answers() throws InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException("Keycloak ended");
        }
        try {
            return http.send(
                                    HttpRequest.newBuilder(URI.create(issuer() + "/.well-known/openid-configuration"))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    String issuer() {
        return address("/realms/" + REALM);
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }

    /** The subject in the tokens of somebody. */
    String subject(String user) {
        return only("/users?exact=true&username=" + user).get("id").asString();
    }

    void leave(String user, String group) {
        var id = only("/groups?exact=true&search=" + group).get("id").asString();
        ask("/users/" + subject(user) + "/groups/" + id, HttpRequest.Builder::DELETE);
    }

    void disable(String user) {
        ask("/users/" + subject(user), request -> request.PUT(json(Map.of("enabled", false))));
    }

    /** The keys that its tokens are signed with from now on; the older ones are withdrawn. */
    void rotateKeys() {
        var realm = JSON.readTree(ask("", HttpRequest.Builder::GET)).get("id").asString();
        var before = components();
        ask(
                "/components",
                request -> request.POST(json(Map.of(
                        "name", "new",
                        "providerId", "rsa-generated",
                        "providerType", "org.keycloak.keys.KeyProvider",
                        "parentId", realm,
                        "config", Map.of("priority", List.of("500"), "algorithm", List.of("RS256"))))));
        before.forEach(id -> ask("/components/" + id, HttpRequest.Builder::DELETE));
    }

    private List<String> components() {
        return JSON.readTree(ask("/components?type=org.keycloak.keys.KeyProvider", HttpRequest.Builder::GET))
                .valueStream()
                .filter(key -> key.get("providerId").asString().equals("rsa-generated"))
                .map(key -> key.get("id").asString())
                .toList();
    }

    /** The ids of the keys that it publishes to check signatures with. */
    List<String> keys() {
        return JSON.readTree(send(HttpRequest.newBuilder(URI.create(issuer() + "/protocol/openid-connect/certs"))
                        .build()))
                .get("keys")
                .valueStream()
                .filter(key -> key.get("use").asString().equals("sig"))
                .map(key -> key.get("kid").asString())
                .toList();
    }

    private JsonNode only(String path) {
        var found = JSON.readTree(ask(path, HttpRequest.Builder::GET));
        if (found.size() != 1) {
            throw new IllegalStateException("Not one but %d at %s".formatted(found.size(), path));
        }
        return found.get(0);
    }

    private String ask(String path, UnaryOperator<HttpRequest.Builder> how) {
        var request = HttpRequest.newBuilder(URI.create(address("/admin/realms/" + REALM + path)))
                .header("Authorization", "Bearer " + adminToken())
                .header("Content-Type", "application/json");
        return send(how.apply(request).build());
    }

    private String adminToken() {
        var form = Map.of("grant_type", "password", "client_id", "admin-cli", "username", ADMIN, "password", ADMIN)
                .entrySet()
                .stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .reduce((a, b) -> a + "&" + b)
                .orElseThrow();
        var request = HttpRequest.newBuilder(URI.create(address("/realms/master/protocol/openid-connect/token")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        return JSON.readTree(send(request)).get("access_token").asString();
    }

    private static HttpRequest.BodyPublisher json(Map<String, ?> body) {
        return BodyPublishers.ofString(JSON.writeValueAsString(body));
    }

    private String send(HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(
                        "%s answered %d: %s".formatted(request.uri(), answer.statusCode(), answer.body()));
            }
            return answer.body();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        http.close();
    }
}
