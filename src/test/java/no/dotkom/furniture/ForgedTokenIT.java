package no.dotkom.furniture;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import no.dotkom.portal.local.Visitor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** security.md S33: ID tokens that are not the provider's, not for us, not for now, or not for this sign-in. */
@SpringBootTest(classes = FurnitureApplication.class, webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
class ForgedTokenIT {
    private static final RSAKey KEY = key("real");
    private static final RSAKey OTHER = key("real");
    private static final ForgingProvider PROVIDER = new ForgingProvider(KEY);
    private static final int PORT = RunningFurniture.freePort();
    private static final String URL = "http://localhost:" + PORT;

    @DynamicPropertySource
    static void forging(DynamicPropertyRegistry registry) {
        var settings = RunningFurniture.identity().settings();
        settings.put("portal.identity.issuer", PROVIDER.issuer());
        RunningFurniture.settings(registry, PORT, settings);
    }

    @AfterAll
    static void stop() {
        PROVIDER.close();
    }

    private static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static JWTClaimsSet claims(String nonce, Consumer<JWTClaimsSet.Builder> change) {
        var now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .issuer(PROVIDER.issuer())
                .subject("kari")
                .audience("portal")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("name", "Kari")
                .claim("groups", List.of("webkom"))
                .claim("nonce", nonce);
        change.accept(claims);
        return claims.build();
    }

    private static JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("real").type(JOSEObjectType.JWT);
    }

    private static String signed(JWSHeader header, JWSSigner signer, JWTClaimsSet claims) {
        try {
            var token = new SignedJWT(header, claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** By the provider itself, with a change of what it says. */
    private static UnaryOperator<String> saying(Consumer<JWTClaimsSet.Builder> change) {
        return nonce -> signed(header().build(), signer(KEY), claims(nonce, change));
    }

    private static UnaryOperator<String> by(JWSHeader header, JWSSigner signer) {
        return nonce -> signed(header, signer, claims(nonce, claims -> {}));
    }

    private static JWSSigner signer(RSAKey key) {
        try {
            return new RSASSASigner(key);
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static JWSSigner secret(byte[] bytes) {
        try {
            return new MACSigner(Arrays.copyOf(bytes, Math.max(32, bytes.length)));
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static byte[] published() {
        try {
            return KEY.toRSAPublicKey().getEncoded();
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Date at(long seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    static Stream<Arguments> forged() {
        var mac = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("real").build();
        return Stream.of(
                Arguments.of("not signed", (UnaryOperator<String>)
                        nonce -> new PlainJWT(claims(nonce, claims -> {})).serialize()),
                Arguments.of("signed with the published key as a secret", by(mac, secret(published()))),
                Arguments.of("signed with the client's secret", by(mac, secret("local".getBytes()))),
                Arguments.of("signed with another key of that name", by(header().build(), signer(OTHER))),
                Arguments.of(
                        "signed with a key that it brings along",
                        by(header().jwk(OTHER.toPublicJWK()).build(), signer(OTHER))),
                Arguments.of(
                        "signed with a key that lies elsewhere",
                        by(
                                header().jwkURL(URI.create(PROVIDER.issuer() + "/stolen"))
                                        .build(),
                                signer(OTHER))),
                Arguments.of("by another issuer", saying(claims -> claims.issuer("https://id.example.org"))),
                Arguments.of("by one that looks alike", saying(claims -> claims.issuer(PROVIDER.issuer() + "/"))),
                Arguments.of("by nobody", saying(claims -> claims.issuer(null))),
                Arguments.of("for another client", saying(claims -> claims.audience("wiki"))),
                Arguments.of("for nobody", saying(claims -> claims.audience((String) null))),
                Arguments.of(
                        "for two, and none of them asked",
                        saying(claims -> claims.audience(List.of("portal", "wiki")))),
                Arguments.of(
                        "for two, and the other one asked",
                        saying(claims ->
                                claims.audience(List.of("portal", "wiki")).claim("azp", "wiki"))),
                Arguments.of("ended", saying(claims -> claims.expirationTime(at(-3_600)))),
                Arguments.of("without an end", saying(claims -> claims.expirationTime(null))),
                Arguments.of("not begun", saying(claims -> claims.notBeforeTime(at(3_600)))),
                Arguments.of("made in the future", saying(claims -> claims.issueTime(at(3_600)))),
                Arguments.of("for another sign-in", saying(claims -> claims.claim("nonce", "other"))),
                Arguments.of("for no sign-in", saying(claims -> claims.claim("nonce", null))),
                Arguments.of("about nobody", saying(claims -> claims.subject(null))),
                Arguments.of(
                        "an access token",
                        by(header().type(new JOSEObjectType("at+jwt")).build(), signer(KEY))),
                Arguments.of("no token", (UnaryOperator<String>) nonce -> "kari"));
    }

    private static String signIn(Visitor visitor) throws IOException, InterruptedException {
        var token = Visitor.token(visitor.get("/login").body());
        var start = visitor.post("/login", Map.of("return", "/preferences", "_csrf", token));
        var back = visitor.follow(start);
        return visitor.follow(back).headers().firstValue("Location").orElseThrow();
    }

    @Test
    void theProvidersOwnSignsIn() throws IOException, InterruptedException {
        // Given
        PROVIDER.sign(saying(claims -> {}));
        var visitor = new Visitor(URL);

        // Then
        assertThat(signIn(visitor)).isEqualTo("/preferences");
        assertThat(visitor.get("/preferences").statusCode()).isEqualTo(200);
    }

    /** S41: a session that the provider has kept since the morning is no fresh sign-in. */
    @ParameterizedTest
    @CsvSource({"-1000, 303", "-10, 404"})
    void aFreshSignInIsAsOldAsItsProof(long age, int status) throws IOException, InterruptedException {
        // Given
        var proved = DemoClock.INSTANCE.instant().getEpochSecond() + age;
        PROVIDER.sign(saying(
                claims -> claims.claim("groups", List.of("platform-admins")).claim("auth_time", proved)));
        var visitor = new Visitor(URL);
        assertThat(signIn(visitor)).isEqualTo("/preferences");

        // When
        var token = Visitor.token(visitor.get("/preferences").body());
        var answer = visitor.post("/admin/nothing", Map.of("_csrf", token));

        // Then
        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forged")
    void aForgedOneSignsNobodyIn(String what, UnaryOperator<String> token) throws IOException, InterruptedException {
        // Given
        PROVIDER.sign(token);
        var visitor = new Visitor(URL);

        // Then
        assertThat(signIn(visitor)).isEqualTo("/login?said=failed");
        assertThat(visitor.get("/preferences").statusCode()).isEqualTo(303);
        assertThat(PROVIDER.asked()).contains("/forging/token").doesNotContain("/forging/stolen");
    }
}
