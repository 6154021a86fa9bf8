package no.dotkom.portal.ui.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Set;
import no.dotkom.portal.identity.Refusal;
import no.dotkom.portal.ui.RequestId;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

/** What is shown when a request could not be answered: a code of ours and the request's number, never its insides. */
@Controller
class ErrorController implements org.springframework.boot.webmvc.error.ErrorController {
    private static final Set<Integer> WORDED = Set.of(400, 403, 404, 429, 500, 503);

    @RequestMapping(path = "/error", produces = MediaType.TEXT_HTML_VALUE)
    String page(HttpServletRequest request, HttpServletResponse response, Model model) {
        var status = status(request);
        response.setStatus(status);
        var refusal = status == HttpStatus.FORBIDDEN.value() ? Refusal.of(request) : Refusal.RIGHT;
        model.addAttribute("code", refusal == Refusal.EXPIRED ? "expired" : code(status));
        return refusal == Refusal.OUTSIDER ? "identity/outsider" : "error/error";
    }

    @RequestMapping("/error")
    ResponseEntity<Map<String, Object>> json(HttpServletRequest request) {
        var status = status(request);
        return ResponseEntity.status(status).body(Map.of("status", status, "request", RequestId.of(request)));
    }

    private static int status(HttpServletRequest request) {
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        // Asked for directly, the address leads nowhere.
        return status instanceof Integer number ? number : HttpStatus.NOT_FOUND.value();
    }

    private static String code(int status) {
        if (WORDED.contains(status)) {
            return String.valueOf(status);
        }
        return switch (status) {
            case 405 -> "404";
            default -> status < 500 ? "400" : "500";
        };
    }
}
