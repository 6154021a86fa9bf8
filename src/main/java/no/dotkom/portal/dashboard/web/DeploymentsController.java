package no.dotkom.portal.dashboard.web;

import java.util.Map;
import no.dotkom.portal.apps.DiffView;
import no.dotkom.portal.apps.SpecDiff;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.dashboard.Dashboard;
import no.dotkom.portal.dashboard.Situation;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.Role;
import no.dotkom.portal.ui.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The versions of an environment. */
@Controller
class DeploymentsController {
    private final Dashboard dashboard;

    DeploymentsController(Dashboard dashboard) {
        this.dashboard = dashboard;
    }

    @GetMapping("/apps/{app}/{environment}/deployments")
    ModelAndView deployments(
            Member member,
            @PathVariable String app,
            @PathVariable String environment,
            @RequestParam(required = false) @Nullable String below) {
        var from = below == null ? Long.MAX_VALUE : Places.number(below);
        var list = dashboard
                .deployments(member, Places.app(app), Places.slug(environment), from)
                .orElseThrow(Places.absent());
        var now = list.now();
        var view = new PageName.Deployments(now.environment().ref().id());
        return new ModelAndView(
                "dashboard/deployments",
                Map.of(
                        "deployments", list,
                        "now", now,
                        "tabs", list.tabs(),
                        "current", Places.current(now, list.tabs(), "deployments"),
                        "topics", Places.topics(list.tabs()),
                        "view", view.text()));
    }

    @GetMapping("/apps/{app}/{environment}/deployments/compare")
    ModelAndView compare(
            Member member,
            @PathVariable String app,
            @PathVariable String environment,
            @RequestParam String from,
            @RequestParam String to,
            Words words) {
        var tabs = dashboard.application(member, Places.app(app));
        var now = Places.at(tabs, environment);
        var before = version(now, from);
        var after = version(now, to);
        var mayRead = member.may(Role.DEVELOPER, now.environment().ref().team());
        var diff = SpecDiff.between(before.resolved(), after.resolved());
        return new ModelAndView(
                "dashboard/compare",
                Map.of(
                        "before", before,
                        "after", after,
                        "diff", DiffView.of(diff, words, mayRead),
                        "now", now,
                        "tabs", tabs,
                        "current", Places.current(now, tabs, "deployments")));
    }

    private Version version(Situation now, String number) {
        return dashboard.version(now.environment(), Places.generation(number)).orElseThrow(Places.absent());
    }
}
