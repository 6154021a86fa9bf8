package no.dotkom.portal.dashboard;

import java.util.List;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.apps.Version;
import org.jspecify.annotations.Nullable;

/**
 * A page of the versions of an environment, newest first.
 *
 * @param first true when it is the first page
 * @param older the address of the next page, or null at the end
 */
public record DeploymentsView(
        Situation now,
        List<Situation> tabs,
        List<DeploymentView> rows,
        boolean first,
        @Nullable String older,
        Rights may) {

    static DeploymentsView of(Situation now, List<Situation> tabs, List<Version> versions, long below, Rights may) {
        var rows = versions.stream()
                .map(version -> DeploymentView.of(version, now.environment()))
                .toList();
        // Generations rise by one from 1, so the last row tells whether there is more.
        var last = versions.isEmpty() ? 1 : versions.getLast().generation().number();
        var older = versions.size() == Apps.PAGE && last > 1 ? now.path() + "/deployments?below=" + last : null;
        return new DeploymentsView(now, tabs, rows, below == Long.MAX_VALUE, older, may);
    }

    /** What is compared unless the reader chooses: the newest two on the page. */
    public long from() {
        return rows.size() > 1 ? rows.get(1).version().generation().number() : to();
    }

    public long to() {
        return rows.isEmpty() ? 1 : rows.getFirst().version().generation().number();
    }
}
