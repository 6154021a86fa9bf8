package no.dotkom.portal.apps.web;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.apps.DiffView;
import no.dotkom.portal.apps.DotEnv;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.apps.FieldProblem;
import no.dotkom.portal.apps.Refused;
import no.dotkom.portal.apps.SecretKeeper;
import no.dotkom.portal.apps.SpecDiff;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.SecretValue;
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

/** The answers of Register, changed: form, what differs, deploy. */
@Controller
@RequestMapping("/apps/{app}/{environment}/settings")
class SettingsController {
    private static final String FORM = "apps/settings";
    private static final String CHANGES = "apps/changes";
    private static final String CONTENT = "content";
    private static final String VARIABLES = "variables";

    private final Apps apps;
    private final Addresses addresses;
    private final SpecProposals specs;
    private final SettingsPages pages;
    private final EnvironmentPages environments;
    private final SecretKeeper secrets;

    SettingsController(
            Apps apps,
            Addresses addresses,
            SpecProposals specs,
            SettingsPages pages,
            EnvironmentPages environments,
            SecretKeeper secrets) {
        this.apps = apps;
        this.addresses = addresses;
        this.specs = specs;
        this.pages = pages;
        this.environments = environments;
        this.secrets = secrets;
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

    /** Stores the value of a variable as a secret, and shows the form without it: nothing else typed is lost. */
    @PostMapping("/secret")
    ModelAndView secret(
            Member member,
            @PathVariable String app,
            @PathVariable String environment,
            @RequestParam(defaultValue = "") String secret,
            @RequestParam String expected,
            RegisterForm form,
            Words words,
            HtmxRequest htmx) {
        var found = addresses.changeable(member, app, environment);
        var complaints = new Complaints(words).addAll(store(member, found, form, secret));
        if (complaints.any()) {
            return refused(member, found, form, complaints, expected, words, htmx);
        }
        var kept = pages.named(found, form).kept();
        var rest = form.with(VARIABLES, DotEnv.without(secret, form.get(VARIABLES), kept));
        var model = pages.form(member, found, rest, words);
        model.put("expected", Addresses.generation(expected).number());
        model.put("advancedOpen", true);
        model.put("notice", words.message("apps.secret.made", secret));
        return htmx.page(FORM, CONTENT, model);
    }

    private FieldErrors store(Member member, EnvironmentDetails found, RegisterForm form, String name) {
        var errors = new FieldErrors();
        switch (DotEnv.read(form.get(VARIABLES), pages.named(found, form).kept())) {
            case DotEnv.Wrong(var key, var values) -> errors.add(VARIABLES, key, values.toArray());
            case DotEnv.Read(var variables) -> {
                var value = variables.values().getOrDefault(name, "");
                if (value.isEmpty()) {
                    errors.add(VARIABLES, "apps.error.secret.none");
                } else if (SecretValue.bytes(value) > SecretValue.MOST_BYTES) {
                    errors.add(VARIABLES, "apps.error.secret.long", name, String.valueOf(SecretValue.MOST_BYTES));
                } else {
                    store(member, found, name, SecretValue.of(value), errors);
                }
            }
        }
        return errors;
    }

    private void store(Member member, EnvironmentDetails found, String name, SecretValue value, FieldErrors errors) {
        try {
            secrets.set(member, found.ref(), name, value);
        } catch (Refused why) {
            why.problems().forEach(each -> errors.add(VARIABLES, each.problem()));
        }
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
        return switch (specs.readAgain(pages.named(found, form))) {
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
        return specs.read(pages.named(found, form), found.latest().spec().image());
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
