package no.dotkom.portal.apps.web;

import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.apps.Refused;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.ui.HtmxRequest;
import no.dotkom.portal.ui.Words;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Pause, resume, try again, cancel: forms of one button, on pages of other rooms too. */
@Controller
@RequestMapping("/apps/{app}/{environment}")
class RunController {
    private final Apps apps;
    private final Addresses addresses;
    private final EnvironmentPages pages;

    RunController(Apps apps, Addresses addresses, EnvironmentPages pages) {
        this.apps = apps;
        this.addresses = addresses;
        this.pages = pages;
    }

    @PostMapping("/pause")
    ModelAndView pause(
            Member member,
            @PathVariable String app,
            @PathVariable String environment,
            @RequestParam String expected,
            Words words,
            HtmxRequest htmx) {
        var found = addresses.changeable(member, app, environment);
        Predicate<Version> same = version -> version.intent() == Intent.PAUSE;
        return accept(member, found, expected, same, at -> apps.pause(member, found.ref(), at), words, htmx);
    }

    @PostMapping("/resume")
    ModelAndView resume(
            Member member,
            @PathVariable String app,
            @PathVariable String environment,
            @RequestParam String expected,
            Words words,
            HtmxRequest htmx) {
        var found = addresses.changeable(member, app, environment);
        Predicate<Version> same = version -> version.intent() == Intent.RUN;
        return accept(member, found, expected, same, at -> apps.resume(member, found.ref(), at), words, htmx);
    }

    @PostMapping("/retry")
    ModelAndView retry(
            Member member,
            @PathVariable String app,
            @PathVariable String environment,
            @RequestParam String expected,
            Words words,
            HtmxRequest htmx) {
        var found = addresses.changeable(member, app, environment);
        Predicate<Version> same =
                version -> version.spec().equals(found.latest().spec());
        return accept(member, found, expected, same, at -> apps.retry(member, found.ref(), at), words, htmx);
    }

    private ModelAndView accept(
            Member member,
            EnvironmentDetails found,
            String expected,
            Predicate<Version> same,
            UnaryOperator<Generation> change,
            Words words,
            HtmxRequest htmx) {
        var generation = Addresses.generation(expected);
        return pages.accept(
                member,
                found,
                generation,
                same,
                () -> change.apply(generation),
                htmx,
                why -> pages.refused(member, found, why, words, htmx));
    }

    /** Cancelling what has ended, or was cancelled before, changes nothing. */
    @PostMapping("/versions/{number}/cancel")
    ModelAndView cancel(
            Member member,
            @PathVariable String app,
            @PathVariable String environment,
            @PathVariable String number,
            Words words,
            HtmxRequest htmx) {
        var found = addresses.changeable(member, app, environment);
        var version = addresses.version(found, number);
        try {
            apps.cancel(member, found.ref(), version.generation());
            return htmx.seeOther(Addresses.rollout(found.ref(), version.generation()));
        } catch (Refused why) {
            return pages.refused(member, found, why, words, htmx);
        }
    }
}
