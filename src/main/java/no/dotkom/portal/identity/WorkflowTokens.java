package no.dotkom.portal.identity;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import no.dotkom.portal.identity.port.SigningKeys;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;

/**
 * Reads the tokens of workflows: signed with RS256 by a key of the one issuer, for this portal alone, of this moment.
 * Keys that a token itself names or brings along are not looked at.
 */
@Component
class WorkflowTokens {
    private static final Duration SKEW = Duration.ofSeconds(30);
    /** Longer than any that GitHub gives out (2 kB). */
    private static final int LONGEST = 16 * 1024;

    private final JwtDecoder decoder;

    WorkflowTokens(WorkflowProperties properties, PublicAddress address, SigningKeys keys, Clock clock) {
        var source = new KeptKeys(Objects.requireNonNull(properties.keys()), keys, clock);
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, source));
        // Checked below, by the clock that may be moved.
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        var nimbus = new NimbusJwtDecoder(processor);
        var times = new JwtTimestampValidator(SKEW);
        times.setClock(clock);
        nimbus.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                times,
                new JwtIssuerValidator(properties.issuer().toString()),
                new JwtClaimValidator<List<String>>(
                        "aud", aud -> List.of(address.origin()).equals(aud)),
                new JwtClaimValidator<>("exp", Objects::nonNull)));
        this.decoder = nimbus;
    }

    /**
     * Who sends it.
     *
     * @throws BadJwtException when it is not one of them
     * @throws org.springframework.security.oauth2.jwt.JwtException of another kind when that cannot be told now
     */
    Workflow read(String token) {
        if (token.length() > LONGEST) {
            throw new BadJwtException("The token is too long");
        }
        var jwt = decoder.decode(token);
        return new Workflow(
                text(jwt, "repository"),
                number(jwt, "repository_id"),
                number(jwt, "repository_owner_id"),
                text(jwt, "ref"),
                jwt.hasClaim("environment") ? text(jwt, "environment") : "",
                text(jwt, "event_name"),
                text(jwt, "actor"),
                number(jwt, "run_id"),
                Objects.requireNonNull(jwt.getExpiresAt()));
    }

    private static String text(Jwt jwt, String claim) {
        if (jwt.getClaims().get(claim) instanceof String text && !text.isBlank() && text.length() <= 300) {
            return text;
        }
        throw new BadJwtException("The token has no " + claim);
    }

    /** GitHub's numbers are texts. */
    private static long number(Jwt jwt, String claim) {
        var text = text(jwt, claim);
        if (!WorkflowRule.isId(text)) {
            throw new BadJwtException("The token has no " + claim);
        }
        return Long.parseLong(text);
    }
}
