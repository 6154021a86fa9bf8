package no.dotkom.portal.dashboard.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import no.dotkom.portal.dashboard.ApplicationsView;
import no.dotkom.portal.dashboard.Dashboard;
import no.dotkom.portal.dashboard.Filter;
import no.dotkom.portal.dashboard.metrics.Trends;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.ui.Changes;
import no.dotkom.portal.ui.HtmxRequest;
import no.dotkom.portal.ui.Topic;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The list of applications. */
@Controller
class ApplicationsController {
    /** As many rows may be followed one by one; a longer list is told as a whole. */
    private static final int FOLLOWED = 18;

    private final Dashboard dashboard;
    private final Trends trends;
    private final Changes changes;

    ApplicationsController(Dashboard dashboard, Trends trends, Changes changes) {
        this.dashboard = dashboard;
        this.trends = trends;
        this.changes = changes;
    }

    @GetMapping("/")
    ModelAndView first(HtmxRequest htmx) {
        return htmx.seeOther("/apps");
    }

    @GetMapping("/apps")
    ModelAndView applications(
            Member member,
            HtmxRequest htmx,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String whose,
            @RequestParam(required = false) @Nullable String health) {
        var filter = Filter.of(q, whose, health, member);
        var list = dashboard.applications(member, filter);
        var fragment = "nav#states".equals(htmx.source()) ? "states" : "list";
        var rows = TrendsController.rows(list);
        trends.readRowsLater(rows, () -> changes.changed(TrendsController.TOPIC));
        var sparks = trends.ofRows(rows);
        return htmx.page(
                "dashboard/applications", fragment, Map.of("list", list, "topics", topics(list), "sparks", sparks));
    }

    private static List<Topic> topics(ApplicationsView list) {
        var rows =
                list.groups().stream().flatMap(group -> group.rows().stream()).toList();
        if (rows.size() > FOLLOWED || rows.isEmpty()) {
            return List.of(Topic.of("apps"), Places.WATCH, TrendsController.TOPIC);
        }
        var topics = new ArrayList<Topic>();
        rows.forEach(row -> topics.add(Topic.of("env", row.now().id())));
        topics.add(Places.WATCH);
        topics.add(TrendsController.TOPIC);
        return topics;
    }
}
