package no.dotkom.portal.dashboard.web;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.dotkom.portal.dashboard.Dashboard;
import no.dotkom.portal.dashboard.Situation;
import no.dotkom.portal.dashboard.logs.LogAddress;
import no.dotkom.portal.dashboard.logs.LogPages;
import no.dotkom.portal.dashboard.logs.LogPlace;
import no.dotkom.portal.dashboard.logs.LogsView;
import no.dotkom.portal.dashboard.port.Cursor;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.ui.Preferences;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The log viewer: whole without a script, which only adds what is live. */
@Controller
class LogsController {
    private final Dashboard dashboard;
    private final LogPages pages;

    LogsController(Dashboard dashboard, LogPages pages) {
        this.dashboard = dashboard;
        this.pages = pages;
    }

    /** @param view where in the log: {@code at}, {@code before}, {@code after}, {@code from} or none for its end */
    @GetMapping("/apps/{app}/{environment}/logs")
    ModelAndView logs(
            Member member,
            @PathVariable("app") String name,
            @PathVariable String environment,
            LogParameters parameters,
            @RequestParam Map<String, String> view,
            Preferences preferences) {
        var app = Places.app(name);
        var tabs = dashboard.application(member, app);
        var now = Places.at(tabs, environment);
        dashboard.opened(member, app);
        var utc = "utc".equals(view.get("zone"));
        var zone = utc ? ZoneOffset.UTC : preferences.zone().id();
        var address = address(now, parameters, view, utc);
        var page = pages.page(now.environment(), place(view, parameters, zone), address, parameters::query, zone);
        return new ModelAndView("dashboard/logs", model(now, tabs, page, zone));
    }

    private static Map<String, Object> model(Situation now, List<Situation> tabs, LogsView page, ZoneId zone) {
        return Map.of(
                "logs",
                page,
                "now",
                now,
                "tabs",
                tabs,
                "place",
                "/logs",
                "mainClass",
                "logs",
                "script",
                "logs.js",
                "zone",
                zone,
                "current",
                Places.current(now, tabs, "logs"),
                "topics",
                Places.topics(tabs),
                "view",
                PageName.TabsOnly.of("logs", now).text());
    }

    private static LogAddress address(Situation now, LogParameters parameters, Map<String, String> view, boolean utc) {
        return new LogAddress(
                now.path() + "/logs",
                parameters.text(),
                parameters.levels(),
                parameters.tasks(),
                utc,
                !"off".equals(view.get("wrap")),
                parameters.daysBack());
    }

    private static LogPlace place(Map<String, String> view, LogParameters parameters, ZoneId zone) {
        return cursor(view, "at")
                .<LogPlace>map(LogPlace.Around::new)
                .or(() -> cursor(view, "before").map(LogPlace.Before::new))
                .or(() -> cursor(view, "after").map(LogPlace.After::new))
                .or(() -> parameters.moment(zone).map(LogPlace::from))
                .orElseGet(LogPlace.Newest::new);
    }

    private static Optional<Cursor> cursor(Map<String, String> view, String name) {
        return Optional.ofNullable(view.get(name)).flatMap(Cursor::parse);
    }
}
