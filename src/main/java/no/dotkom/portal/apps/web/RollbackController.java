package no.dotkom.portal.apps.web;

import java.util.Map;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.apps.DiffView;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.apps.SpecDiff;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.apps.port.LookUps.ImageAnswer;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.Role;
import no.dotkom.portal.ui.HtmxRequest;
import no.dotkom.portal.ui.Words;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** An earlier version, asked for once more: an ordinary rollout with a new number. */
@Controller
@RequestMapping("/apps/{app}/{environment}/versions/{number}/rollback")
class RollbackController {
    private final Apps apps;
    private final Addresses addresses;
    private final SpecProposals specs;
    private final EnvironmentPages pages;

    RollbackController(Apps apps, Addresses addresses, SpecProposals specs, EnvironmentPages pages) {
        this.apps = apps;
        this.addresses = addresses;
        this.specs = specs;
        this.pages = pages;
    }

    @GetMapping
    ModelAndView page(
            Member member,
            @PathVariable String app,
            @PathVariable String environment,
            @PathVariable String number,
            Words words,
            HtmxRequest htmx) {
        var found = addresses.environment(member, app, environment);
        var version = addresses.version(found, number);
        return htmx.page("apps/rollback", "content", model(member, found, version, isGone(version), words));
    }

    private Map<String, Object> model(
            Member member, EnvironmentDetails found, Version version, boolean gone, Words words) {
        var diff = SpecDiff.between(found.latest().spec(), version.spec());
        var model = pages.model(member, found, "rollback", words);
        var mayRead = member.may(Role.DEVELOPER, found.ref().team());
        model.put("title", words.message("apps.rollback.title", version.generation()));
        model.put("version", version);
        model.put("now", found.latest());
        model.put("diff", DiffView.of(diff, words, mayRead));
        if (gone) {
            model.put("obstacle", words.message("apps.rollback.gone", version.generation()));
        }
        return model;
    }

    private boolean isGone(Version version) {
        return specs.ask(version.image()) instanceof ImageAnswer.Missing;
    }

    @PostMapping
    ModelAndView rollBack(
            Member member,
            @PathVariable String app,
            @PathVariable String environment,
            @PathVariable String number,
            @RequestParam String expected,
            Words words,
            HtmxRequest htmx) {
        var found = addresses.changeable(member, app, environment);
        var version = addresses.version(found, number);
        if (isGone(version)) {
            return htmx.refused("apps/rollback", "content", model(member, found, version, true, words));
        }
        var generation = Addresses.generation(expected);
        var reason = "Deployed " + version.generation() + " again";
        return pages.accept(
                member,
                found,
                generation,
                made -> made.reason().equals(reason),
                () -> apps.rollBack(member, found.ref(), generation, version.generation(), reason),
                htmx,
                why -> pages.refused(member, found, why, words, htmx));
    }
}
