package no.dotkom.portal.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import no.dotkom.portal.identity.Callers.Reading;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Turns the token of a request into the program that sends it; takes it from the one header that is for it. */
final class CallerFilter extends OncePerRequestFilter {
    static final String ATTRIBUTE = Caller.class.getName();

    private static final Logger log = LoggerFactory.getLogger(CallerFilter.class);
    private static final String BEARER = "Bearer ";
    /** A wish is an image and a reason. */
    private static final int LONGEST = 16 * 1024;

    private final Callers callers;

    CallerFilter(Callers callers) {
        this.callers = callers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var token = token(request);
        if (token != null && !isRead(token, request, response)) {
            return;
        }
        if (request.getAttribute(ATTRIBUTE) != null && isTooLong(request)) {
            ApiRefusal.write(
                    response, HttpStatus.CONTENT_TOO_LARGE, "A request holds at most 16 KiB, and says how long it is.");
            return;
        }
        chain.doFilter(request, response);
    }

    /** False when the answer is written: why it opens nothing, or that this cannot be told now. */
    private boolean isRead(String token, HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            switch (callers.read(token)) {
                case Reading.Known(var caller) -> request.setAttribute(ATTRIBUTE, caller);
                case Reading.Refused(var why) -> {
                    ApiRefusal.refuse(response, why);
                    return false;
                }
            }
        } catch (BadJwtException bad) {
            // Refused as one without a token is.
            log.info("A token was refused: {}", bad.getMessage());
        } catch (JwtException unknown) {
            log.warn("A token could not be checked: {}", unknown.getMessage());
            cannotSay(response, "30", "The signing keys of GitHub cannot be read now, so the token cannot be checked.");
            return false;
        } catch (RuntimeException unknown) {
            // A database that is away comes as more than one kind; whatever it is, the token opens nothing.
            log.error("A token could not be looked up", unknown);
            cannotSay(response, "5", "The token cannot be looked up now.");
            return false;
        }
        return true;
    }

    private static void cannotSay(HttpServletResponse response, String after, String why) throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, after);
        ApiRefusal.write(response, HttpStatus.SERVICE_UNAVAILABLE, why + " Try again.");
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
