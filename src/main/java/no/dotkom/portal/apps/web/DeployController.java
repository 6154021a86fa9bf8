package no.dotkom.portal.apps.web;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.apps.DiffView;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.apps.SpecDiff;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.apps.port.LookUps;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.Role;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.ui.HtmxRequest;
import no.dotkom.portal.ui.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A new image for an environment, everything else as it is. */
@Controller
class DeployController {
    private static final String VIEW = "apps/deploy";
    /** As many as the remedy of IMG-1 offers (ux.md §9). */
    private static final int NEWEST = 10;

    private final Apps apps;
    private final Addresses addresses;
    private final SpecProposals specs;
    private final EnvironmentPages pages;

    DeployController(Apps apps, Addresses addresses, SpecProposals specs, EnvironmentPages pages) {
        this.apps = apps;
        this.addresses = addresses;
        this.specs = specs;
        this.pages = pages;
    }

    @GetMapping("/apps/{app}/{environment}/deploy")
    ModelAndView form(
            Member member,
            @PathVariable String app,
            @PathVariable String environment,
            @RequestParam(required = false) @Nullable String image,
            @RequestParam(defaultValue = "false") boolean tags,
            Words words,
            HtmxRequest htmx) {
        var found = addresses.environment(member, app, environment);
        var shown = image == null ? found.latest().spec().image().reference() : image;
        var model = model(member, found, shown, new Complaints(words), words);
        if (tags) {
            model.put("images", newest(found));
        }
        return htmx.page(VIEW, "content", model);
    }

    /** Beside the field, once the page is there: what could be deployed. */
    @GetMapping("/apps/{app}/{environment}/deploy/images")
    ModelAndView images(Member member, @PathVariable String app, @PathVariable String environment) {
        var found = addresses.environment(member, app, environment);
        var base = Addresses.of(found.ref());
        return new ModelAndView("apps/_images :: images", Map.of("images", newest(found), "base", base));
    }

    private List<LookUps.Tagged> newest(EnvironmentDetails found) {
        return specs.newest(found.latest().spec().image(), NEWEST);
    }

    @PostMapping("/apps/{app}/{environment}/versions")
    ModelAndView deploy(
            Member member,
            @PathVariable String app,
            @PathVariable String environment,
            @RequestParam String expected,
            @RequestParam(defaultValue = "") String image,
            Words words,
            HtmxRequest htmx) {
        var found = addresses.changeable(member, app, environment);
        var complaints = new Complaints(words);
        return switch (specs.read(answers(found, image))) {
            case SpecProposal.Unreadable(var errors) ->
                refused(member, found, image, complaints.addAll(errors), words, htmx);
            case SpecProposal.Readable(var spec, var said, var objections) ->
                objections.any()
                        ? refused(member, found, image, complaints.addAll(objections), words, htmx)
                        : deploy(member, found, spec, expected, words, htmx);
        };
    }

    private static RegisterForm answers(EnvironmentDetails found, String image) {
        var name = found.ref().name();
        return RegisterForm.of(
                        name.app().value(), name.slug().value(), found.latest().spec())
                .with("image", image);
    }

    /** The same image again is looked up anew: its tag may stand for another digest by now. */
    private ModelAndView deploy(
            Member member,
            EnvironmentDetails found,
            EnvironmentSpec spec,
            String expected,
            Words words,
            HtmxRequest htmx) {
        var generation = Addresses.generation(expected);
        var same = spec.equals(found.latest().spec());
        return pages.accept(
                member,
                found,
                generation,
                version -> version.spec().image().equals(spec.image()),
                () -> same
                        ? apps.retry(member, found.ref(), generation)
                        : apps.change(member, found.ref(), generation, spec, ""),
                htmx,
                why -> refused(
                        member,
                        found,
                        spec.image().reference(),
                        new Complaints(words).addAll(why.problems()),
                        words,
                        htmx));
    }

    private ModelAndView refused(
            Member member,
            EnvironmentDetails found,
            String image,
            Complaints complaints,
            Words words,
            HtmxRequest htmx) {
        var name = found.ref().name();
        var now = addresses.environment(member, name.app().value(), name.slug().value());
        return htmx.refused(VIEW, "content", model(member, now, image, complaints, words));
    }

    private Map<String, Object> model(
            Member member, EnvironmentDetails found, String image, Complaints complaints, Words words) {
        var model = pages.model(member, found, "deploy", words);
        var platform = specs.platform();
        model.put("image", image);
        model.put("latest", found.latest());
        model.put("registries", String.join(", ", platform.registries()));
        model.put("errors", complaints.errors());
        model.put("banners", complaints.banners());
        kept(found).ifPresent(diff -> {
            var mayRead = member.may(Role.DEVELOPER, found.ref().team());
            model.put("kept", DiffView.of(diff, words, mayRead));
            model.put("live", Objects.requireNonNull(found.live()).generation());
        });
        return model;
    }

    /** What a failed newest version changed beside its image: the next one keeps it, which nobody expects unsaid. */
    private static Optional<SpecDiff> kept(EnvironmentDetails found) {
        var live = found.live();
        if (live == null || found.latest().state() != VersionState.FAILED) {
            return Optional.empty();
        }
        var beside = found.latest().spec().withImage(live.spec().image());
        return Optional.of(SpecDiff.between(live.spec(), beside))
                .filter(diff -> !diff.changes().isEmpty());
    }
}
