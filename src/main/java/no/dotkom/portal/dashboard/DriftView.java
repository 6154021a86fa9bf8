package no.dotkom.portal.dashboard;

import java.time.Instant;
import java.util.List;
import no.dotkom.portal.apps.Theirs;
import no.dotkom.portal.plan.Setting;
import no.dotkom.portal.reconcile.Drifted;
import org.jspecify.annotations.Nullable;

/**
 * What of one environment was changed outside the portal.
 *
 * @param comparedAt when AWS was last asked, or null before the first time
 * @param obstacle why it cannot be compared, or null when it can
 */
public record DriftView(
        Situation now,
        List<Situation> tabs,
        List<Row> rows,
        @Nullable Instant comparedAt,
        @Nullable Sentence obstacle,
        Rights may) {
    /**
     * One setting.
     *
     * @param acceptable true when the portal can ask for what was found
     */
    public record Row(Setting setting, String about, String wanted, String found, Instant since, boolean acceptable) {
        static Row of(Drifted drifted) {
            var difference = drifted.difference();
            return new Row(
                    difference.setting(),
                    difference.about(),
                    difference.wanted(),
                    difference.found(),
                    drifted.since(),
                    Theirs.acceptable(difference));
        }
    }

    /** True when something of it can be asked for as it was found. */
    public boolean acceptable() {
        return rows.stream().anyMatch(Row::acceptable);
    }
}
