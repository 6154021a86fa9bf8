package no.dotkom.portal.apps.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.apps.Capacity;
import no.dotkom.portal.apps.port.LookUps.ImageAnswer;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.model.AppName;
import no.dotkom.portal.model.EnvironmentSlug;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.ui.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the templates of Register and Review are given. */
@Component
class RegisterPages {
    private final Apps apps;
    private final SpecProposals specs;
    private final Capacity capacity;

    RegisterPages(Apps apps, SpecProposals specs, Capacity capacity) {
        this.apps = apps;
        this.specs = specs;
        this.capacity = capacity;
    }

    /** The form, as it was filled in. */
    Map<String, Object> form(Member member, RegisterForm form, Words words) {
        return form(member, form, new Complaints(words), words);
    }

    /** The form with what stands against it. */
    Map<String, Object> form(Member member, RegisterForm form, Complaints complaints, Words words) {
        var model = questions(member, form, complaints, words);
        model.put(
                "title",
                form.adding()
                        ? words.message("apps.register.another", form.get("name"))
                        : words.message("apps.register.title"));
        return model;
    }

    /** What the questions need that Register and Settings share. */
    Map<String, Object> questions(Member member, RegisterForm form, Complaints complaints, Words words) {
        var model = new HashMap<String, Object>();
        var platform = specs.platform();
        var usual = SpecProposals.fitting(new ImageAnswer.Unanswered(""), platform);
        var errors = complaints.errors();
        model.put("form", form);
        model.put("choices", ChoicesView.of(member, platform, capacity.room(usual), words));
        model.put("errors", errors);
        model.put("banners", complaints.banners());
        model.put(
                "routedTo",
                complaints.told("RULE-1").stream()
                        .map(problem -> routedTo(member, problem))
                        .flatMap(List::stream)
                        .toList());
        var suspects = Suspect.named(complaints);
        model.put("suspects", suspects);
        model.put("cleared", form.cleared());
        model.put("advised", List.of());
        model.put(
                "advancedOpen", errors.all().stream().anyMatch(error -> RegisterForm.ADVANCED.contains(error.field())));
        model.put(
                "variableCount",
                form.get("variables").lines().filter(line -> line.contains("=")).count());
        return model;
    }

    /** An environment that has the host, where this member may see it. @param href its page */
    record LinkView(String name, String href) {}

    private List<LinkView> routedTo(Member member, Problem problem) {
        var name = problem.values().getOrDefault("app", "");
        var dash = name.lastIndexOf('-');
        if (dash < 0
                || !AppName.isValid(name.substring(0, dash))
                || !EnvironmentSlug.isValid(name.substring(dash + 1))) {
            return List.of();
        }
        var app = new AppName(name.substring(0, dash));
        var slug = new EnvironmentSlug(name.substring(dash + 1));
        return apps.find(member, app, slug).stream()
                .map(found -> new LinkView(name, "/apps/" + app + "/" + slug))
                .toList();
    }

    /** Review of a registration that could be accepted now. */
    Map<String, Object> review(Draft.Sound draft, RegisterForm form, Words words) {
        var registration = draft.registration();
        var spec = registration.spec();
        var platform = specs.platform();
        var room = capacity.room(spec.architecture());
        var resources = new ResourceViews(platform, words).of(registration.name(), spec);
        var model = new HashMap<String, Object>();
        model.put(
                "title",
                words.message(
                        "apps.review.title",
                        registration.name().app(),
                        registration.name().slug()));
        model.put("name", registration.name());
        model.put("answers", new AnswerViews(words).of(registration, draft.image()));
        // What Review showed is what is made: what was left to the image or to us is written down.
        model.put("hidden", settled(form, draft).answers());
        model.put("key", UUID.randomUUID().toString());
        model.put("resources", resources);
        model.put(
                "made",
                resources.stream().filter(row -> row.state().equals("new")).count());
        model.put(
                "reused",
                resources.stream().filter(row -> row.state().equals("reused")).count());
        model.put("room", RoomView.of(room, spec.size(), words));
        model.put("cost", CostView.of(room, spec.size(), spec.count(), words));
        model.put("noRoom", sentence(room.objection(spec.size()).orElse(null), words));
        return model;
    }

    private static RegisterForm settled(RegisterForm form, Draft.Sound draft) {
        var spec = draft.registration().spec();
        return form.with("architecture", spec.architecture().word())
                .with("team", draft.registration().team().value());
    }

    private static String sentence(@Nullable Problem problem, Words words) {
        return problem == null ? "" : words.problem(problem);
    }
}
