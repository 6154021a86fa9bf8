package no.dotkom.portal.dashboard.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import no.dotkom.portal.apps.FieldProblem;
import no.dotkom.portal.apps.Refused;
import no.dotkom.portal.apps.SecretKeeper;
import no.dotkom.portal.dashboard.Dashboard;
import no.dotkom.portal.dashboard.Situation;
import no.dotkom.portal.dashboard.secrets.SecretPages;
import no.dotkom.portal.dashboard.secrets.SecretsView;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.model.Variables;
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

/**
 * The secrets of an environment. What was typed as a value goes to the keeper and nowhere else: no answer, no address
 * and no message has it, so after an error it is typed again.
 */
@Controller
@RequestMapping("/apps/{app}/{environment}/secrets")
class SecretsController {
    private final Dashboard dashboard;
    private final SecretPages pages;
    private final SecretKeeper keeper;

    SecretsController(Dashboard dashboard, SecretPages pages, SecretKeeper keeper) {
        this.dashboard = dashboard;
        this.pages = pages;
        this.keeper = keeper;
    }

    /**
     * @param replace the name of one that is to have another value
     * @param name of one to add, where a diagnosis leads here
     */
    @GetMapping
    ModelAndView page(
            Member member,
            @PathVariable String app,
            @PathVariable String environment,
            @RequestParam(defaultValue = "") String replace,
            @RequestParam(defaultValue = "") String name) {
        var tabs = dashboard.application(member, Places.app(app));
        var now = Places.at(tabs, environment);
        var list = pages.page(member, now);
        var model = model(list, tabs);
        var asked = replace.isEmpty() ? name : replace;
        if (list.has(asked)) {
            model.put("name", asked);
            model.put("replacing", true);
        } else if (Variables.isName(name)) {
            model.put("name", name);
        }
        return new ModelAndView("dashboard/secrets", model);
    }

    @PostMapping
    ModelAndView set(
            Member member,
            @PathVariable String app,
            @PathVariable String environment,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String value,
            Words words,
            HtmxRequest htmx) {
        var now = changeable(member, app, environment);
        var form = new SecretForm(name, value);
        var failure = new Failure(form.errors(), List.of());
        if (!failure.errors().any()) {
            try {
                keeper.set(member, now.environment().ref(), form.name(), form.value());
                return htmx.seeOther(path(now), words.message("dashboard.secrets.stored", form.name()));
            } catch (Refused why) {
                failure = Failure.of(why.problems(), words);
            }
        }
        var replacing = pages.page(member, now).has(form.name());
        var typed = Map.of("name", form.shownName(), "replacing", replacing, "again", true);
        return refused(member, app, environment, failure, typed, htmx);
    }

    /** Every line of a file becomes a secret. */
    @PostMapping("/file")
    ModelAndView setAll(
            Member member,
            @PathVariable String app,
            @PathVariable String environment,
            @RequestParam(defaultValue = "") String file,
            Words words,
            HtmxRequest htmx) {
        var now = changeable(member, app, environment);
        var form = new SecretFile(file);
        var failure = form.errors().any() ? new Failure(form.errors(), List.of()) : store(member, now, form, words);
        return failure.errors().any() || !failure.refusals().isEmpty()
                ? refused(member, app, environment, failure, Map.of("againFile", true), htmx)
                : htmx.seeOther(
                        path(now),
                        words.message(
                                "dashboard.secrets.storedAll", form.secrets().size()));
    }

    /** One after the other: those before the first that is refused are stored. */
    private Failure store(Member member, Situation now, SecretFile form, Words words) {
        var stored = 0;
        for (var secret : form.secrets().entrySet()) {
            try {
                keeper.set(member, now.environment().ref(), secret.getKey(), secret.getValue());
                stored++;
            } catch (Refused why) {
                var first = why.problems().getFirst();
                return first.field().isEmpty()
                        ? Failure.of(why.problems(), words)
                        : new Failure(
                                new FieldErrors()
                                        .add(
                                                "file",
                                                "dashboard.secrets.error.file.stored",
                                                secret.getKey(),
                                                words.problem(first.problem()),
                                                stored),
                                List.of());
            }
        }
        return Failure.NONE;
    }

    @PostMapping("/remove")
    ModelAndView remove(
            Member member,
            @PathVariable String app,
            @PathVariable String environment,
            @RequestParam(defaultValue = "") String name,
            Words words,
            HtmxRequest htmx) {
        var now = changeable(member, app, environment);
        return accept(member, app, environment, words, htmx, () -> {
            var had = pages.page(member, now).has(name);
            keeper.remove(member, now.environment().ref(), name);
            return had
                    ? htmx.seeOther(path(now), words.message("dashboard.secrets.removed", name))
                    : htmx.seeOther(path(now));
        });
    }

    @PostMapping("/deploy")
    ModelAndView deploy(
            Member member,
            @PathVariable String app,
            @PathVariable String environment,
            @RequestParam String expected,
            Words words,
            HtmxRequest htmx) {
        var now = changeable(member, app, environment);
        var at = Places.generation(expected);
        return accept(member, app, environment, words, htmx, () -> {
            var made = keeper.deploy(member, now.environment().ref(), at);
            return htmx.seeOther(now.path() + "/versions/" + made.number());
        });
    }

    private ModelAndView accept(
            Member member,
            String app,
            String environment,
            Words words,
            HtmxRequest htmx,
            Supplier<ModelAndView> change) {
        try {
            return change.get();
        } catch (Refused why) {
            var failure = new Failure(new FieldErrors(), Places.refusals(why, words));
            return refused(member, app, environment, failure, Map.of(), htmx);
        }
    }

    /** What stands against a form: at its fields, and what no field can mend. */
    private record Failure(FieldErrors errors, List<String> refusals) {
        static final Failure NONE = new Failure(new FieldErrors(), List.of());

        static Failure of(List<FieldProblem> problems, Words words) {
            var errors = new FieldErrors();
            problems.stream()
                    .filter(each -> !each.field().isEmpty())
                    .forEach(each -> errors.add(each.field(), each.problem()));
            var refusals = problems.stream()
                    .filter(each -> each.field().isEmpty())
                    .map(each -> words.problem(each.problem()))
                    .toList();
            return new Failure(errors, refusals);
        }
    }

    private Situation changeable(Member member, String app, String environment) {
        var now = Places.at(dashboard.application(member, Places.app(app)), environment);
        Places.changeable(member, now);
        return now;
    }

    private static String path(Situation now) {
        return now.path() + "/secrets";
    }

    /** The page as it is now, which another may have changed since. */
    private ModelAndView refused(
            Member member, String app, String environment, Failure failure, Map<String, ?> typed, HtmxRequest htmx) {
        var tabs = dashboard.application(member, Places.app(app));
        var model = model(pages.page(member, Places.at(tabs, environment)), tabs);
        model.put("errors", failure.errors());
        model.put("refusals", failure.refusals());
        model.putAll(typed);
        return htmx.refused("dashboard/secrets", "content", model);
    }

    private static Map<String, Object> model(SecretsView list, List<Situation> tabs) {
        var now = list.now();
        var model = new HashMap<String, Object>();
        model.put("list", list);
        model.put("now", now);
        model.put("tabs", tabs);
        model.put("place", "/secrets");
        model.put("name", "");
        model.put("replacing", false);
        model.put("again", false);
        model.put("againFile", false);
        model.put("current", Places.current(now, tabs, "secrets"));
        model.put("topics", Places.topics(tabs));
        model.put("view", new PageName.Secrets(now.environment().ref().id()).text());
        return model;
    }
}
