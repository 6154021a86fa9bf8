package no.dotkom.portal.ui;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.support.RequestContextUtils;

/** A redirect to one of our own paths, in the words of the one who asked; the page there may say something once. */
record SeeOther(String path, boolean htmx, @Nullable String notice) implements View {
    SeeOther {
        // A second slash or a backslash would make it another host's address.
        if (!path.matches("/|/[^/\\\\].*") || path.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException("Not a path of ours: " + path);
        }
    }

    @Override
    public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response) {
        if (notice != null) {
            RequestContextUtils.getOutputFlashMap(request).put("notice", notice);
            RequestContextUtils.saveOutputFlashMap(path, request, response);
        }
        response.setStatus(htmx ? HttpStatus.NO_CONTENT.value() : HttpStatus.SEE_OTHER.value());
        response.setHeader(htmx ? "HX-Redirect" : HttpHeaders.LOCATION, path);
    }
}
