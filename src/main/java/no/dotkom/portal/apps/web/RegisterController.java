package no.dotkom.portal.apps.web;

import java.util.List;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.apps.Refused;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.Role;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.ui.HtmxRequest;
import no.dotkom.portal.ui.Words;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Register, Review, Create: for a new application, and for a further environment of one. */
@Controller
class RegisterController {
    private static final String FORM = "apps/register";
    private static final String REVIEW = "apps/review";
    private static final String CONTENT = "content";
    private static final String KEY = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final Apps apps;
    private final Drafts drafts;
    private final RegisterPages pages;
    private final Addresses addresses;

    RegisterController(Apps apps, Drafts drafts, RegisterPages pages, Addresses addresses) {
        this.apps = apps;
        this.drafts = drafts;
        this.pages = pages;
        this.addresses = addresses;
    }

    @GetMapping("/apps/new")
    ModelAndView fresh(Member member, Words words, HtmxRequest htmx) {
        return htmx.page(FORM, CONTENT, pages.form(member, RegisterForm.fresh(), words));
    }

    @GetMapping("/apps/{app}/environments/new")
    ModelAndView another(Member member, @PathVariable String app, Words words, HtmxRequest htmx) {
        var environments = addresses.application(member, app);
        return htmx.page(FORM, CONTENT, pages.form(member, prefilled(member, environments), words));
    }

    /**
     * Like the first environment there is, under the first usual name that is not taken. Values of variables are for those
     * who may change it.
     */
    private static RegisterForm prefilled(Member member, List<EnvironmentDetails> environments) {
        var taken = environments.stream()
                .map(environment -> environment.ref().name().slug().value())
                .toList();
        var name = List.of("staging", "production").stream()
                .filter(usual -> !taken.contains(usual))
                .findFirst()
                .orElse("");
        var model = environments.getFirst();
        var app = model.ref().name().app().value();
        var form = RegisterForm.of(app, "", model.latest().spec()).forAnother(name);
        return member.may(Role.DEVELOPER, model.ref().team()) ? form : form.withoutVariables();
    }

    /** Back from Review: nothing typed is lost. */
    @PostMapping("/apps/new")
    ModelAndView back(Member member, RegisterForm form, Words words, HtmxRequest htmx) {
        return htmx.page(FORM, CONTENT, pages.form(member, form, words));
    }

    @PostMapping("/apps/review")
    ModelAndView review(Member member, RegisterForm form, Words words, HtmxRequest htmx) {
        return switch (drafts.read(member, form, words)) {
            case Draft.Faulty(var complaints) -> refused(member, form, complaints, words, htmx);
            case Draft.Sound sound -> htmx.page(REVIEW, CONTENT, pages.review(sound, form, words));
        };
    }

    @PostMapping("/apps")
    ModelAndView create(
            Member member,
            RegisterForm form,
            @RequestParam(defaultValue = "") String key,
            Words words,
            HtmxRequest htmx) {
        if (!key.matches(KEY)) {
            return review(member, form, words, htmx);
        }
        var made = apps.made(member, key);
        if (made.isPresent()) {
            return rollout(member, made.get(), htmx);
        }
        return switch (drafts.readAgain(member, form, key, words)) {
            // The same form, sent at the same time, may have taken the name since.
            case Draft.Faulty(var complaints) ->
                apps.made(member, key)
                        .map(id -> rollout(member, id, htmx))
                        .orElseGet(() -> refused(member, form, complaints, words, htmx));
            case Draft.Sound sound -> register(member, form, sound, words, htmx);
        };
    }

    private ModelAndView register(Member member, RegisterForm form, Draft.Sound sound, Words words, HtmxRequest htmx) {
        try {
            return rollout(member, apps.register(member, sound.registration()), htmx);
        } catch (Refused refused) {
            var complaints = new Complaints(words).addAll(refused.problems());
            return refused(member, form, complaints, words, htmx);
        }
    }

    private ModelAndView rollout(Member member, EnvironmentId made, HtmxRequest htmx) {
        return apps.find(member, made)
                .map(found -> htmx.seeOther(Addresses.rollout(found.ref(), Generation.FIRST)))
                .orElseGet(() -> htmx.seeOther("/"));
    }

    private ModelAndView refused(
            Member member, RegisterForm form, Complaints complaints, Words words, HtmxRequest htmx) {
        return htmx.refused(FORM, CONTENT, pages.form(member, form, complaints, words));
    }
}
