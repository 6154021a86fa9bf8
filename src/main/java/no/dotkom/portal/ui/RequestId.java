package no.dotkom.portal.ui;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request an id of ours: shown on error pages, in {@code X-Request-Id}, and in every log line as {@code
 * request}. Ids that clients send are ignored. Both it and where the request came from stand in the audit of what it did.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class RequestId extends OncePerRequestFilter {
    private static final String ATTRIBUTE = RequestId.class.getName();
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    public RequestId(Clock clock) {
        this.clock = clock;
    }

    /** The id of a request, or a dash where the filter did not run. */
    public static String of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof String id ? id : "–";
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var id = next();
        request.setAttribute(ATTRIBUTE, id);
        response.setHeader("X-Request-Id", id);
        MDC.put("request", id);
        MDC.put("address", request.getRemoteAddr());
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove("request");
            MDC.remove("address");
        }
    }

    /** Ten characters of time, so that ids sort, and four of chance. */
    private String next() {
        var text = new StringBuilder();
        for (int shift = 45; shift >= 0; shift -= 5) {
            text.append(ALPHABET.charAt((int) (clock.millis() >>> shift) & 31));
        }
        text.append('-');
        for (int i = 0; i < 4; i++) {
            text.append(ALPHABET.charAt(random.nextInt(32)));
        }
        return text.toString();
    }
}
