package no.dotkom.portal.dashboard.web;

import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.dashboard.Dashboard;
import no.dotkom.portal.identity.Member;
import org.springframework.stereotype.Component;

/** Finds the environment that an address of a log names, for those who may see it; for others there is none. */
@Component
class LogLoader {
    private final Dashboard dashboard;

    LogLoader(Dashboard dashboard) {
        this.dashboard = dashboard;
    }

    EnvironmentDetails environment(Member member, String app, String slug) {
        return dashboard.find(member, Places.app(app), Places.slug(slug)).orElseThrow(Places.absent());
    }
}
