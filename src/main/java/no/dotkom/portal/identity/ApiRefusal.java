package no.dotkom.portal.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** What a request to the API is told that does not get as far as a controller: problem+json (RFC 9457). */
final class ApiRefusal implements AuthenticationEntryPoint, AccessDeniedHandler {
    private static final String NONE =
            "The request needs, as Authorization: Bearer, an OIDC token of GitHub Actions whose audience is this portal, or an API token of the portal.";

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        refuse(response, NONE);
    }

    /** Who is signed in to the pages is nobody here. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        refuse(response, NONE);
    }

    /** @param why a sentence without quotes */
    static void refuse(HttpServletResponse response, String why) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        write(response, HttpStatus.UNAUTHORIZED, why);
    }

    /** @param detail a sentence without quotes */
    static void write(HttpServletResponse response, HttpStatus status, String detail) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter().print("""
                {"status":%d,"title":"%s","detail":"%s"}""".formatted(status.value(), status.getReasonPhrase(), detail));
    }
}
