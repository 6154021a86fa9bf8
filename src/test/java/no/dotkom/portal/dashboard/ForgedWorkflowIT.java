package no.dotkom.portal.dashboard;

import static no.dotkom.portaldb.Tables.AUDIT_EVENT;
import static no.dotkom.portaldb.Tables.VERSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import no.dotkom.portal.local.LocalIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** S34, P07, P15, P26: what looks like a token of GitHub's and is none opens nothing and leaves nothing behind. */
class ForgedWorkflowIT extends WorkflowCalls {
    private static final RSAKey STRANGE = KnownKeys.make("strange");
    private static final RSAKey SAME_NAME = KnownKeys.make("known");

    @Autowired
    private KnownKeys keys;

    private static Stream<Arguments> forged() throws JOSEException {
        var forged = new LinkedHashMap<String, String>();
        forged.put("none", new PlainJWT(set(claims())).serialize());
        forged.put("no token at all", "");
        forged.put("no JWT", "ghp_0123456789abcdef");
        forged.put("the public key as a secret", hmac());
        forged.put("another key", sign(claims(), STRANGE));
        forged.put("another key of the same name", sign(claims(), SAME_NAME));
        forged.put("a key that it brings along", brought());
        forged.put("a key that it names", named());
        forged.put("another payload", changed());
        forged.put("another type", typed());
        forged.put("too long", token("actor", "k".repeat(20_000)));
        claim(forged, "over", claims -> claims.put("exp", Instant.now().minusSeconds(60)));
        claim(forged, "without end", claims -> claims.remove("exp"));
        claim(forged, "of later", claims -> claims.put("nbf", Instant.now().plusSeconds(120)));
        claim(forged, "for AWS", claims -> claims.put("aud", "sts.amazonaws.com"));
        claim(forged, "for another besides", claims -> claims.put("aud", List.of(url(), "sts.amazonaws.com")));
        claim(forged, "for nobody", claims -> claims.remove("aud"));
        claim(forged, "of a look-alike", claims -> claims.put("iss", workflowIssuer() + "/"));
        claim(forged, "of the sign-in", claims -> claims.put("iss", signInIssuer()));
        claim(forged, "without a repository", claims -> claims.remove("repository"));
        claim(forged, "without its id", claims -> claims.remove("repository_id"));
        claim(forged, "an id that is a name", claims -> claims.put("repository_id", "74 "));
        claim(forged, "an id that is a number", claims -> claims.put("repository_id", 74));
        claim(forged, "a list of repositories", claims -> claims.put("repository", List.of("dotkom/grades")));
        claim(forged, "without an event", claims -> claims.remove("event_name"));
        return forged.entrySet().stream().map(each -> Arguments.of(each.getKey(), each.getValue()));
    }

    private static void claim(Map<String, String> forged, String name, Consumer<Map<String, Object>> change) {
        var claims = claims();
        change.accept(claims);
        forged.put(name, sign(claims, KnownKeys.KEY));
    }

    private static String hmac() throws JOSEException {
        var jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("known").build(), set(claims()));
        jwt.sign(new MACSigner(KnownKeys.KEY.toRSAPublicKey().getEncoded()));
        return jwt.serialize();
    }

    private static String brought() {
        return sign(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID("strange")
                        .jwk(STRANGE.toPublicJWK())
                        .build(),
                claims(),
                STRANGE);
    }

    private static String named() {
        return sign(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID("strange")
                        .jwkURL(URI.create("https://evil.example/jwks"))
                        .x509CertURL(URI.create("https://evil.example/x5u"))
                        .build(),
                claims(),
                STRANGE);
    }

    private static String changed() {
        var parts = token().split("\\.");
        var other = token("actor", "eve").split("\\.");
        return parts[0] + "." + other[1] + "." + parts[2];
    }

    private static String typed() {
        return sign(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID("known")
                        .type(new JOSEObjectType("logout+jwt"))
                        .build(),
                claims(),
                KnownKeys.KEY);
    }

    private static String signInIssuer() {
        try (var other = LocalIdentity.start(0)) {
            return other.issuer();
        }
    }

    private List<Integer> written() {
        return List.of(sql.fetchCount(VERSION), sql.fetchCount(AUDIT_EVENT));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forged")
    void itOpensNothing(String name, String token) {
        // Given
        var scene = trusting();
        var before = written();

        // When
        var deployed = ask(token, wish(scene, "{\"image\": \"web:1.5\"}"));
        var read = ask(token, get(api(scene)));

        // Then
        assertThat(deployed.getStatus()).isEqualTo(401);
        assertThat(deployed.getHeader("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(deployed.getContentType()).startsWith("application/problem+json");
        assertThat(read.getStatus()).isEqualTo(401);
        assertThat(written()).isEqualTo(before);
    }

    @Test
    void aTokenElsewhereThanInItsHeaderIsNone() {
        // Given
        var scene = trusting();

        // Then
        for (var name : List.of("token", "access_token", "id_token", "authorization")) {
            assertThat(ask("", get(api(scene) + "?" + name + "=" + token())).getStatus())
                    .as(name)
                    .isEqualTo(401);
        }
    }

    @Test
    void aTokenOfAWorkflowOpensNoPage() {
        // Given
        var scene = trusting();

        // Then
        assertThat(ask(token(), get(scene.path())).getStatus()).isEqualTo(303);
    }

    /** Whoever sends tokens of keys that nobody has does not make the portal ask GitHub each time. */
    @Test
    void unknownKeysAreNotAskedForAgainAndAgain() {
        // Given
        ask(token(), get("/api/v1/apps"));
        var before = keys.asked().size();

        // When
        for (var time = 0; time < 20; time++) {
            ask(sign(claims(), STRANGE), get("/api/v1/apps"));
        }

        // Then
        assertThat(keys.asked())
                .hasSizeLessThanOrEqualTo(before + 1)
                .allMatch(asked -> asked.toString().equals(workflowIssuer() + "/.well-known/jwks"));
    }
}
