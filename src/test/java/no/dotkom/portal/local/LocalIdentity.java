package no.dotkom.portal.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.http.MockWebServerWrapper;
import no.nav.security.mock.oauth2.token.OAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;
import no.nav.security.mock.oauth2.token.RequestMapping;
import no.nav.security.mock.oauth2.token.RequestMappingTokenCallback;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * An OIDC provider on this machine, whose sign-in page offers the four people of {@link LocalPerson}. It checks PKCE and
 * signs what it says; nobody needs a password.
 */
public final class LocalIdentity implements AutoCloseable {
    /** The port of the local world; a test takes a free one, 0. */
    public static final int PORT = 8082;

    private static final String ISSUER = "dotkom";
    /** Stands for GitHub's, which signs the tokens of workflows. */
    private static final String GITHUB = "github";
    /** As long as GitHub's live. */
    private static final long TOKEN_SECONDS = 300;

    private static final JsonMapper JSON = new JsonMapper();
    private final MockOAuth2Server server;

    private LocalIdentity(MockOAuth2Server server) {
        this.server = server;
    }

    /** Starts it on the loopback address; a port that is taken is told in one sentence. */
    public static LocalIdentity start(int port) {
        var config = new OAuth2Config(
                true, page(), null, false, new OAuth2TokenProvider(), Set.of(jobs()), new MockWebServerWrapper());
        var server = new MockOAuth2Server(config);
        try {
            server.start(InetAddress.getLoopbackAddress(), port);
        } catch (RuntimeException failed) {
            if (failed.getCause() instanceof BindException) {
                throw new IllegalStateException("Port " + port + " of the local identity provider is taken", failed);
            }
            throw failed;
        }
        return new LocalIdentity(server);
    }

    /** Whoever asks for a job's token says what the job is: GitHub knows. */
    private static OAuth2TokenCallback jobs() {
        var claims = Map.<String, Object>of(
                "sub", "repo:${repository}:ref:${ref}",
                "aud", "${audience}",
                "repository", "${repository}",
                "repository_id", "${repository_id}",
                "repository_owner_id", "${owner_id}",
                "ref", "${ref}",
                "event_name", "push",
                "actor", "${client_id}",
                "run_id", "1");
        var every = new RequestMapping("grant_type", "*", claims, "JWT");
        return new RequestMappingTokenCallback(GITHUB, List.of(every), TOKEN_SECONDS);
    }

    /** As in its tokens, and as the portal's configuration names it. */
    public String issuer() {
        return issuer(ISSUER);
    }

    private String issuer(String name) {
        return "http://localhost:" + server.baseUrl().port() + "/" + name;
    }

    /** A token as GitHub gives it to the job of a workflow. @param claims beside those that every token has */
    public String workflowToken(String audience, Map<String, Object> claims) {
        var subject = "repo:" + claims.get("repository");
        return server.issueToken(GITHUB, subject, audience, claims).serialize();
    }

    /** The portal's settings for this provider and its people. */
    public Map<String, String> settings() {
        var settings = new ConcurrentHashMap<String, String>();
        settings.put("portal.identity.issuer", issuer());
        settings.put("portal.workflows.issuer", issuer(GITHUB));
        settings.put("portal.workflows.keys", issuer(GITHUB) + "/jwks");
        settings.put("portal.identity.client-id", "portal");
        settings.put("portal.identity.client-secret", "local");
        // Not a secret: it seals tokens that this very process makes.
        settings.put("portal.identity.token-key", "bG9jYWwgbG9jYWwgbG9jYWwgbG9jYWwgbG9jYWwgISE=");
        settings.put("portal.identity.scopes", "openid,profile,email,offline_access");
        settings.put("portal.identity.claim.name", "groups");
        settings.put("portal.identity.claim.admins", "platform-admins");
        var teams = Map.of("appkom", "Appkom", "dotkom", "Dotkom", "webkom", "Webkom");
        var number = 0;
        for (var team : teams.entrySet()) {
            settings.put("portal.identity.teams." + team.getKey(), team.getValue());
            settings.put("portal.identity.claim.groups[" + number + "].group", team.getKey());
            settings.put("portal.identity.claim.groups[" + number + "].team", team.getKey());
            settings.put("portal.identity.claim.groups[" + number + "].role", "developer");
            number++;
        }
        return settings;
    }

    /** The provider's own server, to make tokens with. */
    public MockOAuth2Server server() {
        return server;
    }

    private static String page() {
        try (var template = LocalIdentity.class.getResourceAsStream("/local/people.html")) {
            var html = new String(template.readAllBytes(), StandardCharsets.UTF_8).replace("<!--people-->", people());
            var file = Files.createTempFile("portal-people-", ".html");
            file.toFile().deleteOnExit();
            Files.writeString(file, html);
            return file.toString();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String people() {
        return Arrays.stream(LocalPerson.values()).map(LocalIdentity::form).collect(Collectors.joining("\n"));
    }

    private static String form(LocalPerson person) {
        var claims = HtmlUtils.htmlEscape(JSON.writeValueAsString(person.claims()));
        return """
                <form method="post"><input type="hidden" name="username" value="%s"><input type="hidden" name="claims" value="%s">
                <button><span class="face" aria-hidden="true">%s</span><span><b>%s</b><small>%s</small></span></button></form>""".formatted(
                        person.subject(),
                        claims,
                        initials(person),
                        HtmlUtils.htmlEscape(person.fullName()),
                        HtmlUtils.htmlEscape(what(person)));
    }

    private static String initials(LocalPerson person) {
        var names = person.fullName().split(" ", -1);
        return names[0].substring(0, 1) + names[1].charAt(0);
    }

    private static String what(LocalPerson person) {
        return switch (person) {
            case KARI -> "developer in Webkom";
            case OLA -> "developer in Appkom";
            case ADA -> "platform admin";
            case PER -> "member of nothing";
        };
    }

    @Override
    public void close() {
        server.shutdown();
    }
}
