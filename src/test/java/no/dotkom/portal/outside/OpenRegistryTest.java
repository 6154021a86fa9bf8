package no.dotkom.portal.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import no.dotkom.portal.apps.port.LookUps.ImageAnswer;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.ImageRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A registry that speaks as GHCR and Docker Hub do. */
class OpenRegistryTest {
    private static final String INDEX = """
            {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json", "manifests": [
              {"digest": "sha256:1", "platform": {"os": "linux", "architecture": "amd64"}},
              {"digest": "sha256:2", "platform": {"os": "linux", "architecture": "arm64"}},
              {"digest": "sha256:3", "platform": {"os": "unknown", "architecture": "unknown"}}]}""";
    private static final String SINGLE = """
            {"schemaVersion": 2, "config": {"size": 1000}, "layers": [{"size": 20000}, {"size": 300}]}""";
    private static final String MANIFEST = "/v2/twin/gatus/manifests/1.0";

    private record Reply(int status, String body, Map<String, String> headers) {}

    private final Map<String, Reply> replies = new HashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private OpenRegistry registry;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        registry = new OpenRegistry(new Http(), _ -> URI.create(address()));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var bearer = exchange.getRequestHeaders().getFirst("Authorization");
        asked.add(exchange.getRequestURI() + (bearer == null ? "" : " " + bearer));
        var reply = replies.getOrDefault(
                path + (bearer == null ? "" : " " + bearer), new Reply(404, denial("manifest unknown"), Map.of()));
        reply.headers().forEach(exchange.getResponseHeaders()::add);
        var body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String denial(String message) {
        return "{\"errors\": [{\"code\": \"X\", \"message\": \"%s\"}]}".formatted(message);
    }

    private static String digest(String text) throws Exception {
        var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return "sha256:" + HexFormat.of().formatHex(hash);
    }

    private static ImageRef image(String reference) {
        return ImageRef.parse(reference, "example.org").orElseThrow();
    }

    private ImageAnswer look() {
        return registry.image(image("ghcr.io/twin/gatus:1.0"));
    }

    private void challenge(String realm) {
        replies.put(
                MANIFEST,
                new Reply(
                        401,
                        denial("authentication required"),
                        Map.of(
                                "WWW-Authenticate",
                                "Bearer realm=\"%s\",service=\"ghcr.io\",scope=\"repository:other:push\""
                                        .formatted(realm))));
    }

    @Test
    void anIndexTellsItsDigestAndWhatItIsBuiltFor() throws Exception {
        replies.put(MANIFEST, new Reply(200, INDEX, Map.of("Docker-Content-Digest", digest(INDEX))));
        assertThat(look())
                .isEqualTo(new ImageAnswer.Found(
                        digest(INDEX), java.util.Set.of(Architecture.AMD64, Architecture.ARM64), 0, null));
    }

    @Test
    void aSingleManifestTellsItsSizeAndNoPlatform() throws Exception {
        replies.put(MANIFEST, new Reply(200, SINGLE, Map.of()));
        assertThat(look()).isEqualTo(new ImageAnswer.Found(digest(SINGLE), java.util.Set.of(), 21_300, null));
    }

    @Test
    void whoAsksForATokenGivesOneToNobodyAndOnlyForPulls() throws Exception {
        challenge(address() + "/token");
        replies.put("/token", new Reply(200, "{\"token\": \"abc.def\"}", Map.of()));
        replies.put(MANIFEST + " Bearer abc.def", new Reply(200, INDEX, Map.of()));
        assertThat(look()).isInstanceOf(ImageAnswer.Found.class);
        assertThat(asked)
                .containsExactly(
                        MANIFEST,
                        "/token?scope=repository%3Atwin%2Fgatus%3Apull&service=ghcr.io",
                        MANIFEST + " Bearer abc.def");
    }

    @Test
    void aTokenIsAskedOfNobodyElse() {
        challenge("http://localhost:" + server.getAddress().getPort() + "/token");
        assertThat(look()).isEqualTo(new ImageAnswer.Forbidden("authentication required"));
        assertThat(asked).containsExactly(MANIFEST);
    }

