package no.dotkom.portal.apps.web;

import java.util.Map;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.apps.Refused;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.ui.FieldErrors;
import no.dotkom.portal.ui.HtmxRequest;
import no.dotkom.portal.ui.Words;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Removal: names what goes, and asks for the name where something serves traffic. */
@Controller
@RequestMapping("/apps/{app}/{environment}/remove")
class RemoveController {
    private static final String VIEW = "apps/remove";
    private final Apps apps;
    private final Addresses addresses;
    private final SpecProposals specs;
    private final EnvironmentPages pages;

    RemoveController(Apps apps, Addresses addresses, SpecProposals specs, EnvironmentPages pages) {
        this.apps = apps;
        this.addresses = addresses;
        this.specs = specs;
        this.pages = pages;
    }

    @GetMapping
    ModelAndView page(
            Member member, @PathVariable String app, @PathVariable String environment, Words words, HtmxRequest htmx) {
        var found = addresses.environment(member, app, environment);
        return htmx.page(VIEW, "content", model(member, found, new FieldErrors(), "", false, words));
    }

    @PostMapping
    ModelAndView remove(
            Member member,
            @PathVariable String app,
            @PathVariable String environment,
            @RequestParam String expected,
            @RequestParam(defaultValue = "") String confirm,
            @RequestParam(defaultValue = "false") boolean keepLogs,
            Words words,
            HtmxRequest htmx) {
        var found = addresses.changeable(member, app, environment);
        var name = found.ref().name().full();
        if (serves(found) && !confirm.strip().equals(name)) {
            var errors = new FieldErrors().add("confirm", Problem.of("DELETE-1", Map.of("name", name)));
            return htmx.refused(VIEW, "content", model(member, found, errors, confirm, keepLogs, words));
        }
        try {
            apps.remove(member, found.ref(), Addresses.generation(expected), keepLogs);
            return htmx.seeOther(Addresses.of(found.ref()));
        } catch (Refused why) {
            return removing(why)
                    ? htmx.seeOther(Addresses.of(found.ref()))
                    : pages.refused(member, found, why, words, htmx);
        }
    }

    /** Sent twice, it is removed once. */
    private static boolean removing(Refused why) {
        return why.problems().stream()
                .anyMatch(problem -> problem.problem().code().equals("REMOVING-1"));
    }

    private static boolean serves(EnvironmentDetails found) {
        return found.serving()
                .filter(version -> version.spec().ingress() instanceof Ingress.Http)
                .isPresent();
    }

    private Map<String, Object> model(
            Member member,
            EnvironmentDetails found,
            FieldErrors errors,
            String confirm,
            boolean keepLogs,
            Words words) {
        var model = pages.model(member, found, "remove", words);
        model.put("errors", errors);
        model.put("confirm", confirm);
        model.put("keepLogs", keepLogs);
        model.put("serves", serves(found));
        model.put("name", found.ref().name());
        model.put("last", apps.environments(member, found.ref().name().app()).size() == 1);
        model.put("consequences", Consequences.of(found, specs.platform(), words));
        return model;
    }
}
