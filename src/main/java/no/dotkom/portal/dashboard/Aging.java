package no.dotkom.portal.dashboard;

import no.dotkom.portal.ui.Changes;
import no.dotkom.portal.ui.Topic;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells open pages when the picture has become too old, and when it is fresh again: no row changes while AWS is silent,
 * so nothing else would.
 */
@Component
class Aging {
    private final Dashboard dashboard;
    private final Changes changes;
    private volatile boolean old = true;

    Aging(Dashboard dashboard, Changes changes) {
        this.dashboard = dashboard;
        this.changes = changes;
    }

    @Scheduled(fixedDelayString = "${portal.dashboard.aging:PT10S}")
    @Transactional
    public void look() {
        var now = dashboard.freshness().old();
        if (now != old) {
            old = now;
            changes.changed(Topic.of("watch"));
        }
    }
}
