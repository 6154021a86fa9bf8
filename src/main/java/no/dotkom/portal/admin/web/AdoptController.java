package no.dotkom.portal.admin.web;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import no.dotkom.portal.admin.Administration;
import no.dotkom.portal.apps.Adoption;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.apps.FieldProblem;
import no.dotkom.portal.apps.Refused;
import no.dotkom.portal.apps.port.Strangers;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.model.AppName;
import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.model.EnvironmentSlug;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.model.TeamSlug;
import no.dotkom.portal.ui.FieldErrors;
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

/** Services that others made, and taking one over. */
@Controller
@RequestMapping("/admin/adopt")
class AdoptController {
    /** Beside a form AWS is asked for so long at most (design.md decision 5). */
    private static final long SECONDS = 3;

    private final Administration administration;
    private final Apps apps;
    private final Strangers strangers;

    AdoptController(Administration administration, Apps apps, Strangers strangers) {
        this.administration = administration;
        this.apps = apps;
        this.strangers = strangers;
    }

    /** What is asked of a maintainer, as it was typed. */
    record Answers(String name, String environment, String team) {}

    /** What AWS says of the service now. */
    private sealed interface Look {
        record Seen(Strangers.Stranger stranger) implements Look {}

        record Gone() implements Look {}

        record Silent() implements Look {}
    }

    @GetMapping
    ModelAndView queue(Member member) {
        Maintainers.only(member);
        return new ModelAndView("admin/adopt", Map.of("strangers", administration.strangers()));
    }

    @GetMapping("/{service}")
    ModelAndView form(Member member, @PathVariable String service, Words words) {
        Maintainers.only(member);
        return new ModelAndView(
                "admin/adoption", model(service, look(service), proposal(service), new FieldErrors(), words));
    }

    @PostMapping("/{service}")
    ModelAndView adopt(
            Member member,
            @PathVariable String service,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String environment,
            @RequestParam(defaultValue = "") String team,
            Words words,
            HtmxRequest htmx) {
        Maintainers.only(member);
        var answers = new Answers(name.strip(), environment.strip(), team.strip());
        var errors = errors(answers);
        var look = look(service);
        if (errors.any() || !(look instanceof Look.Seen(Strangers.Adoptable found))) {
            return htmx.refused("admin/adoption", "content", model(service, look, answers, errors, words));
        }
        try {
            var into = new EnvironmentName(new AppName(answers.name()), new EnvironmentSlug(answers.environment()));
            apps.adopt(member, new Adoption(into, new TeamSlug(answers.team()), found));
            return htmx.seeOther("/apps/" + into.app() + "/" + into.slug() + "/adoption");
        } catch (Refused why) {
            why.problems().forEach(problem -> errors.add(field(problem), problem.problem()));
            return htmx.refused("admin/adoption", "content", model(service, look, answers, errors, words));
        }
    }

    /** Problems of what was found stand at the name: there is no field for them. */
    private static String field(FieldProblem problem) {
        return List.of("name", "environment", "team").contains(problem.field()) ? problem.field() : "name";
    }

    private static FieldErrors errors(Answers answers) {
        var errors = new FieldErrors();
        if (!AppName.isValid(answers.name())) {
            errors.add("name", "apps.error.name");
        }
        if (!EnvironmentSlug.isValid(answers.environment())) {
            errors.add("environment", "apps.error.environment");
        }
        if (!TeamSlug.isValid(answers.team())) {
            errors.add("team", "admin.adopt.team.error");
        }
        return errors;
    }

    /** {@code monoweb-prd-web} is the environment production of monoweb-web; a maintainer knows better. */
    private static Answers proposal(String service) {
        var stages = new LinkedHashMap<String, String>();
        stages.put("-prd-", "production");
        stages.put("-prod-", "production");
        stages.put("-stg-", "staging");
        stages.put("-staging-", "staging");
        for (var stage : stages.entrySet()) {
            if (service.contains(stage.getKey())) {
                return new Answers(service.replace(stage.getKey(), "-"), stage.getValue(), "");
            }
        }
        return new Answers(service, "production", "");
    }

    private Look look(String service) {
        var asked = CompletableFuture.supplyAsync(() -> strangers.find(service), Thread::startVirtualThread);
        try {
            return asked.orTimeout(SECONDS, TimeUnit.SECONDS)
                    .join()
                    .<Look>map(Look.Seen::new)
                    .orElseGet(Look.Gone::new);
        } catch (CompletionException why) {
            if (why.getCause() instanceof Strangers.Unanswered || why.getCause() instanceof TimeoutException) {
                return new Look.Silent();
            }
            throw why;
        }
    }

    private static Map<String, Object> model(
            String service, Look look, Answers answers, FieldErrors errors, Words words) {
        var model = new HashMap<String, Object>();
        model.put("service", service);
        model.put("answers", answers);
        model.put("errors", errors);
        switch (look) {
            case Look.Seen(Strangers.Adoptable found) -> model.put("found", FoundView.of(found, words));
            case Look.Seen(Strangers.Unfit unfit) -> {
                var values = Map.of("name", service, "reasons", String.join(", ", unfit.reasons()));
                model.put("obstacle", words.problem(Problem.of("ADOPT-5", values)));
            }
            case Look.Silent() -> model.put("obstacle", words.problem(Problem.of("ADOPT-6")));
            case Look.Gone() -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return model;
    }
}
