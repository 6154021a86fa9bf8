package no.dotkom.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import no.dotkom.portal.identity.IdentityProvider.UserInfo;
import no.dotkom.portal.local.LocalIdentity;
import no.dotkom.portal.local.LocalPerson;
import org.junit.jupiter.api.Test;

/** A provider that is there, away, or another one. */
class IdentityProviderIT {
    private static final PublicAddress ADDRESS = new PublicAddress(URI.create("http://localhost:8080"), List.of());

    private static IdentityProvider provider(String issuer, Clock clock) {
        var properties = SettingsTest.properties(issuer, SettingsTest.KEY, SettingsTest.CLAIM, List.of());
        return new IdentityProvider(properties, ADDRESS, clock);
    }

    private static Tokens tokens(LocalIdentity identity, LocalPerson person) {
        var access = identity.server().issueToken("dotkom", person.subject(), "portal", person.claims());
        return new Tokens(access.serialize(), Instant.now().plus(Duration.ofHours(1)), null);
    }

    @Test
    void theGroupsOfASignInAreReadAgain() {
        try (var identity = LocalIdentity.start(0)) {
            var provider = provider(identity.issuer(), Clock.systemUTC());
            var held = tokens(identity, LocalPerson.KARI);
            assertThat(provider.userInfo(held, "kari")).isInstanceOfSatisfying(UserInfo.Read.class, read -> {
                assertThat(read.claims()).containsEntry("groups", List.of("webkom"));
                assertThat(read.tokens()).isEqualTo(held);
            });
            assertThat(provider.userInfo(held, "ola")).isInstanceOf(UserInfo.Refused.class);
        }
    }

    @Test
    void anAccessTokenThatEndedAndCannotBeRefreshedEndsTheSignIn() {
        try (var identity = LocalIdentity.start(0)) {
            var provider = provider(identity.issuer(), Clock.systemUTC());
            var ended = new Tokens("old", Instant.now().minusSeconds(1), null);
            assertThat(provider.userInfo(ended, "kari")).isInstanceOf(UserInfo.Refused.class);
        }
    }

    @Test
    void aProviderThatIsAwayDoesNotStopTheStartAndIsFoundWhenItIsBack() {
        // Given
        var clock = Clock.offset(Clock.systemUTC(), Duration.ZERO);
        var identity = LocalIdentity.start(0);
        var issuer = identity.issuer();
        var held = tokens(identity, LocalPerson.KARI);
        identity.close();
        var provider = provider(issuer, clock);

        // When
        provider.afterSingletonsInstantiated();

        // Then
        assertThat(provider.answersNow()).isFalse();
        assertThat(provider.userInfo(held, "kari")).isInstanceOf(UserInfo.Silent.class);
        try (var back = LocalIdentity.start(URI.create(issuer).getPort())) {
            assertThat(back.issuer()).isEqualTo(issuer);
            assertThat(provider.findByRegistrationId("login").getClientId()).isEqualTo("portal");
            assertThat(provider.answersNow()).isTrue();
        }
    }

    @Test
    void aDocumentOfAnotherIssuerStopsTheStart() throws IOException {
        // Given
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var document = """
                {"issuer":"https://evil.example","authorization_endpoint":"https://evil.example/a",
                 "token_endpoint":"https://evil.example/t","jwks_uri":"https://evil.example/j",
                 "subject_types_supported":["public"]}""".getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, document.length);
            exchange.getResponseBody().write(document);
            exchange.close();
        });
        server.start();

        // When
        var provider = provider("http://localhost:" + server.getAddress().getPort(), Clock.systemUTC());

        // Then
        assertThatThrownBy(provider::afterSingletonsInstantiated)
                .hasMessageContaining("https://evil.example")
                .hasMessageContaining("did not match the requested issuer");
        server.stop(0);
    }

    @Test
    void theRedirectAddressIsOursWhateverWasAsked() {
        try (var identity = LocalIdentity.start(0)) {
            var registration = provider(identity.issuer(), Clock.systemUTC()).findByRegistrationId("login");
            assertThat(registration.getRedirectUri()).isEqualTo("http://localhost:8080/login/oauth2/code/login");
            assertThat(registration.getScopes()).containsExactly("openid");
        }
    }
}
