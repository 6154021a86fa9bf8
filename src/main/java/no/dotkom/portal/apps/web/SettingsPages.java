package no.dotkom.portal.apps.web;

import java.util.List;
import java.util.Map;
import no.dotkom.portal.apps.Capacity;
import no.dotkom.portal.apps.DiffView;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.apps.Registration;
import no.dotkom.portal.apps.SecretKeeper;
import no.dotkom.portal.apps.SpecDiff;
import no.dotkom.portal.apps.port.LookUps.ImageAnswer;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.plan.Step;
import no.dotkom.portal.ui.Words;
import org.springframework.stereotype.Component;

/** What the templates of Settings are given. */
@Component
class SettingsPages {
    private final EnvironmentPages environments;
    private final RegisterPages register;
    private final SpecProposals specs;
    private final Capacity capacity;
    private final SecretKeeper secrets;

    SettingsPages(
            EnvironmentPages environments,
            RegisterPages register,
            SpecProposals specs,
            Capacity capacity,
            SecretKeeper secrets) {
        this.environments = environments;
        this.register = register;
        this.specs = specs;
        this.capacity = capacity;
        this.secrets = secrets;
    }

    /** The answers as the newest version has them, and the secrets of now. */
    RegisterForm answers(EnvironmentDetails environment) {
        var name = environment.ref().name();
        return RegisterForm.of(name.app().value(), name.slug().value(), secrets.next(environment));
    }

    /** What was typed, with what Settings knows and no request can say. Defaults that hang on the name need it. */
    RegisterForm named(EnvironmentDetails environment, RegisterForm form) {
        var name = environment.ref().name();
        return form.with("name", name.app().value())
                .with("environment", name.slug().value())
                .keeping(secrets.next(environment));
    }

    Map<String, Object> form(Member member, EnvironmentDetails environment, RegisterForm form, Words words) {
        return form(member, environment, form, new Complaints(words), words);
    }

    Map<String, Object> form(
            Member member, EnvironmentDetails environment, RegisterForm form, Complaints complaints, Words words) {
        var model = environments.model(member, environment, "settings", words);
        model.putAll(register.questions(member, form, complaints, words));
        model.put("paused", environment.intent() == Intent.PAUSE);
        model.put("secretAt", model.get("base") + "/settings/secret");
        model.put("advised", advised(environment, Suspect.named(complaints)));
        model.put("answers", new AnswerViews(words).of(asRegistered(environment), new ImageAnswer.Unanswered("")));
        return model;
    }

    /** What was accepted though it looks like a secret. */
    private List<String> advised(EnvironmentDetails environment, List<String> refused) {
        return Suspect.in(secrets.next(environment).variables())
                .map(Suspect::name)
                .filter(name -> !refused.contains(name))
                .toList();
    }

    private static Registration asRegistered(EnvironmentDetails environment) {
        var ref = environment.ref();
        return new Registration(ref.name(), ref.team(), environment.latest().spec(), "");
    }

    /** What differs and what it comes to, values and all: for those who may change it. */
    Map<String, Object> changes(
            Member member, EnvironmentDetails environment, RegisterForm form, EnvironmentSpec spec, Words words) {
        var latest = environment.latest();
        var diff = SpecDiff.between(latest.spec(), spec);
        var room = capacity.room(spec.architecture());
        var model = environments.model(member, environment, "changes", words);
        model.put("diff", DiffView.of(diff, words, true));
        model.put("steps", steps(Outlook.changed(environment.ref().name(), latest, spec, specs.platform()), words));
        model.put("paused", environment.intent() == Intent.PAUSE);
        model.put(
                "hidden", form.with("architecture", spec.architecture().word()).answers());
        model.put("noRoom", room.objection(spec.size()).map(words::problem).orElse(""));
        return model;
    }

    /** The calls, by what they do; each kind once. */
    static List<String> steps(List<Step> steps, Words words) {
        return steps.stream()
                .map(step -> words.message("apps.step." + step.operation()))
                .distinct()
                .toList();
    }
}
