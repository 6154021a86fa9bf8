package no.dotkom.portal.apps.web;

import java.util.Optional;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.apps.DiffView;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.apps.SpecDiff;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.Role;
import no.dotkom.portal.ui.HtmxRequest;
import no.dotkom.portal.ui.Words;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** The image that serves in one environment, digest for digest, in another of the same application. */
@Controller
@RequestMapping("/apps/{app}/{environment}/promote/{from}")
class PromotionController {
    private final Apps apps;
    private final Addresses addresses;
    private final EnvironmentPages pages;

    PromotionController(Apps apps, Addresses addresses, EnvironmentPages pages) {
        this.apps = apps;
        this.addresses = addresses;
        this.pages = pages;
    }

    @GetMapping
    ModelAndView page(
            Member member,
            @PathVariable String app,
            @PathVariable String environment,
            @PathVariable String from,
            Words words,
            HtmxRequest htmx) {
        var to = addresses.environment(member, app, environment);
        var serving = resolved(source(member, app, environment, from).serving());
        var mayRead = member.may(Role.DEVELOPER, to.ref().team());
        var before = to.latest().resolved();
        var model = pages.model(member, to, "promote", words);
        model.put("from", from);
        model.put("version", serving);
        model.put("diff", DiffView.of(SpecDiff.between(before, before.withImage(serving.image())), words, mayRead));
        // What the image met there and will not meet here: read from left to right.
        model.put(
                "apart", DiffView.of(SpecDiff.apart(serving.spec(), to.latest().spec()), words, mayRead));
        return htmx.page("apps/promote", "content", model);
    }

    @PostMapping
    ModelAndView promote(
            Member member,
            @PathVariable String app,
            @PathVariable String environment,
            @PathVariable String from,
            @RequestParam String expected,
            @RequestParam String version,
            Words words,
            HtmxRequest htmx) {
        var to = addresses.changeable(member, app, environment);
        var source = source(member, app, environment, from);
        var promoted = resolved(Optional.of(addresses.version(source, version)));
        var generation = Addresses.generation(expected);
        var spec = to.latest().spec().withImage(promoted.image());
        var reason = "Promoted from " + from + " " + promoted.generation();
        return pages.accept(
                member,
                to,
                generation,
                made -> made.reason().equals(reason),
                () -> apps.change(member, to.ref(), generation, spec, reason),
                htmx,
                why -> pages.refused(member, to, why, words, htmx));
    }

    private EnvironmentDetails source(Member member, String app, String environment, String from) {
        if (from.equals(environment)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return addresses.environment(member, app, from);
    }

    /** One whose tag was never looked up has no digest to go by. */
    private static Version resolved(Optional<Version> version) {
        return version.filter(each -> each.image().pinned())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
