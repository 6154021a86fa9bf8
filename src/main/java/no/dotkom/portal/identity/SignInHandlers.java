package no.dotkom.portal.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/** What happens when the identity provider sends somebody back. */
@Component
class SignInHandlers implements OAuth2AuthorizedClientRepository {
    private static final Logger log = LoggerFactory.getLogger(SignInHandlers.class);
    /** So many characters of what somebody else says go into the log. */
    private static final int LONGEST = 300;

    private static final String CLIENT = OAuth2AuthorizedClient.class.getName();

    /** Session attribute: the page that was asked for before. */
    static final String RETURN = "portal.return";

    private final Members members;
    private final SignInTokens tokens;
    private final Clock clock;
    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

    SignInHandlers(Members members, SignInTokens tokens, Clock clock) {
        this.members = members;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The session keeps who it is; the provider's tokens go, sealed, to a table of their own. */
    void signedIn(HttpServletRequest request, HttpServletResponse response, Authentication by) {
        var user = (OidcUser) ((OAuth2AuthenticationToken) by).getPrincipal();
        // The verified ID token has both; without them nobody would be known.
        var issuer = Objects.requireNonNull(user.getIssuer()).toString();
        var subject = Objects.requireNonNull(user.getSubject());
        var person = new MembershipSource.Person(issuer, subject, user.getClaims());
        var member = members.signedIn(person, name(user, subject));
        keepTokens(member, request);
        var now = clock.instant();
        var proved = Objects.requireNonNullElse(user.getAuthenticatedAt(), now);
        var context = new SecurityContextImpl(new MemberAuthentication(member, now, proved));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        log.info("Member {} signed in", member);
        seeOther(response, takeReturn(request));
    }

    private void keepTokens(UUID member, HttpServletRequest request) {
        if (request.getAttribute(CLIENT) instanceof OAuth2AuthorizedClient client) {
            var access = client.getAccessToken();
            var refresh = client.getRefreshToken();
            tokens.keep(
                    member,
                    new Tokens(
                            access.getTokenValue(),
                            Objects.requireNonNullElse(access.getExpiresAt(), clock.instant()),
                            refresh == null ? null : refresh.getTokenValue()));
        }
    }

    private static String name(OidcUser user, String otherwise) {
        var name = user.getFullName();
        return name == null || name.isBlank() ? otherwise : name.strip();
    }

    private static String takeReturn(HttpServletRequest request) {
        var session = request.getSession();
        var path = session.getAttribute(RETURN) instanceof String kept ? ReturnPath.of(kept) : ReturnPath.HOME;
        session.removeAttribute(RETURN);
        return path.value();
    }

    void failed(HttpServletRequest request, HttpServletResponse response, AuthenticationException why) {
        var down = causedBy(why, IdentityProvider.UnreachableException.class);
        log.warn("A sign-in failed: {}", down ? "the identity provider does not answer" : line(why.getMessage()));
        seeOther(response, down ? "/login?said=down" : "/login?said=failed");
    }

    /** What came back in the address is anybody's: in the log it is one line, and no long one. */
    private static String line(@Nullable String text) {
        var line = String.valueOf(text).replaceAll("[\\p{Cntrl}\u2028\u2029]+", " ");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }

    private static boolean causedBy(@Nullable Throwable thrown, Class<?> type) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    static void seeOther(HttpServletResponse response, String path) {
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(HttpHeaders.LOCATION, path);
    }

    /** Kept only until {@link #signedIn} takes it, in the same request. */
    @Override
    public void saveAuthorizedClient(
            OAuth2AuthorizedClient client,
            Authentication principal,
            HttpServletRequest request,
            HttpServletResponse response) {
        request.setAttribute(CLIENT, client);
    }

    @Override
    public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
            String registration, Authentication principal, HttpServletRequest request) {
        return null;
    }

    @Override
    public void removeAuthorizedClient(
            String registration, Authentication principal, HttpServletRequest request, HttpServletResponse response) {
        request.removeAttribute(CLIENT);
    }
}
