package no.dotkom.portal.identity;

import java.time.Clock;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.stereotype.Component;

/** The sign-ins that last, for what outlives a request, and whether there can be new ones. */
@Component
public class SignIns {
    private final SessionRepository<? extends Session> sessions;
    private final Members members;
    private final IdentityProvider provider;
    private final Clock clock;

    SignIns(SessionRepository<? extends Session> sessions, Members members, IdentityProvider provider, Clock clock) {
        this.sessions = sessions;
        this.members = members;
        this.provider = provider;
        this.clock = clock;
    }

    /**
     * The member with the rights of this moment, while the session lasts. Counts as activity: a page that is looked at
     * keeps its session.
     */
    public Optional<Member> stillIn(SignIn signIn) {
        return touched(sessions, signIn.session())
                .filter(kept -> kept.member().equals(signIn.member()) && !MemberFilter.isOver(kept, clock))
                .flatMap(kept -> members.current(kept.member()));
    }

    /** False while the identity provider does not answer; costs at most a few seconds every ten. */
    public boolean possible() {
        return provider.answersNow();
    }

    private <S extends Session> Optional<MemberAuthentication> touched(SessionRepository<S> in, String id) {
        var session = in.findById(id);
        if (session == null) {
            return Optional.empty();
        }
        SecurityContext context =
                session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY);
        if (context == null || !(context.getAuthentication() instanceof MemberAuthentication kept)) {
            return Optional.empty();
        }
        session.setLastAccessedTime(clock.instant());
        in.save(session);
        return Optional.of(kept);
    }
}
