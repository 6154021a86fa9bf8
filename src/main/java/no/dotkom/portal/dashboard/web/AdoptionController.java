package no.dotkom.portal.dashboard.web;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import no.dotkom.portal.apps.Advice;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.apps.Refused;
import no.dotkom.portal.apps.TagCommands;
import no.dotkom.portal.dashboard.Dashboard;
import no.dotkom.portal.dashboard.DriftView;
import no.dotkom.portal.identity.Member;
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

/** An environment that was made elsewhere: how it becomes ours, and what the portal would do otherwise. */
@Controller
@RequestMapping("/apps/{app}/{environment}/adoption")
class AdoptionController {
    private static final String VIEW = "dashboard/adoption";
    private final Dashboard dashboard;
    private final Apps apps;

    AdoptionController(Dashboard dashboard, Apps apps) {
        this.dashboard = dashboard;
        this.apps = apps;
    }

    @GetMapping
    ModelAndView page(Member member, @PathVariable String app, @PathVariable String environment) {
        var found = find(member, app, environment);
        return new ModelAndView(VIEW, model(member, found));
    }

    @PostMapping("/abandon")
    ModelAndView abandon(
            Member member,
            @PathVariable String app,
            @PathVariable String environment,
            @RequestParam String expected,
            Words words,
            HtmxRequest htmx) {
        var found = find(member, app, environment);
        if (!member.platformAdmin()) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return accept(member, found, words, htmx, () -> {
            apps.abandon(member, found.now().environment().ref(), Places.generation(expected));
            return "/admin/adopt";
        });
    }

    @PostMapping("/advice")
    ModelAndView advice(
            Member member,
            @PathVariable String app,
            @PathVariable String environment,
            @RequestParam String expected,
            @RequestParam String advice,
            Words words,
            HtmxRequest htmx) {
        var found = find(member, app, environment);
        Places.changeable(member, found.now());
        var ref = found.now().environment().ref();
        var taken = Arrays.stream(Advice.values())
                .filter(each -> each.name().equals(advice))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
        return accept(member, found, words, htmx, () -> {
            var made = apps.takeAdvice(member, ref, Places.generation(expected), taken);
            return found.now().path() + "/versions/" + made.number();
        });
    }

    private ModelAndView accept(
            Member member, DriftView found, Words words, HtmxRequest htmx, Supplier<String> change) {
        try {
            return htmx.seeOther(change.get());
        } catch (Refused why) {
            var model = model(member, found);
            model.put("refusals", Places.refusals(why, words));
            return htmx.refused(VIEW, "content", model);
        }
    }

    private DriftView find(Member member, String app, String environment) {
        return dashboard
                .drift(member, Places.app(app), Places.slug(environment))
                .orElseThrow(Places.absent());
    }

    private Map<String, Object> model(Member member, DriftView drift) {
        var now = drift.now();
        var ref = now.environment().ref();
        var resources = apps.adopted(ref);
        if (resources.isEmpty()) {
            throw Places.absent().get();
        }
        var adopting = now.environment().adopting();
        var model = new HashMap<String, Object>();
        model.put("drift", drift);
        model.put("now", now);
        model.put("tabs", drift.tabs());
        model.put("adopting", adopting);
        model.put("commands", adopting ? TagCommands.of(ref, resources) : List.of());
        model.put("advice", adopting ? List.of() : Advice.on(now.shown()));
        model.put("admin", member.platformAdmin());
        model.put("current", Places.current(now, drift.tabs(), "overview"));
        return model;
    }
}
