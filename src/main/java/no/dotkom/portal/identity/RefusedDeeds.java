package no.dotkom.portal.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import no.dotkom.portal.audit.Audit;
import no.dotkom.portal.audit.Deed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Writes down what a member asked for and had no right to, also where it was told to be absent; at most {@value #MOST} a
 * member and minute.
 */
final class RefusedDeeds extends OncePerRequestFilter {
    private static final Logger log = LoggerFactory.getLogger(RefusedDeeds.class);
    /** So many characters of a path are kept. */
    private static final int LONGEST = 300;

    private static final int MOST = 20;

    private record Count(Instant minute, int refused) {}

    private final Audit audit;
    private final Clock clock;
    /** No more than there are members. */
    private final Map<UUID, Count> counts = new ConcurrentHashMap<>();

    RefusedDeeds(Audit audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        var status = response.getStatus();
        var refused = status == HttpServletResponse.SC_FORBIDDEN
                || status == HttpServletResponse.SC_NOT_FOUND
                || Refusal.of(request) == Refusal.STALE;
        if (refused
                && !FrontGate.SAFE.contains(request.getMethod())
                && request.getAttribute(CurrentMember.ATTRIBUTE) instanceof Member member
                && !member.outsider()
                && isFew(member.id())) {
            record(member, request, status);
        }
    }

    /** What nobody can take out again is not for anybody to fill: so many a member and minute. */
    private boolean isFew(UUID member) {
        var minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        return counts.merge(
                                member,
                                new Count(minute, 1),
                                (old, first) ->
                                        old.minute().equals(minute) ? new Count(minute, old.refused() + 1) : first)
                        .refused()
                <= MOST;
    }

    /** The answer is what it is, also when it cannot be written down. */
    private void record(Member member, HttpServletRequest request, int status) {
        // As it was sent, so with every odd character escaped.
        var path = request.getRequestURI();
        var shown = path.substring(0, Math.min(path.length(), LONGEST));
        try {
            audit.record(new Deed(
                    member.id(),
                    member.name(),
                    "portal",
                    "request.refused",
                    null,
                    null,
                    null,
                    request.getMethod() + " " + shown + " " + status));
        } catch (DataAccessException away) {
            log.warn("A refused request could not be written down: {}", away.getMessage());
        }
    }
}
