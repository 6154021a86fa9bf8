package no.dotkom.portal.dashboard.web;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import no.dotkom.portal.dashboard.Dashboard;
import no.dotkom.portal.dashboard.Health;
import no.dotkom.portal.dashboard.Situation;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.ui.RailLink;
import no.dotkom.portal.ui.RailSource;
import org.springframework.stereotype.Component;

/** What the rail and the palette find of this room. */
@Component
class DashboardRail implements RailSource {
    /** Applications under "Opened lately". */
    private static final int LATELY = 4;

    private final Dashboard dashboard;

    DashboardRail(Dashboard dashboard) {
        this.dashboard = dashboard;
    }

    @Override
    public List<RailLink> applications(Member member) {
        return List.of(
                RailLink.to("/apps", "grid", "dashboard.nav.apps")
                        .counting(dashboard.count(member))
                        .keyed("g a"),
                RailLink.to("/apps/new", "plus", "dashboard.nav.register"));
    }

    @Override
    public List<RailLink> lately(Member member) {
        // Twice as many, for some may be gone.
        var names = dashboard.lately(member, 2 * LATELY);
        if (names.isEmpty()) {
            return List.of();
        }
        var health = healths(member);
        return names.stream()
                .filter(health::containsKey)
                .limit(LATELY)
                .map(name -> link(name, Objects.requireNonNull(health.get(name))))
                .toList();
    }

    @Override
    public List<RailLink> places(Member member) {
        return dashboard.visibleTo(member).stream()
                .flatMap(each -> Stream.of(RailLink.named(
                        each.path(),
                        each.app() + " " + each.slug(),
                        each.health().word())))
                .toList();
    }

    private Map<String, Health> healths(Member member) {
        return dashboard.visibleTo(member).stream()
                .collect(Collectors.toMap(Situation::app, Situation::health, (a, b) -> Health.worst(List.of(a, b))));
    }

    private static RailLink link(String name, Health health) {
        return RailLink.named("/apps/" + name, name, health.word());
    }
}
