package no.dotkom.portal.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns away what is not meant for this host (421), and what another site sends: neighbours under the same domain count
 * as the same site for cookies, so an unsafe method and a stream need a request from our own pages (403).
 */
final class FrontGate extends OncePerRequestFilter {
    private static final Logger log = LoggerFactory.getLogger(FrontGate.class);
    /** They change nothing (RFC 9110 §9.2.1). */
    static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    /** The load balancer asks these by address, not by name. */
    private static final Set<String> PROBES = Set.of("/livez", "/readyz");

    /** Matched as controllers are, in whatever spelling; an application may be called {@code stream}. */
    private static final RequestMatcher STREAMS = new OrRequestMatcher(
            PathPatternRequestMatcher.pathPattern("/events"),
            PathPatternRequestMatcher.pathPattern("/apps/{app}/{environment}/logs/stream"));

    private final PublicAddress address;
    private final boolean browsers;

    FrontGate(PublicAddress address) {
        this(address, true);
    }

    private FrontGate(PublicAddress address, boolean browsers) {
        this.address = address;
        this.browsers = browsers;
    }

    /** For what takes no cookie: a page of others has no token to send along. */
    static FrontGate ofApi(PublicAddress address) {
        return new FrontGate(address, false);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (PROBES.contains(request.getRequestURI())) {
            chain.doFilter(request, response);
        } else if (!address.serves(request.getHeader(HttpHeaders.HOST))) {
            turnAway(request, response, 421, "This host is not served here.");
        } else if (browsers && isGuarded(request) && !isOurs(request)) {
            turnAway(request, response, 403, "This request did not come from a page of the portal.");
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isGuarded(HttpServletRequest request) {
        return !SAFE.contains(request.getMethod()) || isStream(request);
    }

    /** One that stays open: it takes a place and keeps its sign-in alive. */
    static boolean isStream(HttpServletRequest request) {
        return STREAMS.matches(request);
    }

    /** Browsers say where a request comes from; one that says nothing at all must at least name our origin. */
    private boolean isOurs(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && !origin.equals(address.origin())) {
            return false;
        }
        if (site != null) {
            return site.equals("same-origin");
        }
        return origin != null || SAFE.contains(request.getMethod());
    }

    private static void turnAway(HttpServletRequest request, HttpServletResponse response, int status, String why)
            throws IOException {
        log.info("Turned away with {}: {} from {}", status, request.getMethod(), request.getRemoteAddr());
        response.setStatus(status);
        response.setContentType(MediaType.TEXT_PLAIN_VALUE + ";charset=UTF-8");
        response.getWriter().print(why);
    }
}
