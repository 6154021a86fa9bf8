package no.dotkom.portal.dashboard.web;

import java.util.Map;
import no.dotkom.portal.dashboard.Dashboard;
import no.dotkom.portal.identity.Member;
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
}
