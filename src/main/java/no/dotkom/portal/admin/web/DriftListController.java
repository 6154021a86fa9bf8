package no.dotkom.portal.admin.web;

import java.util.Map;
import no.dotkom.portal.admin.Administration;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.reconcile.Orphan;
import no.dotkom.portal.ui.HtmxRequest;
import no.dotkom.portal.ui.Words;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Drift of every application, and what has our tag but no application. */
@Controller
@RequestMapping("/admin/drift")
class DriftListController {
    private final Administration administration;

    DriftListController(Administration administration) {
        this.administration = administration;
    }

    @GetMapping
    ModelAndView list(Member member) {
        Maintainers.only(member);
        return new ModelAndView("admin/drift", Map.of("drift", administration.drift(member)));
    }

    @GetMapping("/orphan")
    ModelAndView orphan(Member member, @RequestParam String arn) {
        Maintainers.only(member);
        return new ModelAndView("admin/orphan", Map.of("orphan", find(arn)));
    }

    /** Asked twice, it is taken away once. */
    @PostMapping("/orphan")
    ModelAndView takeAway(Member member, @RequestParam String arn, Words words, HtmxRequest htmx) {
        Maintainers.only(member);
        var orphan = find(arn);
        administration.takeAway(member, orphan);
        return htmx.seeOther("/admin/drift", words.message("admin.orphan.asked", orphan.name()));
    }

    private Orphan find(String arn) {
        return administration.orphan(arn).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
