package no.dotkom.furniture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import no.dotkom.portal.local.LocalPerson;
import no.dotkom.portal.local.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the public port does with requests that no page of ours makes. */
class DoorstepIT extends RunningFurniture {
    private static final List<String> ENDPOINTS = List.of(
            "",
            "/health",
            "/health/liveness",
            "/health/readiness",
            "/info",
            "/env",
            "/env/portal.identity.client-secret",
            "/beans",
            "/caches",
            "/conditions",
            "/configprops",
            "/flyway",
            "/heapdump",
            "/httpexchanges",
            "/loggers",
            "/loggers/ROOT",
            "/mappings",
            "/metrics",
            "/metrics/jvm.memory.used",
            "/prometheus",
            "/sbom",
            "/sbom/application",
            "/scheduledtasks",
            "/sessions",
            "/shutdown",
            "/startup",
            "/threaddump");

    private final Visitor stranger = new Visitor(url());

    /** S36. */
    @ParameterizedTest
    @EnumSource(LocalPerson.class)
    void theActuatorIsNotThere(LocalPerson person) throws IOException, InterruptedException {
        var member = Visitor.signedIn(url(), person);
        var token = Visitor.token(member.get("/preferences").body());
        for (var endpoint : ENDPOINTS) {
            for (var path : List.of("/actuator" + endpoint, "/manage" + endpoint, "//actuator" + endpoint)) {
                assertThat(stranger.get(path).statusCode()).as(path).isIn(400, 404);
                // Who is a member of nothing is told so of every address.
                assertThat(member.get(path).statusCode())
                        .as(path)
                        .isIn(person == LocalPerson.PER ? List.of(400, 403, 404) : List.of(400, 404));
                assertThat(member.post(path, Map.of("_csrf", token)).statusCode())
                        .as(path)
                        .isBetween(400, 405);
            }
        }
    }

    /** A21: what two parts of the way could read as requests of different lengths. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 6\r\nContent-Length: 5\r\n\r\nabcdef",
                "Content-Length: 6, 5\r\n\r\nabcdef",
                "Content-Length: -1\r\n\r\n",
                "Content-Length: +6\r\n\r\nabcdef",
                "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "Content-Length : 6\r\n\r\nabcdef",
                "Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n"
            })
    void aRequestHasOneLength(String rest) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(5_000);
            var request = "POST /login HTTP/1.1\r\nHost: localhost:" + port() + "\r\n"
                    + "Content-Type: application/x-www-form-urlencoded\r\n" + rest;
            // A second request, which must not be answered as one of its own.
            var smuggled = "GET /livez HTTP/1.1\r\nHost: localhost:" + port() + "\r\n\r\n";
            socket.getOutputStream().write((request + smuggled).getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer).startsWith("HTTP/1.1 ").doesNotContain("\"UP\"");
            assertThat(answer.substring(9, 12)).isIn("400", "403", "501");
        }
    }

    private static String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(5_000);
            var whole = request + "\r\nHost: localhost:" + port() + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(whole.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** ASVS 13.4.4: nothing that was sent comes back. */
    @ParameterizedTest
    @ValueSource(strings = {"TRACE / HTTP/1.1", "TRACE /login HTTP/1.1", "TRACK /login HTTP/1.1"})
    void noRequestIsSentBack(String line) throws IOException {
        var answer = raw(line + "\r\nX-Canary: 7f3a9b");
        assertThat(answer.substring(9, 12)).startsWith("4");
        assertThat(answer).doesNotContain("7f3a9b");
    }

