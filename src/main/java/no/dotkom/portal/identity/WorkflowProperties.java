package no.dotkom.portal.identity;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose workflows may ask at all.
 *
 * @param issuer of their tokens, compared whole; https, or a loopback address
 * @param keys where its signing keys are; by default below the issuer, where GitHub has them
 */
@ConfigurationProperties("portal.workflows")
public record WorkflowProperties(
        @DefaultValue("https://token.actions.githubusercontent.com")
        URI issuer,

        @Nullable URI keys) {
    public WorkflowProperties {
        keys = keys == null ? URI.create(issuer + "/.well-known/jwks") : keys;
        for (var address : new URI[] {issuer, keys}) {
            if (!IdentityProperties.isSafe(address)) {
                throw new IllegalArgumentException("portal.workflows names " + address
                        + ": an issuer without TLS is allowed on this machine only");
            }
        }
    }
}
