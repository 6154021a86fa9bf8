package no.dotkom.furniture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import no.dotkom.portal.local.LocalIdentity;
import no.dotkom.portal.local.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A portal whose public address has TLS, which the load balancer ends. */
@SpringBootTest(classes = FurnitureApplication.class, webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
class TlsIT {
    private static final String HOST = "portal.example";
    private static final int PORT = RunningFurniture.freePort();
    private static final LocalIdentity IDENTITY = LocalIdentity.start(0);
    private static final HttpClient BROWSER = HttpClient.newHttpClient();

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        RunningFurniture.settings(registry, PORT, IDENTITY.settings());
        registry.add("portal.url", () -> "https://" + HOST);
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + path))
                .header("Host", HOST)
                .header("X-Forwarded-Proto", "https");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return BROWSER.send(request.build(), BodyHandlers.ofString());
    }

    /** ASVS 3.4.1. */
    @ParameterizedTest
    @ValueSource(strings = {"/login", "/", "/nothing", "/api/v1/apps", "/assets/nothing.css"})
    void everyAnswerTellsBrowsersToKeepToTls(String path) throws IOException, InterruptedException {
        assertThat(get(path).headers().firstValue("Strict-Transport-Security"))
                .hasValueSatisfying(value -> assertThat(value).contains("max-age=63072000", "includeSubDomains"));
    }

    /** ASVS 3.3.1 to 3.3.4: those of the form's token and of the session. */
    @Test
    void everyCookieIsSecureAndTiedToTheHost() throws IOException, InterruptedException {
        // When
        var page = get("/login");
        var cookies = new ArrayList<>(page.headers().allValues("Set-Cookie"));
        var start = send(request("/login")
                .POST(BodyPublishers.ofString("return=/&_csrf=" + Visitor.token(page.body())))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", "https://" + HOST)
                .header("Cookie", cookies.getFirst().replaceFirst(";.*", "")));
        cookies.addAll(start.headers().allValues("Set-Cookie"));

        // Then
        assertThat(cookies).anyMatch(cookie -> cookie.startsWith("__Host-csrf="));
        assertThat(cookies).anyMatch(cookie -> cookie.startsWith("__Host-portal="));
        assertThat(cookies)
                .allSatisfy(cookie -> assertThat(cookie)
                        .startsWith("__Host-")
                        .contains("; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax")
                        .doesNotContain("Domain="));
    }
}
