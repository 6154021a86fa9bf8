package no.dotkom.portal.local;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

/** Somebody without a browser: follows no redirect, keeps cookies, and sends what a test wants to see refused. */
public final class Visitor {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final String portal;

    public Visitor(String portal) {
        this.portal = portal;
    }

    /** Goes all the way through the sign-in page and the identity provider. */
    public static Visitor signedIn(String portal, LocalPerson person) throws IOException, InterruptedException {
        var visitor = new Visitor(portal);
        visitor.signIn(person, "/");
        return visitor;
    }

    public HttpResponse<String> signIn(LocalPerson person, String path) throws IOException, InterruptedException {
        var page = get("/login?return=" + URLEncoder.encode(path, StandardCharsets.UTF_8));
        return prove(person, post("/login", Map.of("return", path, "_csrf", token(page.body()))));
    }

    /** At the identity provider, where {@code start} leads, and back. */
    public HttpResponse<String> prove(LocalPerson person, HttpResponse<String> start)
            throws IOException, InterruptedException {
        var form = Map.of("username", person.subject(), "claims", new JsonMapper().writeValueAsString(person.claims()));
        var back = send(
                request(location(start)).POST(form(form)).header("Content-Type", "application/x-www-form-urlencoded"));
        return send(request(location(back)).GET());
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return get(path, request -> {});
    }

    public HttpResponse<String> get(String path, Consumer<HttpRequest.Builder> with)
            throws IOException, InterruptedException {
        var request = request(portal + path).GET().header("Accept", "text/html");
        with.accept(request);
        return send(request);
    }

    /** As one of our own pages posts it. */
    public HttpResponse<String> post(String path, Map<String, String> fields) throws IOException, InterruptedException {
        return post(path, fields, request -> request.header("Sec-Fetch-Site", "same-origin"));
    }

    public HttpResponse<String> post(String path, Map<String, String> fields, Consumer<HttpRequest.Builder> with)
            throws IOException, InterruptedException {
        var request = request(portal + path)
                .POST(form(fields))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html");
        with.accept(request);
        return send(request);
    }

    /** Where an answer leads, once. */
    public HttpResponse<String> follow(HttpResponse<String> answer) throws IOException, InterruptedException {
        return send(request(location(answer)).GET());
    }

    /** Opens a stream, which the test reads and closes. */
    public HttpResponse<InputStream> stream(String path, Consumer<HttpRequest.Builder> with)
            throws IOException, InterruptedException {
        var request = request(portal + path).GET().header("Accept", "text/html, text/event-stream");
        with.accept(request);
        return client.send(request.build(), BodyHandlers.ofInputStream());
    }

    /** The token that a form of the page carries. */
    public static String token(String html) {
        var found = TOKEN.matcher(html);
        return found.find() ? found.group(1) : "none";
    }

    public Optional<HttpCookie> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .findFirst();
    }

    /** What a browser would send back, as one header. */
    public String cookies() {
        return cookies.getCookieStore().getCookies().stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    /** Puts a cookie into this visitor's hands, as a neighbour's site could. */
    public void plant(String name, String value) {
        var cookie = new HttpCookie(name, value);
        cookie.setPath("/");
        cookie.setVersion(0);
        cookies.getCookieStore().add(URI.create(portal), cookie);
    }

    private HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(HtmlUtils.htmlUnescape(address)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private String location(HttpResponse<String> answer) {
        var location = answer.headers()
                .firstValue("Location")
                .orElseThrow(
                        () -> new AssertionError("No redirect, but " + answer.statusCode() + ": " + answer.body()));
        return location.startsWith("/") ? portal + location : location;
    }

    private static HttpRequest.BodyPublisher form(Map<String, String> fields) {
        return BodyPublishers.ofString(new LinkedHashMap<>(fields)
                .entrySet().stream()
                        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&")));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
