package no.dotkom.portal.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserRequest;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;

/**
 * The one OIDC provider. Its discovery document is read when it is first needed, so the portal starts while the provider
 * is down; a document of another issuer stops the start.
 */
@Component
class IdentityProvider implements ClientRegistrationRepository, SmartInitializingSingleton {
    private static final Logger log = LoggerFactory.getLogger(IdentityProvider.class);

    /** The name of the one registration; part of the redirect address. */
    static final String LOGIN = "login";

    /** Nobody waits longer than this for the provider. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** The sign-in page asks at most this often whether the provider answers. */
    private static final Duration ASKED = Duration.ofSeconds(10);

    /** A token that ends within this time is not used any more. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    /** What the user info endpoint said. */
    sealed interface UserInfo {
        record Read(Map<String, Object> claims, Tokens tokens) implements UserInfo {}

        record Silent(String why) implements UserInfo {}

        record Refused() implements UserInfo {}
    }

    private final IdentityProperties properties;
    private final PublicAddress address;
    private final Clock clock;
    private volatile @Nullable ClientRegistration known;
    private volatile boolean answers = true;
    private volatile Instant askedAt = Instant.MIN;

    IdentityProvider(IdentityProperties properties, PublicAddress address, Clock clock) {
        this.properties = properties;
        this.address = address;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!answersNow()) {
            log.warn("The identity provider {} does not answer: nobody can sign in until it does", properties.issuer());
        }
    }

    /** Whether the provider answers; asked anew when the last answer is some seconds old. */
    boolean answersNow() {
        if (Duration.between(askedAt, clock.instant()).compareTo(ASKED) >= 0) {
            try {
                known = discover();
            } catch (UnreachableException silent) {
                log.debug("The identity provider does not answer", silent);
            }
        }
        return answers;
    }

    @Override
    public ClientRegistration findByRegistrationId(String id) {
        if (!id.equals(LOGIN)) {
            throw new IllegalArgumentException("There is one registration");
        }
        var registration = known;
        if (registration == null) {
            registration = discover();
            known = registration;
        }
        return registration;
    }

    private ClientRegistration discover() {
        try {
            var found = inTime(() -> ClientRegistrations.fromIssuerLocation(
                            properties.issuer().toString())
                    .registrationId(LOGIN)
                    .clientId(properties.clientId())
                    .clientSecret(properties.clientSecret())
                    .scope(properties.scopes())
                    .redirectUri(address.of("/login/oauth2/code/" + LOGIN))
                    .build());
            answers = true;
            return found;
        } catch (IllegalArgumentException | UnreachableException unreachable) {
            answers = false;
            throw new UnreachableException(unreachable);
        } finally {
            askedAt = clock.instant();
        }
    }

    /** The claims of somebody who signed in earlier; refreshes the access token when it is old. */
    UserInfo userInfo(Tokens held, String subject) {
        try {
            var registration = findByRegistrationId(LOGIN);
            var tokens = valid(held, registration);
            var claims = inTime(() -> new DefaultOAuth2UserService()
                    .loadUser(new OAuth2UserRequest(registration, access(tokens)))
                    .getAttributes());
            return subject.equals(claims.get("sub")) ? new UserInfo.Read(claims, tokens) : new UserInfo.Refused();
        } catch (OAuth2AuthorizationException refusedOrSilent) {
            return said(refusedOrSilent.getError().getErrorCode().equals("invalid_grant"), refusedOrSilent);
        } catch (OAuth2AuthenticationException refusedOrSilent) {
            return said(refusedOrSilent.getCause() instanceof HttpClientErrorException.Unauthorized, refusedOrSilent);
        } catch (UnreachableException silent) {
            return new UserInfo.Silent("the identity provider does not answer");
        } catch (NothingToRefreshException over) {
            return new UserInfo.Refused();
        }
    }

    private static UserInfo said(boolean refused, Exception how) {
        return refused ? new UserInfo.Refused() : new UserInfo.Silent(String.valueOf(how.getMessage()));
    }

    private Tokens valid(Tokens held, ClientRegistration registration) {
        if (clock.instant().plus(MARGIN).isBefore(held.accessExpires())) {
            return held;
        }
        var refresh = held.refresh();
        if (refresh == null) {
            throw new NothingToRefreshException();
        }
        var answer = inTime(() -> new RestClientRefreshTokenTokenResponseClient()
                .getTokenResponse(new OAuth2RefreshTokenGrantRequest(
                        registration, access(held), new OAuth2RefreshToken(refresh, null))));
        var next = answer.getRefreshToken();
        var token = answer.getAccessToken();
        return new Tokens(
                token.getTokenValue(),
                Objects.requireNonNullElse(token.getExpiresAt(), clock.instant()),
                next == null ? refresh : next.getTokenValue());
    }

    private static OAuth2AccessToken access(Tokens tokens) {
        return new OAuth2AccessToken(
                OAuth2AccessToken.TokenType.BEARER,
                tokens.access(),
                tokens.accessExpires().minusSeconds(1),
                tokens.accessExpires());
    }

    /** Calls the provider, but waits no longer than {@link #PATIENCE}. */
    private static <T> T inTime(Callable<T> call) {
        var answer = new CompletableFuture<T>();
        Thread.ofVirtual().name("identity-provider").start(() -> {
            try {
                answer.complete(call.call());
            } catch (Exception failed) {
                answer.completeExceptionally(failed);
            }
        });
        try {
            return answer.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException own) {
                throw own;
            }
            throw new UnreachableException(failed);
        }
    }

    /** The provider did not answer, or not in time. */
    static final class UnreachableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnreachableException(Throwable why) {
            super("The identity provider does not answer", why);
        }
    }

    private static final class NothingToRefreshException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
