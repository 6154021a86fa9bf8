package no.dotkom.portal.admin.web;

import java.util.Map;
import no.dotkom.portal.dashboard.Dashboard;
import no.dotkom.portal.identity.Member;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Which rule of the diagnosis is missing, and which one is wrong. */
@Controller
class DiagnosesController {
    private final Dashboard dashboard;

    DiagnosesController(Dashboard dashboard) {
        this.dashboard = dashboard;
    }

    @GetMapping("/admin/diagnoses")
    ModelAndView review(Member member) {
        Maintainers.only(member);
        return new ModelAndView("admin/diagnoses", Map.of("review", dashboard.diagnoses()));
    }
}
