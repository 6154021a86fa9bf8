package no.dotkom.portal.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Turns the session into the member with the rights of this moment; ends sessions that are over. */
final class MemberFilter extends OncePerRequestFilter {
    /** However active: after this time everybody signs in again. */
    static final Duration LONGEST = Duration.ofHours(12);

    private final Members members;
    private final Clock clock;

    MemberFilter(Members members, Clock clock) {
        this.members = members;
        this.clock = clock;
    }

    static boolean isOver(MemberAuthentication signIn, Clock clock) {
        return !clock.instant().isBefore(signIn.signedInAt().plus(LONGEST));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof MemberAuthentication signIn) {
            admit(signIn, request);
        }
        chain.doFilter(request, response);
    }

    private void admit(MemberAuthentication signIn, HttpServletRequest request) {
        var member = isOver(signIn, clock) ? Optional.<Member>empty() : members.current(signIn.member());
        var session = request.getSession(false);
        if (member.isEmpty() || session == null) {
            if (session != null) {
                session.invalidate();
            }
            SecurityContextHolder.clearContext();
            return;
        }
        request.setAttribute(CurrentMember.ATTRIBUTE, member.get());
        request.setAttribute(SignIn.class.getName(), new SignIn(session.getId(), signIn.member(), signIn.signedInAt()));
    }
}
