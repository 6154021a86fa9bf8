package no.dotkom.portal.ui.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import no.dotkom.portal.ui.Outage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers 503 while PostgreSQL is away, around everything that asks it: the session is the first that does. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class Unavailable extends OncePerRequestFilter {
    private static final Logger log = LoggerFactory.getLogger(Unavailable.class);
    private static final String SECONDS = "5";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException | ServletException failure) {
            if (response.isCommitted() || !Outage.isBehind(failure)) {
                throw failure;
            }
            answer(request, response, failure);
        }
    }

    static void answer(HttpServletRequest request, HttpServletResponse response, Exception failure) throws IOException {
        log.warn("{} {}: PostgreSQL is away: {}", request.getMethod(), request.getRequestURI(), failure.getMessage());
        response.setHeader(HttpHeaders.RETRY_AFTER, SECONDS);
        response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
    }
}