    /** ASVS 5.3.2, 13.4.1, 13.4.3: assets are served by name, and nothing else of any folder. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets",
                "/assets/",
                "/assets/..",
                "/assets/../application.yaml",
                "/assets/..%2fapplication.yaml",
                "/assets/..%2f..%2fapplication.yaml",
                "/assets/%2e%2e/application.yaml",
                "/assets/%2e%2e%2fapplication.yaml",
                "/assets/..;/application.yaml",
                "/assets/..%5capplication.yaml",
                "/assets/%252e%252e%252fapplication.yaml",
                "/assets/....//application.yaml",
                "/assets//application.yaml",
                "/assets/%00application.yaml",
                "/assets/file:/etc/passwd",
                "/../../../../etc/passwd",
                "/.git/HEAD",
                "/.git/config",
                "/.svn/entries",
                "/BOOT-INF/classes/application.yaml",
                "/META-INF/MANIFEST.MF",
                "/WEB-INF/web.xml"
            })
    void nothingOfAFolderIsServed(String path) throws IOException {
        var answer = raw("GET " + path + " HTTP/1.1");
        assertThat(answer.substring(9, 12)).as(path).isIn("400", "404");
        assertThat(answer).doesNotContain("spring:", "root:", "ref: refs", "Index of");
    }

    /** ASVS 3.4.2: a page of another origin reads nothing of ours, nor is it told that it might ask. */
    @ParameterizedTest
    @ValueSource(
            strings = {"GET /login", "GET /livez", "GET /assets/portal.css", "OPTIONS /login", "OPTIONS /api/v1/apps"})
    void noOtherOriginIsLetIn(String line) throws IOException {
        // Of its own origin it is answered, so that it is not for another reason that nothing is let in.
        assertThat(raw("GET /login HTTP/1.1\r\nOrigin: " + url())).startsWith("HTTP/1.1 200");
        for (var origin : List.of("https://evil.example", "null", "http://localhost.evil.example")) {
            var answer = raw(line + " HTTP/1.1\r\nOrigin: " + origin
                    + "\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: Authorization");
            assertThat(answer.toLowerCase(Locale.ROOT)).as(line).doesNotContain("access-control-allow");
        }
    }

    /** P38: who somebody is stands in the session alone. */
    @Test
    void noHeaderSaysWhoAsks() throws IOException, InterruptedException {
        for (var header : List.of(
                "X-User",
                "X-Forwarded-User",
                "X-Forwarded-Email",
                "X-Remote-User",
                "Remote-User",
                "X-Auth-Request-User",
                "X-Amzn-Oidc-Identity",
                "X-Amzn-Oidc-Data",
                "X-WEBAUTH-USER",
                "From")) {
            var answer = stranger.get(
                    "/preferences",
                    request -> request.header(header, LocalPerson.ADA.subject())
                            .header("Authorization", "Basic YWRhOmFkYQ=="));
            assertThat(answer.statusCode()).as(header).isEqualTo(303);
            assertThat(answer.headers().firstValue("Location").orElseThrow()).startsWith("/login");
        }
    }

    /** P15: a token in an address is nobody's. */
    @ParameterizedTest
    @ValueSource(strings = {"access_token", "token", "id_token", "session", "SESSION", "portal", "jsessionid"})
    void noAddressSaysWhoAsks(String parameter) throws IOException, InterruptedException {
        var member = Visitor.signedIn(url(), LocalPerson.KARI);
        var session = member.cookie("portal").orElseThrow().getValue();
        for (var path : List.of("/preferences", "/events")) {
            assertThat(stranger.get(path + "?" + parameter + "=" + session).statusCode())
                    .isIn(303, 401);
            assertThat(stranger.get(path + ";" + parameter + "=" + session).statusCode())
                    .isIn(303, 400, 401, 404);
        }
    }

    /** P28: what nobody can guess does not come twice. */
    @Test
    void everySignInBeginsWithChanceOfItsOwn() throws IOException, InterruptedException {
        var token = Visitor.token(stranger.get("/login").body());
        for (var name : List.of("state", "nonce", "code_challenge")) {
            var value = Pattern.compile("[?&]" + name + "=([^&]+)");
            var seen = new HashSet<String>();
            for (var i = 0; i < 300; i++) {
                var start = stranger.post("/login", Map.of("return", "/", "_csrf", token));
                var found = value.matcher(start.headers().firstValue("Location").orElseThrow());
                assertThat(found.find()).isTrue();
                // 32 bytes as Base64.
                assertThat(found.group(1)).hasSizeGreaterThanOrEqualTo(43);
                assertThat(seen.add(found.group(1))).isTrue();
            }
        }
    }

    /** P41: a body of parts is not read, so neither is the token in it. */
    @Test
    void aBodyWithFilesIsNotRead() throws IOException, InterruptedException {
        // Given
        var member = Visitor.signedIn(url(), LocalPerson.KARI);
        var token = Visitor.token(member.get("/preferences").body());
        var body = "--x\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + token
                + "\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../../evil\"\r\n\r\nevil\r\n--x--\r\n";

        // When
        var answer = member.post(
                "/preferences",
                Map.of(),
                request -> request.POST(BodyPublishers.ofString(body))
                        .setHeader("Content-Type", "multipart/form-data; boundary=x")
                        .header("Sec-Fetch-Site", "same-origin"));

        // Then
        assertThat(answer.statusCode()).isEqualTo(403);
    }
}
