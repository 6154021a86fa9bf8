package no.dotkom.portal.dashboard.web;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.apps.Refused;
import no.dotkom.portal.dashboard.Dashboard;
import no.dotkom.portal.dashboard.DriftView;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.plan.Difference;
import no.dotkom.portal.plan.Policy;
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

/** What was changed outside the portal, and what is to be done about it. */
@Controller
@RequestMapping("/apps/{app}/{environment}/drift")
class DriftController {
    private final Dashboard dashboard;
    private final Apps apps;

    DriftController(Dashboard dashboard, Apps apps) {
        this.dashboard = dashboard;
        this.apps = apps;
    }

    @GetMapping
    ModelAndView page(Member member, @PathVariable String app, @PathVariable String environment, Words words) {
        return new ModelAndView("dashboard/drift", model(find(member, app, environment), words));
    }

    /** Anybody who may see it may have it compared. */
    @PostMapping("/look")
    ModelAndView look(
            Member member, @PathVariable String app, @PathVariable String environment, Words words, HtmxRequest htmx) {
        var found = find(member, app, environment);
        apps.lookAgain(found.now().environment().ref());
        return htmx.seeOther(found.now().path() + "/drift", words.message("dashboard.drift.looking"));
    }

    @PostMapping("/ours")
    ModelAndView ours(
            Member member,
            @PathVariable String app,
            @PathVariable String environment,
            @RequestParam String expected,
            Words words,
            HtmxRequest htmx) {
        var found = changeable(member, app, environment);
        var ref = found.now().environment().ref();
        var at = Places.generation(expected);
        return accept(found, () -> apps.applyOurs(member, ref, at), words, htmx);
    }

    @PostMapping("/theirs")
    ModelAndView theirs(
            Member member,
            @PathVariable String app,
            @PathVariable String environment,
            @RequestParam String expected,
            Words words,
            HtmxRequest htmx) {
        var found = changeable(member, app, environment);
        var ref = found.now().environment().ref();
        var at = Places.generation(expected);
        var differences = found.rows().stream()
                .map(row -> new Difference(row.setting(), row.about(), row.wanted(), row.found()))
                .toList();
        return accept(found, () -> apps.acceptTheirs(member, ref, at, differences), words, htmx);
    }

    @PostMapping("/policy")
    ModelAndView policy(
            Member member,
            @PathVariable String app,
            @PathVariable String environment,
            @RequestParam String policy,
            Words words,
            HtmxRequest htmx) {
        var found = changeable(member, app, environment);
        apps.setPolicy(member, found.now().environment().ref(), policy(policy));
        return htmx.seeOther(found.now().path() + "/drift", words.message("dashboard.drift.policy.saved"));
    }

    private static Policy policy(String text) {
        return Optional.of(text)
                .filter(each -> each.matches("SYNC|UPSERT_ONLY|OBSERVE_ONLY"))
                .map(Policy::valueOf)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
    }

    private ModelAndView accept(DriftView found, Supplier<Generation> change, Words words, HtmxRequest htmx) {
        try {
            var made = change.get();
            return htmx.seeOther(found.now().path() + "/versions/" + made.number());
        } catch (Refused why) {
            var model = model(found, words);
            model.put("refusals", Places.refusals(why, words));
            return htmx.refused("dashboard/drift", "content", model);
        }
    }

    private DriftView find(Member member, String app, String environment) {
        return dashboard
                .drift(member, Places.app(app), Places.slug(environment))
                .orElseThrow(Places.absent());
    }

    private DriftView changeable(Member member, String app, String environment) {
        var found = find(member, app, environment);
        Places.changeable(member, found.now());
        return found;
    }

    private static Map<String, Object> model(DriftView drift, Words words) {
        var policies = new LinkedHashMap<String, String>();
        for (var policy : Policy.values()) {
            policies.put(policy.name(), words.message("dashboard.drift.policy." + policy.name()));
        }
        var now = drift.now();
        var model = new HashMap<String, Object>();
        model.put("drift", drift);
        model.put("now", now);
        model.put("tabs", drift.tabs());
        model.put("policies", policies);
        model.put("current", Places.current(now, drift.tabs(), "overview"));
        model.put("topics", Places.topics(drift.tabs()));
        model.put("view", new PageName.Drift(now.environment().ref().id()).text());
        return model;
    }
}
