package no.dotkom.portal.dashboard.web;

import java.util.List;
import java.util.Map;
import no.dotkom.portal.dashboard.ApplicationsView;
import no.dotkom.portal.dashboard.Dashboard;
import no.dotkom.portal.dashboard.Filter;
import no.dotkom.portal.dashboard.Situation;
import no.dotkom.portal.dashboard.metrics.Trends;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.ui.Topic;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The small lines that pages ask for once they stand, and each minute while they are looked at. */
@Controller
class TrendsController {
    /** Small lines of rows came in. */
    static final Topic TOPIC = Topic.of("trends");

    private final Dashboard dashboard;
    private final Trends trends;

    TrendsController(Dashboard dashboard, Trends trends) {
        this.dashboard = dashboard;
        this.trends = trends;
    }

    @GetMapping("/apps/trends")
    ModelAndView rows(
            Member member,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String whose,
            @RequestParam(required = false) @Nullable String health) {
        var rows = rows(dashboard.applications(member, Filter.of(q, whose, health, member)));
        trends.readRows(rows);
        return new ModelAndView("dashboard/_trends :: rows", Map.of("rows", rows, "sparks", trends.ofRows(rows)));
    }

    static List<Situation> rows(ApplicationsView list) {
        return list.groups().stream()
                .flatMap(group -> group.rows().stream())
                .map(ApplicationsView.Row::now)
                .toList();
    }

    @GetMapping("/apps/{app}/{environment}/trends")
    ModelAndView page(Member member, @PathVariable String app, @PathVariable String environment) {
        var now = Places.at(dashboard.application(member, Places.app(app)), environment);
        trends.readPage(now);
        return new ModelAndView("dashboard/_trends :: page", Map.of("now", now, "trends", trends.ofPage(now)));
    }
}
