package no.dotkom.portal.dashboard;

import java.util.List;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The page of one environment.
 *
 * @param tabs the environments of its application
 * @param more what stands under the verdict
 * @param failure what the newest version came to, when it failed
 * @param died how many tasks died in the last hour
 * @param problems what the loop waits for
 * @param back the version a rollback would go to, or null
 */
public record OverviewView(
        Situation now,
        List<Situation> tabs,
        Sentence say,
        List<Sentence> more,
        @Nullable Failure failure,
        List<Hop> path,
        List<TaskView> tasks,
        int died,
        List<DeploymentView> deployments,
        List<Problem> problems,
        @Nullable Generation back,
        Rights may) {

    public Version shown() {
        return now.shown();
    }

    /** A host name, and what stands in its way. */
    public record Domain(HostName host, @Nullable Problem problem) {}

    public List<Domain> domains() {
        return Situation.hosts(now.shown()).stream()
                .map(host -> new Domain(host, problem(host)))
                .toList();
    }

    private @Nullable Problem problem(HostName host) {
        return problems.stream()
                .filter(each -> host.value().equals(each.values().get("domain")))
                .findFirst()
                .orElse(null);
    }

    public DeploymentView serving() {
        return DeploymentView.of(shown(), now.environment());
    }

    /** Environments of the application that run another image than the one that serves here. */
    public List<Situation> promotions() {
        var digest = now.serving().map(version -> version.image().digest()).orElse(null);
        return digest == null
                ? List.of()
                : tabs.stream()
                        .filter(each -> !each.slug().equals(now.slug()) && !each.removing())
                        .filter(each -> !digest.equals(each.latest().image().digest()))
                        .toList();
    }

    public boolean inSync() {
        var status = now.status();
        return status != null && status.settled() && status.drifted() == 0;
    }
}
