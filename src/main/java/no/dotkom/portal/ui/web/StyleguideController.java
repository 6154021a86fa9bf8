package no.dotkom.portal.ui.web;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.ui.FieldErrors;
import no.dotkom.portal.ui.Sparkline;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Every component in every state, with sample data. */
@Controller
class StyleguideController {
    private static final List<String> STATES =
            List.of("failed", "unhealthy", "unknown", "deploying", "removing", "pending", "healthy", "paused");
    private static final List<String> ICONS = List.of(
            "grid",
            "plus",
            "search",
            "menu",
            "close",
            "switch",
            "down",
            "right",
            "out",
            "overview",
            "tasks",
            "logs",
            "metrics",
            "deploy",
            "back",
            "globe",
            "settings",
            "clock",
            "node",
            "route",
            "cert",
            "drift",
            "audit",
            "pulse",
            "lock",
            "check",
            "alert",
            "info",
            "copy",
            "download",
            "more",
            "wrap",
            "pause",
            "table",
            "terminal");

    @GetMapping("/styleguide")
    String styleguide(Model model) {
        model.addAttribute("states", STATES);
        model.addAttribute("icons", ICONS);
        model.addAttribute("errors", new FieldErrors().add("port", Problem.of("HC-1", Map.of("port", "http"))));
        model.addAttribute("reach", choices("everyone", "this platform only", "nobody"));
        model.addAttribute("environments", choices("staging", "production"));
        model.addAttribute("capacity", Problem.of("CAP-1", Map.of("needed", "512", "largest", "310")));
        model.addAttribute(
                "memory",
                Problem.of("OOM-1", Map.of("limit", "512", "after", "41 s", "size", "medium"))
                        .saying("OutOfMemoryError: Container killed due to memory usage"));
        addFigures(model);
        return "ui/styleguide";
    }

    private static void addFigures(Model model) {
        model.addAttribute(
                "busy",
                Sparkline.of(
                        List.of(8.4, 9.1, 7.5, 8.6, 10.5, 9.1, 8.8, 7.3, 12.1, 6.6, 9.9, 11.2, 8.1, 13.0, 9.4, 10.2),
                        List.of(0d, 0d, 0d, 0d, 0d, 0d, 0d, 0d, 0d, 0d, 0d, 2d, 5d, 4d, 8d, 0d)));
        model.addAttribute("calm", Sparkline.of(Collections.nCopies(16, 0d), List.of()));
        model.addAttribute("running", steps("running"));
        model.addAttribute("failed", steps("failed"));
    }

    private static List<String> steps(String sixth) {
        return List.of("done", "done", "done", "done", "done", sixth, "waiting", "waiting", "waiting");
    }

    private static Map<String, String> choices(String... words) {
        var choices = new LinkedHashMap<String, String>();
        for (var word : words) {
            choices.put(word, word);
        }
        return choices;
    }
}
