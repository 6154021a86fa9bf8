package no.dotkom.portal.ui;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/**
 * How a page was asked for; a controller takes it as an argument and answers through it, so that a page works the same
 * with and without script.
 *
 * @param asked true when htmx asked
 * @param partial true when it wants a fragment, not a page
 * @param source the element that asked, as {@code tag#id}, or null
 */
public record HtmxRequest(
        boolean asked, boolean partial, @Nullable String source) {
    /** Asked for by a browser that navigates. */
    public static final HtmxRequest NONE = new HtmxRequest(false, false, null);

    static HtmxRequest of(HttpServletRequest request) {
        var asked = "true".equals(request.getHeader("HX-Request"));
        return asked
                ? new HtmxRequest(
                        true, !"full".equals(request.getHeader("HX-Request-Type")), request.getHeader("HX-Source"))
                : NONE;
    }

    /** Go to {@code path} (ours, beginning with a slash): 303, or 204 with HX-Redirect when htmx asked. */
    public ModelAndView seeOther(String path) {
        return new ModelAndView(new SeeOther(path, asked, null));
    }

    /** The same, and that page says {@code notice} once, in a green frame at its head. */
    public ModelAndView seeOther(String path, String notice) {
        return new ModelAndView(new SeeOther(path, asked, notice));
    }

    /** The page, or only its fragment when htmx asked for a part. */
    public ModelAndView page(String view, String fragment, Map<String, ?> model) {
        return new ModelAndView(partial ? view + " :: " + fragment : view, model);
    }

    /** A form that was not accepted: 422 with the whole form, everything typed still in it. */
    public ModelAndView refused(String view, String fragment, Map<String, ?> model) {
        var answer = page(view, fragment, model);
        answer.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return answer;
    }
}
