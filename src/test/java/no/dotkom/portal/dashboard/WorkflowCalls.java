package no.dotkom.portal.dashboard;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.jayway.jsonpath.JsonPath;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import no.dotkom.portal.identity.WorkflowRule;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** The API as workflows of {@code dotkom/grades} use it: with tokens that are, or are nearly, GitHub's. */
abstract class WorkflowCalls extends DashboardPages {
    static final WorkflowRule MAIN = new WorkflowRule("dotkom/grades", 74, 65, "refs/heads/main", "");
    static final String JSON = "application/json";

    static final String IMAGE = "123456789012.dkr.ecr.eu-north-1.amazonaws.com/grades/prd/web";

    /** The wish for a tag of {@link #IMAGE}. */
    static String tagged(String tag) {
        return "{\"image\": \"%s:%s\", \"reason\": \"search\"}".formatted(IMAGE, tag);
    }

    static <T> T at(MockHttpServletResponse answer, String path) {
        return JsonPath.read(text(answer), path);
    }

    static String text(MockHttpServletResponse answer) {
        try {
            return answer.getContentAsString();
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A live environment that trusts the main branch. */
    Scene trusting() {
        var scene = live();
        trusts.add(KARI, scene.ref().id(), scene.ref().name(), MAIN);
        return scene;
    }

    static Map<String, Object> claims() {
        var claims = new HashMap<String, Object>();
        claims.put("iss", DashboardPages.workflowIssuer());
        claims.put("aud", url());
        claims.put("exp", Instant.now().plusSeconds(300));
        claims.put("iat", Instant.now());
        claims.put("nbf", Instant.now().minusSeconds(5));
        claims.put("sub", "repo:dotkom/grades:ref:refs/heads/main");
        claims.put("repository", "dotkom/grades");
        claims.put("repository_id", "74");
        claims.put("repository_owner_id", "65");
        claims.put("ref", "refs/heads/main");
        claims.put("event_name", "push");
        claims.put("actor", "kari");
        claims.put("run_id", "4711");
        return claims;
    }

    static String token() {
        return sign(claims(), KnownKeys.KEY);
    }

    /** With another claim, or without one where {@code value} is empty. */
    static String token(String claim, String value) {
        var claims = claims();
        if (value.isEmpty()) {
            claims.remove(claim);
        } else {
            claims.put(claim, value);
        }
        return sign(claims, KnownKeys.KEY);
    }

    static String sign(Map<String, Object> claims, RSAKey key) {
        return sign(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims, key);
    }

    static String sign(JWSHeader header, Map<String, Object> claims, RSAKey key) {
        try {
            var jwt = new SignedJWT(header, set(claims));
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static JWTClaimsSet set(Map<String, Object> claims) {
        var set = new JWTClaimsSet.Builder();
        claims.forEach(
                (name, value) -> set.claim(name, value instanceof Instant at ? new Date(at.toEpochMilli()) : value));
        return set.build();
    }

    static String api(Scene scene) {
        return "/api/v1" + scene.path();
    }

    static MockHttpServletRequestBuilder wish(Scene scene, String json) {
        return post(api(scene) + "/versions").contentType(JSON).content(json);
    }

    MockHttpServletResponse read(String path) {
        return ask(token(), get(path));
    }

    MockHttpServletResponse ask(String token, MockHttpServletRequestBuilder request) {
        request.header("Host", url().substring("http://".length()));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return withItsFilters().perform(request).andReturn().getResponse();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
