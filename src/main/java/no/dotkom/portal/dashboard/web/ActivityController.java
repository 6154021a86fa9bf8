package no.dotkom.portal.dashboard.web;

import java.util.Map;
import no.dotkom.portal.dashboard.ActivityView;
import no.dotkom.portal.dashboard.Dashboard;
import no.dotkom.portal.identity.Member;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Who did what to an application. */
@Controller
class ActivityController {
    private final Dashboard dashboard;

    ActivityController(Dashboard dashboard) {
        this.dashboard = dashboard;
    }

    @GetMapping("/apps/{app}/{environment}/activity")
    ModelAndView activity(
            Member member,
            @PathVariable String app,
            @PathVariable String environment,
            @RequestParam(defaultValue = "") String of,
            @RequestParam(defaultValue = "") String by,
            @RequestParam(required = false) @Nullable String below) {
        var choice = new ActivityView.Choice(of.equals("all"), by.matches("members|others") ? by : "");
        var from = below == null ? Long.MAX_VALUE : Places.number(below);
        var list = dashboard
                .activity(member, Places.app(app), Places.slug(environment), choice, from)
                .orElseThrow(Places.absent());
        var now = list.now();
        return new ModelAndView(
                "dashboard/activity",
                Map.of(
                        "activity", list,
                        "now", now,
                        "tabs", list.tabs(),
                        "fresh", 0,
                        "current", Places.current(now, list.tabs(), "activity"),
                        "topics", Places.topics(list.tabs()),
                        "view", PageName.Activity.of(now, choice, list.newest()).text()));
    }
}
