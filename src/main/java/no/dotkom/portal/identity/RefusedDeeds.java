package no.dotkom.portal.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import no.dotkom.portal.audit.Audit;
import no.dotkom.portal.audit.Deed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Writes down what a member asked for and had no right to, also where it was told to be absent. */
final class RefusedDeeds extends OncePerRequestFilter {
    private static final Logger log = LoggerFactory.getLogger(RefusedDeeds.class);
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final int LONGEST = 300;

    private final Audit audit;

    RefusedDeeds(Audit audit) {
        this.audit = audit;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        var status = response.getStatus();
        if ((status == HttpServletResponse.SC_FORBIDDEN || status == HttpServletResponse.SC_NOT_FOUND)
                && !HARMLESS.contains(request.getMethod())
                && request.getAttribute(CurrentMember.ATTRIBUTE) instanceof Member member) {
            record(member, request, status);
        }
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
