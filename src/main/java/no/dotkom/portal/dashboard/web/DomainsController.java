package no.dotkom.portal.dashboard.web;

import java.util.Map;
import no.dotkom.portal.dashboard.Dashboard;
import no.dotkom.portal.dashboard.domains.DomainPages;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.ui.HtmxRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Where the domains of an environment lead. */
@Controller
@RequestMapping("/apps/{app}/{environment}/domains")
class DomainsController {
    private final Dashboard dashboard;
    private final DomainPages pages;

    DomainsController(Dashboard dashboard, DomainPages pages) {
        this.dashboard = dashboard;
        this.pages = pages;
    }

    @GetMapping
    ModelAndView domains(Member member, @PathVariable String app, @PathVariable String environment) {
        var tabs = dashboard.application(member, Places.app(app));
        var now = Places.at(tabs, environment);
        dashboard.opened(member, Places.app(app));
        return new ModelAndView(
                "dashboard/domains",
                Map.of(
                        "list", pages.page(member, now, tabs),
                        "now", now,
                        "tabs", tabs,
                        "place", "/domains",
                        "current", Places.current(now, tabs, "domains"),
                        "topics", Places.topics(tabs),
                        "view", PageName.TabsOnly.of("domains", now).text()));
    }

    /** The list after DNS was asked. */
    @GetMapping("/checked")
    ModelAndView checked(Member member, @PathVariable String app, @PathVariable String environment) {
        var name = Places.app(app);
        pages.check(Places.at(dashboard.application(member, name), environment));
        // Read after DNS was asked: what is wrong with a domain is part of the situation.
        var tabs = dashboard.application(member, name);
        var now = Places.at(tabs, environment);
        return new ModelAndView("dashboard/_domains :: domains", Map.of("list", pages.page(member, now, tabs)));
    }

    /** The same at somebody's wish, also of the loop; needs no script. */
    @PostMapping("/check")
    ModelAndView check(Member member, HtmxRequest htmx, @PathVariable String app, @PathVariable String environment) {
        var now = Places.at(dashboard.application(member, Places.app(app)), environment);
        pages.checkAll(now);
        return htmx.seeOther(now.path() + "/domains");
    }
}
