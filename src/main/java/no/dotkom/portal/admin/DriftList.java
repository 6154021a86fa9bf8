package no.dotkom.portal.admin;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import no.dotkom.portal.apps.EnvironmentRef;
import no.dotkom.portal.reconcile.Orphan;
import org.jspecify.annotations.Nullable;

/**
 * What differs anywhere on the platform, and what is nobody's.
 *
 * @param comparedAt the oldest comparison among all environments, or null before the first
 */
public record DriftList(
        List<Row> rows, List<Orphan> orphans, @Nullable Instant comparedAt) {
    /** One environment. @param since the longest that anything of it has differed */
    public record Row(EnvironmentRef environment, int settings, Instant since) {
        public String path() {
            return "/apps/" + environment.name().app() + "/"
                    + environment.name().slug() + "/drift";
        }
    }

    public DriftList {
        rows = rows.stream().sorted(Comparator.comparing(Row::since)).toList();
        orphans = List.copyOf(orphans);
    }
}
