package no.dotkom.portal.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import no.dotkom.portal.identity.CurrentMember;
import no.dotkom.portal.identity.ReturnPath;
import no.dotkom.portal.identity.SignIns;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** The door: one button, and one sentence when something went before. The button's POST is answered by the filters. */
@Controller
class SignInController {
    /** The sentences that the address may ask for; anything else asks for none. */
    private static final Set<String> SAID = Set.of("failed", "ended", "out", "stale");

    private final SignIns signIns;
    private final CurrentMember members;

    SignInController(SignIns signIns, CurrentMember members) {
        this.signIns = signIns;
        this.members = members;
    }

    @GetMapping("/login")
    ModelAndView signIn(
            @RequestParam(name = "return", required = false) @Nullable String wanted,
            @RequestParam(required = false) @Nullable String said,
            HttpServletRequest request,
            Model model) {
        var path = ReturnPath.of(wanted);
        var again = "stale".equals(said);
        if (members.of(request).isPresent() && !again) {
            return new ModelAndView(new RedirectView(path.value(), false, false));
        }
        model.addAttribute("return", path.value());
        model.addAttribute("again", again);
        if (!signIns.possible()) {
            model.addAttribute("said", "down");
            model.addAttribute("level", "warn");
        } else if (said != null && SAID.contains(said)) {
            model.addAttribute("said", said);
            model.addAttribute("level", said.equals("failed") ? "bad" : "info");
        }
        return new ModelAndView("identity/login", model.asMap());
    }
}
