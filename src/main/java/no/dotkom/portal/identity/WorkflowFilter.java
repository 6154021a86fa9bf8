package no.dotkom.portal.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Turns the token of a request into the workflow that sends it; takes it from the one header that is for it. */
final class WorkflowFilter extends OncePerRequestFilter {
    static final String ATTRIBUTE = Workflow.class.getName();

    private static final Logger log = LoggerFactory.getLogger(WorkflowFilter.class);
    private static final String BEARER = "Bearer ";
    /** A wish is an image and a reason. */
    private static final int LONGEST = 16 * 1024;

    private final WorkflowTokens tokens;

    WorkflowFilter(WorkflowTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var token = token(request);
        try {
            if (token != null) {
                request.setAttribute(ATTRIBUTE, tokens.read(token));
            }
        } catch (BadJwtException bad) {
            log.info("A token was refused: {}", bad.getMessage());
        } catch (JwtException unknown) {
            log.warn("A token could not be checked: {}", unknown.getMessage());
            response.setHeader(HttpHeaders.RETRY_AFTER, "30");
            ApiRefusal.write(
                    response,
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "The signing keys of GitHub cannot be read now, so the token cannot be checked. Try again.");
            return;
        }
        if (request.getAttribute(ATTRIBUTE) != null && isTooLong(request)) {
            ApiRefusal.write(
                    response, HttpStatus.CONTENT_TOO_LARGE, "A request holds at most 16 KiB, and says how long it is.");
            return;
        }
        chain.doFilter(request, response);
    }

    private static @Nullable String token(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length()).strip()
                : null;
    }

    /** A body that comes in chunks does not say how long it is, which counts as too long. */
    private static boolean isTooLong(HttpServletRequest request) {
        return request.getContentLengthLong() > LONGEST || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }
}
