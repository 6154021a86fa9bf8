package no.dotkom.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.dotkom.portal.identity.IdentityProperties.Claim;
import no.dotkom.portal.identity.IdentityProperties.Group;
import no.dotkom.portal.identity.IdentityProperties.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stops the start, and with which sentence. */
class SettingsTest {
    static final String KEY = "bG9jYWwgbG9jYWwgbG9jYWwgbG9jYWwgbG9jYWwgISE=";
    static final Claim CLAIM = new Claim(
            "groups",
            Set.of("platform-admins"),
            List.of(
                    new Group("webkom", "webkom", Role.DEVELOPER),
                    new Group("webkom-leads", "webkom", Role.MAINTAINER),
                    new Group("appkom", "appkom", Role.VIEWER)));

    static IdentityProperties properties(String issuer, String key, Claim claim, List<Person> people) {
        return new IdentityProperties(
                URI.create(issuer),
                "portal",
                "secret-value",
                Set.of("openid"),
                key,
                claim,
                people,
                Map.of("webkom", "Webkom", "appkom", "Appkom"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://portal.online.ntnu.no, __Host-portal, true",
        "http://localhost:8080, portal, false",
        "https://portal.online.ntnu.no/, __Host-portal, true"
    })
    void cookiesAreTiedToTheHostWhereThereIsTls(URI url, String cookie, boolean secure) {
        var address = new PublicAddress(url, List.of());
        assertThat(address.cookieName("portal")).isEqualTo(cookie);
        assertThat(address.secure()).isEqualTo(secure);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://portal.online.ntnu.no",
                "http://localhost.evil.example:8080",
                "http://127.0.0.1:8080",
                "ftp://localhost"
            })
    void anAddressWithoutTlsStopsTheStart(URI url) {
        assertThatThrownBy(() -> new PublicAddress(url, List.of()))
                .hasMessage("portal.url (PORTAL_URL) is " + url
                        + ": an address without TLS is allowed for http://localhost only");
    }

    @Test
    void onlyTheWholeHostIsServed() {
        var address = new PublicAddress(URI.create("https://portal.online.ntnu.no"), List.of("old.online.ntnu.no"));
        assertThat(address.serves("portal.online.ntnu.no")).isTrue();
        assertThat(address.serves("PORTAL.online.ntnu.no")).isTrue();
        assertThat(address.serves("old.online.ntnu.no")).isTrue();
        for (var other :
                new String[] {"portal.online.ntnu.no:444", "x.portal.online.ntnu.no", "portal.online.ntnu.no.", ""}) {
            assertThat(address.serves(other)).as(other).isFalse();
        }
        assertThat(address.serves(null)).isFalse();
    }

    @Test
    void aClaimNeedsAKeyThatSealsTokens() {
        for (var key : new String[] {"", "short", "bm90IDMyIGJ5dGVz"}) {
            assertThatThrownBy(() -> properties("https://auth.example", key, CLAIM, List.of()))
                    .hasMessageContaining("portal.identity.token-key must be 32 random bytes in base64");
        }
        assertThatCode(() -> properties("https://auth.example", KEY, CLAIM, List.of()))
                .doesNotThrowAnyException();
    }

    @Test
    void aProviderWithoutTlsIsForThisMachineOnly() {
        assertThatThrownBy(() -> properties("http://auth.example", KEY, CLAIM, List.of()))
                .hasMessageContaining("portal.identity.issuer is http://auth.example");
        assertThatCode(() -> properties("http://localhost:8082/dotkom", KEY, CLAIM, List.of()))
                .doesNotThrowAnyException();
    }

    @Test
    void aTeamThatIsNotNamedStopsTheStart() {
        var people = List.of(new Person("a", false, Map.of("nokom", Role.VIEWER)));
        assertThatThrownBy(() -> properties("https://auth.example", KEY, CLAIM, people))
                .hasMessage("portal.identity.teams does not name the team nokom");
    }

    @Test
    void theSecretIsNotPrinted() {
        assertThat(properties("https://auth.example", KEY, CLAIM, List.of()).toString())
                .doesNotContain("secret-value", KEY);
        assertThat(new Tokens("access", Instant.EPOCH, "refresh").toString()).doesNotContain("access", "refresh");
    }
}
