package no.dotkom.portal.dashboard;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.apps.SpecDiff;
import no.dotkom.portal.apps.SpecDiff.Section;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.reconcile.Pace;
import no.dotkom.portal.reconcile.Reconciliations;
import no.dotkom.portal.watch.TaskPicture;
import no.dotkom.portal.watch.Watch;
import org.springframework.stereotype.Component;

/** Reads what the page of one version shows. */
@Component
class Rollouts {
    private static final int TASKS = 100;
    private static final int EARLIER = 5;

    private final Apps apps;
    private final Reconciliations reconciliations;
    private final Watch watch;

    Rollouts(Apps apps, Reconciliations reconciliations, Watch watch) {
        this.apps = apps;
        this.reconciliations = reconciliations;
        this.watch = watch;
    }

    RolloutView of(Member member, Situation now, List<Situation> tabs, Version version) {
        var ref = now.environment().ref();
        var tasks = watch.tasks(ref.id(), TASKS);
        var calls = reconciliations.records(ref.id(), version.generation());
        var happened = watch.events(ref.id(), version.createdAt());
        var events = Events.of(version, calls, happened, tasks);
        var steps = steps(now, version, events);
        var words = new RolloutWords(now, version, steps);
        var earlier = apps.versions(ref, version.generation().number());
        return new RolloutView(
                now,
                tabs,
                version,
                words.say(),
                words.more(now.picture().now()),
                words.title(),
                changed(version, earlier),
                steps,
                Failure.of(new Causes(now, tasks, happened, watch.nodes()), version)
                        .orElse(null),
                traffic(now, version, tasks),
                earlier.stream()
                        .limit(EARLIER)
                        .map(each -> DeploymentView.of(each, now.environment()))
                        .toList(),
                version.intent() == Intent.REMOVE ? Events.of(version, calls, List.of(), List.of()) : List.of(),
                Overviews.back(now.environment(), earlier),
                Rights.of(member, now.environment()));
    }

    /** Why a version failed or fails. */
    Optional<Failure> failure(Situation now, Version version) {
        var id = now.environment().ref().id();
        var happened = watch.events(id, version.createdAt());
        return Failure.of(new Causes(now, watch.tasks(id, TASKS), happened, watch.nodes()), version);
    }

    private List<StepView> steps(Situation now, Version version, List<StepView.Event> events) {
        var environment = now.environment().ref().id();
        var paces = version.intent() == Intent.RUN ? reconciliations.paces(environment) : Map.<Integer, Pace>of();
        var recorded = reconciliations.steps(environment, version.generation());
        return Steps.of(version, recorded, paces, events, now.picture().now());
    }

    /** Sections in which it differs from the version before it. */
    private static List<Section> changed(Version version, List<Version> earlier) {
        if (earlier.isEmpty()) {
            return List.of();
        }
        return SpecDiff.between(earlier.getFirst().spec(), version.spec()).changes().stream()
                .map(SpecDiff.Change::section)
                .distinct()
                .toList();
    }

    private static List<TrafficRow> traffic(Situation now, Version version, List<TaskPicture> tasks) {
        var newest = now.environment().generation().equals(version.generation());
        return newest && version.intent() != Intent.REMOVE
                ? TrafficRow.of(version, now.environment().live(), tasks)
                : List.of();
    }
}