    @Test
    void whatIsPrivateIsForbidden() {
        challenge(address() + "/token");
        replies.put("/token", new Reply(403, denial("requested access to the resource is denied"), Map.of()));
        assertThat(look()).isInstanceOf(ImageAnswer.Forbidden.class);

        replies.put("/token", new Reply(200, "{\"access_token\": \"t\"}", Map.of()));
        replies.put(MANIFEST + " Bearer t", new Reply(401, denial("denied"), Map.of()));
        assertThat(look()).isEqualTo(new ImageAnswer.Forbidden("denied"));
    }

    @Test
    void aTagThatIsNotThereIsMissing() {
        assertThat(look()).isEqualTo(new ImageAnswer.Missing("manifest unknown"));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503, 302})
    void anythingElseIsNoAnswer(int status) {
        replies.put(MANIFEST, new Reply(status, "", Map.of("Location", address() + "/elsewhere")));
        assertThat(look()).isEqualTo(new ImageAnswer.Unanswered("HTTP " + status));
        assertThat(asked).containsExactly(MANIFEST);
    }

    @Test
    void aManifestThatIsNotWhatItSaysIsNoAnswer() throws Exception {
        replies.put(MANIFEST, new Reply(200, INDEX, Map.of("Docker-Content-Digest", digest(SINGLE))));
        assertThat(look()).isInstanceOf(ImageAnswer.Unanswered.class);

        replies.put("/v2/twin/gatus/manifests/" + digest(SINGLE), new Reply(200, INDEX, Map.of()));
        assertThat(registry.image(image("ghcr.io/twin/gatus@" + digest(SINGLE))))
                .isInstanceOf(ImageAnswer.Unanswered.class);
    }

    @Test
    void aManifestThatDoesNotEndIsNotReadToItsEnd() {
        replies.put(MANIFEST, new Reply(200, "{\"a\": \"" + "x".repeat(70_000) + "\"}", Map.of()));
        assertThat(look()).isInstanceOf(ImageAnswer.Unanswered.class);
    }

    @Test
    void aManifestThatTricklesIsNotWaitedFor() {
        // Given
        server.createContext("/v2/trickles", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
        });
        var begun = System.nanoTime();

        // Then
        assertThat(registry.image(image("ghcr.io/trickles/gatus:1.0"))).isInstanceOf(ImageAnswer.Unanswered.class);
        assertThat(System.nanoTime() - begun).isLessThan(5_000_000_000L);
    }

    @Test
    void whatIsNoManifestIsNoAnswer() {
        replies.put(MANIFEST, new Reply(200, "<html>", Map.of()));
        assertThat(look()).isInstanceOf(ImageAnswer.Unanswered.class);
    }

    @Test
    void aRegistryThatIsSilentIsNoAnswer() {
        server.stop(0);
        assertThat(look()).isInstanceOf(ImageAnswer.Unanswered.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:5000", "127.0.0.1:5000", "169.254.169.254", "10.0.0.1"})
    void aPrivateNetworkIsNotAsked(String host) {
        assertThat(new OpenRegistry(new Http()).image(image(host + "/twin/gatus:1.0")))
                .isEqualTo(new ImageAnswer.Unanswered(host + ": " + host + " is in a private network"));
    }

    @ParameterizedTest
    @CsvSource({
        "140.82.121.33, true",
        "2606:50c0:8000::153, true",
        "0.0.0.0, false",
        "10.1.2.3, false",
        "100.64.0.1, false",
        "127.0.0.1, false",
        "169.254.169.254, false",
        "172.16.0.1, false",
        "192.168.1.1, false",
        "224.0.0.1, false",
        "255.255.255.255, false",
        "::, false",
        "::1, false",
        "::ffff:10.0.0.1, false",
        "64:ff9b::a00:1, false",
        "2001::a00:1, false",
        "2002:a00:1::, false",
        "fd00:ec2::254, false",
        "fe80::1, false",
        "ff02::1, false"
    })
    void onlyAddressesOfTheInternetArePublic(String address, boolean isPublic) throws IOException {
        assertThat(Http.isPublic(InetAddress.getByName(address))).isEqualTo(isPublic);
    }
}
