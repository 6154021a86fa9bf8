package no.dotkom.portal.apps.web;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.apps.DiffView;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.apps.FieldProblem;
import no.dotkom.portal.apps.Refused;
import no.dotkom.portal.apps.SpecDiff;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.ui.HtmxRequest;
import no.dotkom.portal.ui.Words;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The answers of Register, changed: form, what differs, deploy. */
@Controller
@RequestMapping("/apps/{app}/{environment}/settings")
class SettingsController {
    private static final String FORM = "apps/settings";
    private static final String CHANGES = "apps/changes";
    private static final String CONTENT = "content";

    private final Apps apps;
    private final Addresses addresses;
    private final SpecProposals specs;
    private final SettingsPages pages;
    private final EnvironmentPages environments;

    SettingsController(
            Apps apps, Addresses addresses, SpecProposals specs, SettingsPages pages, EnvironmentPages environments) {
        this.apps = apps;
        this.addresses = addresses;
        this.specs = specs;
        this.pages = pages;
        this.environments = environments;
    }

    @GetMapping
    ModelAndView form(
            Member member,
            @PathVariable String app,
            @PathVariable String environment,
            @RequestParam Map<String, String> proposed,
            Words words,
            HtmxRequest htmx) {
        var found = addresses.environment(member, app, environment);
        var answers = pages.answers(found);
        var form = answers.proposing(proposed);
        var model = pages.form(member, found, form, words);
        model.put("proposed", !form.equals(answers));
        model.put("advancedOpen", form.differsBehindAdvanced(answers));
        return htmx.page(FORM, CONTENT, model);
    }

    /** Back from the changes: nothing typed is lost. */
    @PostMapping("/edit")
    ModelAndView back(
            Member member,
            @PathVariable String app,
            @PathVariable String environment,
            RegisterForm form,
            Words words,
            HtmxRequest htmx) {
        var found = addresses.changeable(member, app, environment);
        return htmx.page(FORM, CONTENT, pages.form(member, found, form, words));
    }

    @PostMapping("/review")
    ModelAndView review(
            Member member,
            @PathVariable String app,
            @PathVariable String environment,
            @RequestParam String expected,
            RegisterForm form,
            Words words,
            HtmxRequest htmx) {
        var found = addresses.changeable(member, app, environment);
        return switch (read(found, form)) {
            case SpecProposal.Unreadable(var errors) ->
                refused(member, found, form, new Complaints(words).addAll(errors), expected, words, htmx);
            case SpecProposal.Readable(var spec, var image, var objections) -> {
                var complaints =
                        new Complaints(words).addAll(objections).addAll(objections(member, found, spec, expected));
                yield complaints.any()
                        ? refused(member, found, form, complaints, expected, words, htmx)
                        : htmx.page(CHANGES, CONTENT, pages.changes(member, found, form, spec, words));
            }
        };
    }

    private List<FieldProblem> objections(
            Member member, EnvironmentDetails found, EnvironmentSpec spec, String expected) {
        return apps.objections(member, found.ref(), Addresses.generation(expected), spec);
    }

    @PostMapping
    ModelAndView change(
            Member member,
            @PathVariable String app,
            @PathVariable String environment,
            @RequestParam String expected,
            RegisterForm form,
            Words words,
            HtmxRequest htmx) {
        var found = addresses.changeable(member, app, environment);
        return switch (specs.readAgain(named(found, form))) {
            case SpecProposal.Unreadable(var errors) ->
                refused(member, found, form, new Complaints(words).addAll(errors), expected, words, htmx);
            case SpecProposal.Readable(var spec, var image, var objections) ->
                change(member, found, form, spec, expected, words, htmx);
        };
    }

    private ModelAndView change(
            Member member,
            EnvironmentDetails found,
            RegisterForm form,
            EnvironmentSpec spec,
            String expected,
            Words words,
            HtmxRequest htmx) {
        var generation = Addresses.generation(expected);
        return environments.accept(
                member,
                found,
                generation,
                version -> version.spec().equals(spec),
                () -> apps.change(member, found.ref(), generation, spec, reason(found, spec)),
                htmx,
                why -> refused(member, found, form, told(why, words), expected, words, htmx));
    }

    private static Complaints told(Refused why, Words words) {
        return new Complaints(words).addAll(why.problems());
    }

    /** Names what changed, in the words of the form. */
    private static String reason(EnvironmentDetails found, EnvironmentSpec spec) {
        return SpecDiff.between(found.latest().spec(), spec).changes().stream()
                .map(SpecDiff.Change::field)
                .limit(5)
                .collect(Collectors.joining(", ", "Changed ", ""));
    }

    private SpecProposal read(EnvironmentDetails found, RegisterForm form) {
        return specs.read(named(found, form), found.latest().spec().image());
    }

    /** Defaults that hang on the name need it. */
    private static RegisterForm named(EnvironmentDetails found, RegisterForm form) {
        var name = found.ref().name();
        return form.with("name", name.app().value())
                .with("environment", name.slug().value())
                .keeping(found.latest().spec());
    }

    private ModelAndView refused(
            Member member,
            EnvironmentDetails found,
            RegisterForm form,
            Complaints complaints,
            String expected,
            Words words,
            HtmxRequest htmx) {
        var now = addresses.environment(
                member,
                found.ref().name().app().value(),
                found.ref().name().slug().value());
        var model = pages.form(member, now, form, complaints, words);
        model.putAll(theirs(now, Addresses.generation(expected), words));
        return htmx.refused(FORM, CONTENT, model);
    }

    /** What another changed since the member looked: told beside the form, which is now about the newest version. */
    private Map<String, Object> theirs(EnvironmentDetails now, Generation expected, Words words) {
        return apps.version(now.ref(), expected)
                .filter(seen -> !seen.generation().equals(now.generation()))
                .map(seen -> SpecDiff.between(seen.spec(), now.latest().spec()))
                .<Map<String, Object>>map(diff -> Map.of("theirs", DiffView.of(diff, words, true)))
                .orElse(Map.of());
    }
}
