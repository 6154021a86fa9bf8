package no.dotkom.portal.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * What platform admins change, they change soon after they proved who they are: a browser that was left open, or a stolen
 * session, changes nothing for everybody (security.md S41).
 */
final class FreshSignIn implements RequestMatcher {
    /** security.md S41. */
    static final Duration LONGEST = Duration.ofMinutes(15);

    /** Matched as controllers are, in whatever spelling. */
    private static final RequestMatcher CHANGES = new OrRequestMatcher(
            PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/admin/**"),
            PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/apps/{app}/{environment}/adoption/abandon"));

    private final Clock clock;

    FreshSignIn(Clock clock) {
        this.clock = clock;
    }

    /** True of a change by an admin that has to wait for a new sign-in; the request is marked then. */
    @Override
    public boolean matches(HttpServletRequest request) {
        var stale = CHANGES.matches(request)
                && request.getAttribute(CurrentMember.ATTRIBUTE) instanceof Member member
                && member.platformAdmin()
                && SecurityContextHolder.getContext().getAuthentication() instanceof MemberAuthentication signIn
                && clock.instant().isAfter(signIn.provedAt().plus(LONGEST));
        if (stale) {
            Refusal.STALE.mark(request);
        }
        return stale;
    }
}
