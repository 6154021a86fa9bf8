package no.dotkom.portal.apps.web;

import java.util.Optional;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.apps.DiffView;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.apps.SpecDiff;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.Role;
import no.dotkom.portal.model.EnvironmentSpec;
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
        var serving = serving(member, app, environment, from);
        var mayRead = member.may(Role.DEVELOPER, to.ref().team());
        var before = resolved(to.latest());
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
        var source = addresses.environment(member, app, from);
        var promoted = addresses.version(source, version);
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

    private Version serving(Member member, String app, String environment, String from) {
        return Optional.of(addresses.environment(member, app, from))
                .filter(source -> !from.equals(environment))
                .flatMap(EnvironmentDetails::serving)
                .filter(version -> version.image().pinned())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** With what its tag stood for. */
    private static EnvironmentSpec resolved(Version version) {
        return version.spec().withImage(version.image());
    }
}
