package no.dotkom.portal.dashboard;

import no.dotkom.portal.ui.Changes;
import no.dotkom.portal.ui.Topic;
import no.dotkom.portal.watch.Watch;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells open pages what no row of theirs tells: that the picture has become too old or is fresh again, and that all
 * nodes have fallen silent or one speaks again.
 */
@Component
class Aging {
    private record Told(boolean old, boolean silent) {}

    private final Dashboard dashboard;
    private final Watch watch;
    private final Changes changes;
    private volatile Told told = new Told(true, false);

    Aging(Dashboard dashboard, Watch watch, Changes changes) {
        this.dashboard = dashboard;
        this.watch = watch;
        this.changes = changes;
    }

    @Scheduled(fixedDelayString = "${portal.dashboard.aging:PT10S}")
    @Transactional
    public void look() {
        var now = new Told(dashboard.freshness().old(), Causes.silent(watch.nodes()));
        if (!now.equals(told)) {
            told = now;
            changes.changed(Topic.of("watch"));
        }
    }
}
