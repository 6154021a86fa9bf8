package no.dotkom.portal.dashboard;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.apps.Platforms;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.plan.Zone;
import no.dotkom.portal.reconcile.Reconciliations;
import no.dotkom.portal.watch.TaskPicture;
import no.dotkom.portal.watch.Watch;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what the page of one environment shows. */
@Component
class Overviews {
    private static final int TASKS = 50;
    private static final int STOPPED = 5;
    private static final int DEPLOYMENTS = 5;
    private static final Duration LATELY = Duration.ofHours(1);

    private final Apps apps;
    private final Watch watch;
    private final Platforms platforms;
    private final Headlines headlines;
    private final Reconciliations reconciliations;

    Overviews(Apps apps, Watch watch, Platforms platforms, Headlines headlines, Reconciliations reconciliations) {
        this.apps = apps;
        this.watch = watch;
        this.platforms = platforms;
        this.headlines = headlines;
        this.reconciliations = reconciliations;
    }

    OverviewView of(Member member, Situation now, List<Situation> tabs) {
        var environment = now.environment();
        var ref = environment.ref();
        var tasks = watch.tasks(ref.id(), TASKS);
        var versions = apps.versions(ref, Long.MAX_VALUE);
        var failure = failure(now, tasks);
        return new OverviewView(
                now,
                tabs,
                Verdicts.say(now),
                Verdicts.more(now),
                failure.orElse(null),
                path(now, tasks),
                rows(now, tasks, versions),
                died(now, tasks),
                headlines.told(ref, versions.stream().limit(DEPLOYMENTS).toList()).stream()
                        .map(version -> DeploymentView.of(version, environment))
                        .toList(),
                open(now, failure),
                back(environment, versions),
                Rights.of(member, environment));
    }

    /**
     * Why the newest version failed or fails; where that is well, why tasks of the one that serves die, and which of its
     * domains do not lead here.
     */
    Optional<Failure> failure(Situation now, List<TaskPicture> tasks) {
        return switch (now.health()) {
            case FAILED, DEPLOYING -> failure(now, tasks, now.latest());
            case UNHEALTHY -> failure(now, tasks, now.shown());
            case HEALTHY -> now.dnsProblems().isEmpty() ? Optional.empty() : failure(now, tasks, now.shown());
            case UNKNOWN, PENDING, PAUSED, REMOVING -> Optional.empty();
        };
    }

    private Optional<Failure> failure(Situation now, List<TaskPicture> tasks, Version version) {
        var events = watch.events(now.environment().ref().id(), version.createdAt());
        return Failure.of(new Causes(now, tasks, events, watch.nodes()), version);
    }

    /** What is in the way. What the card of the failure tells is not told twice. */
    private static List<Problem> open(Situation now, Optional<Failure> failure) {
        var told = failure.map(Failure::codes).orElse(Set.of());
        return now.problems().stream()
                .filter(problem -> !told.contains(problem.code()))
                .toList();
    }

    private List<Hop> path(Situation now, List<TaskPicture> tasks) {
        var zone = now.host().flatMap(host -> zone(now, host)).orElse(null);
        var priorities = apps.wish(now.environment().ref()).placement().rulePriorities();
        return RequestPath.of(now, tasks, zone, priorities);
    }

    /** Where a host has a certificate of its own, that is the one that covers it. */
    private Optional<Zone> zone(Situation now, HostName host) {
        var zone = platforms.current().zoneOf(host);
        return platforms.current().custom(host) && presented(now, host)
                ? Optional.of(new Zone(host.value(), zone.map(Zone::hostedZone).orElse(null), false, host.value()))
                : zone;
    }

    private boolean presented(Situation now, HostName host) {
        return reconciliations.domains(now.environment().ref().id()).stream()
                .anyMatch(state -> state.attached() && state.host().equals(host));
    }

    private static List<TaskView> rows(Situation now, List<TaskPicture> tasks, List<Version> versions) {
        var checked = Tasks.checked(now);
        var numbers = Tasks.numbers(versions);
        var since = now.picture().now().minus(LATELY);
        var running = tasks.stream().filter(task -> !task.stopped());
        // Those that were stopped because fewer or other ones were wanted are no news.
        var stopped = tasks.stream()
                .filter(TaskPicture::died)
                .filter(task -> task.stoppedAt() != null && task.stoppedAt().isAfter(since))
                .limit(STOPPED);
        return Stream.concat(running, stopped)
                .map(task -> TaskView.of(task, checked, numbers.getOrDefault(task.generation(), task.generation())))
                .toList();
    }

    private static int died(Situation now, List<TaskPicture> tasks) {
        var since = now.picture().now().minus(LATELY);
        return (int) tasks.stream()
                .filter(TaskPicture::died)
                .filter(task -> task.stoppedAt() != null && task.stoppedAt().isAfter(since))
                .count();
    }

    /** The last version that was carried out before the one that serves. */
    static @Nullable Generation back(EnvironmentDetails environment, List<Version> versions) {
        var live = environment.live();
        return live == null
                ? null
                : versions.stream()
                        .filter(version -> version.state() == VersionState.LIVE && version.intent() == Intent.RUN)
                        .map(Version::generation)
                        .filter(generation -> generation.compareTo(live.generation()) < 0)
                        .findFirst()
                        .orElse(null);
    }
}
