package no.dotkom.portal.dashboard.web;

import no.dotkom.portal.apps.AppPlaces;
import no.dotkom.portal.apps.EnvironmentRef;
import no.dotkom.portal.dashboard.Dashboard;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.ui.CurrentApplication;
import org.springframework.stereotype.Component;

/** Gives the pages of the room apps the same rail as ours. */
@Component
class RailOfApplication implements AppPlaces {
    private final Dashboard dashboard;

    RailOfApplication(Dashboard dashboard) {
        this.dashboard = dashboard;
    }

    @Override
    public CurrentApplication of(Member member, EnvironmentRef environment, String path) {
        var tabs = dashboard.application(member, environment.name().app());
        var now = tabs.stream()
                .filter(each -> each.environment().ref().equals(environment))
                .findFirst()
                .orElseThrow(Places.absent());
        return Places.current(now, tabs, path.endsWith("/settings") ? "settings" : "deployments");
    }
}
