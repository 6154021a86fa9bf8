package no.dotkom.portal.dashboard;

import java.util.List;
import no.dotkom.portal.apps.EnvironmentRef;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.watch.Watch;
import org.springframework.stereotype.Component;

/** Puts the cause of a failure where a list would only say that the circuit breaker counted: one statement for all. */
@Component
class Headlines {
    private static final int TASKS = 50;

    private final Watch watch;

    Headlines(Watch watch) {
        this.watch = watch;
    }

    List<Situation> told(List<Situation> situations) {
        var failed = situations.stream()
                .filter(each -> Causes.causeless(each.latest().problem()))
                .map(Headlines::id)
                .toList();
        if (failed.isEmpty()) {
            return situations;
        }
        var died = watch.died(failed, TASKS);
        return situations.stream()
                .map(each -> each.telling(Causes.told(each.latest(), died.getOrDefault(id(each), List.of()))))
                .toList();
    }

    List<Version> told(EnvironmentRef environment, List<Version> versions) {
        if (versions.stream().noneMatch(each -> Causes.causeless(each.problem()))) {
            return versions;
        }
        var died = watch.died(List.of(environment.id()), TASKS).getOrDefault(environment.id(), List.of());
        return versions.stream().map(each -> Causes.told(each, died)).toList();
    }

    private static EnvironmentId id(Situation situation) {
        return situation.environment().ref().id();
    }
}
