package no.dotkom.portal.dashboard.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import no.dotkom.portal.dashboard.Dashboard;
import no.dotkom.portal.dashboard.metrics.MetricPages;
import no.dotkom.portal.identity.Member;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Charts of what CloudWatch measured: whole without a script, which only adds the cursor and the zoom. */
@Controller
class MetricsController {
    private final Dashboard dashboard;
    private final MetricPages pages;

    MetricsController(Dashboard dashboard, MetricPages pages) {
        this.dashboard = dashboard;
        this.pages = pages;
    }

    /** @param view {@code range}, or {@code from} and {@code to}; {@code table} for a chart as a table */
    @GetMapping("/apps/{app}/{environment}/metrics")
    ModelAndView metrics(
            Member member,
            @PathVariable String app,
            @PathVariable String environment,
            @RequestParam Map<String, String> view) {
        var name = Places.app(app);
        var tabs = dashboard.application(member, name);
        var now = Places.at(tabs, environment);
        dashboard.opened(member, name);
        var span = pages.span(view.getOrDefault("range", ""), moment(view, "from"), moment(view, "to"));
        var page = pages.page(member, now, tabs, span, view.getOrDefault("table", ""));
        return new ModelAndView(
                "dashboard/metrics",
                Map.of(
                        "metrics",
                        page,
                        "now",
                        now,
                        "tabs",
                        tabs,
                        "place",
                        "/metrics",
                        "script",
                        "metrics.js",
                        "current",
                        Places.current(now, tabs, "metrics"),
                        "topics",
                        Places.topics(tabs),
                        "view",
                        PageName.TabsOnly.of("metrics", now).text()));
    }

    private static Optional<Instant> moment(Map<String, String> view, String name) {
        try {
            return Optional.ofNullable(view.get(name)).map(Instant::parse);
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
