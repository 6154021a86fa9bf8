package no.dotkom.portal.ui.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import no.dotkom.portal.ui.Outage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Logs what nobody expected, under the request's number, and answers 500, or 503 while PostgreSQL is away; after all that Spring itself can answer. */
@Component
class UnansweredErrors implements HandlerExceptionResolver, Ordered {
    private static final Logger log = LoggerFactory.getLogger(UnansweredErrors.class);

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        if (response.isCommitted()) {
            return null;
        }
        try {
            if (Outage.isBehind(failure)) {
                Unavailable.answer(request, response, failure);
            } else {
                log.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
                response.sendError(HttpStatus.INTERNAL_SERVER_ERROR.value());
            }
        } catch (IOException clientLeft) {
            log.debug("Nobody waits for the answer any more", clientLeft);
        }
        return new ModelAndView();
    }
}
