package no.dotkom.portal.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Answers those who may not: a page sends to the sign-in page, a fragment tells htmx to go there, a stream ends without a
 * redirect (its client would follow it for ever), and what does not exist does not exist for anybody.
 */
@Component
class NotSignedIn implements AuthenticationEntryPoint, AccessDeniedHandler {
    private final ObjectProvider<RequestMappingHandlerMapping> mappings;
    private final PublicAddress address;

    NotSignedIn(ObjectProvider<RequestMappingHandlerMapping> mappings, PublicAddress address) {
        this.mappings = mappings;
        this.address = address;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        if (!exists(request)) {
            response.sendError(HttpStatus.NOT_FOUND.value());
        } else if (FrontGate.isStream(request)) {
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
        } else if ("true".equals(request.getHeader("HX-Request"))) {
            var page = ReturnPath.ofAddress(request.getHeader("HX-Current-URL"), address);
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            response.setHeader("HX-Redirect", signIn(page));
        } else if (List.of("GET", "HEAD").contains(request.getMethod())) {
            var query = request.getQueryString();
            SignInHandlers.seeOther(
                    response, signIn(ReturnPath.of(request.getRequestURI() + (query == null ? "" : "?" + query))));
        } else {
            SignInHandlers.seeOther(response, "/login?said=ended");
        }
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        if (Refusal.of(request) == Refusal.STALE) {
            signInAgain(request, response);
            return;
        }
        if (why instanceof CsrfException) {
            Refusal.EXPIRED.mark(request);
        } else if (request.getAttribute(CurrentMember.ATTRIBUTE) instanceof Member member && member.outsider()) {
            Refusal.OUTSIDER.mark(request);
        }
        response.sendError(HttpStatus.FORBIDDEN.value());
    }

    /** Back to the page with the form. */
    private void signInAgain(HttpServletRequest request, HttpServletResponse response) {
        var page = ReturnPath.ofAddress(request.getHeader(HttpHeaders.REFERER), address);
        var again = "/login?said=stale&return=" + URLEncoder.encode(page.value(), StandardCharsets.UTF_8);
        if ("true".equals(request.getHeader("HX-Request"))) {
            response.setStatus(HttpStatus.FORBIDDEN.value());
            response.setHeader("HX-Redirect", again);
        } else {
            SignInHandlers.seeOther(response, again);
        }
    }

    private static String signIn(ReturnPath page) {
        return page.equals(ReturnPath.HOME)
                ? "/login"
                : "/login?return=" + URLEncoder.encode(page.value(), StandardCharsets.UTF_8);
    }

    private boolean exists(HttpServletRequest request) {
        ServletRequestPathUtils.parseAndCache(request);
        try {
            for (var mapping : mappings.orderedStream().toList()) {
                if (mapping.getHandler(request) != null) {
                    return true;
                }
            }
            return false;
        } catch (HttpRequestMethodNotSupportedException otherMethod) {
            return false;
        } catch (Exception unmappable) {
            return true;
        }
    }
}
