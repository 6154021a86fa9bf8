package no.dotkom.portal.plan;

/** Says whether everything stands that a service needs before AWS takes it (aws-facts §4a). */
final class Readiness {
    private Readiness() {}

    static boolean holds(DesiredState.Deployed want, ObservedState observed) {
        return observed.service() instanceof Observation.Absent
                && !observed.draining()
                && observed.logGroup() instanceof Observation.Present
                && observed.taskDefinition() instanceof Observation.Present<TaskDefinition>(var arn, var actual)
                && actual.generation().equals(want.taskDefinition().generation())
                && switch (want.exposure()) {
                    case Exposure.None() -> true;
                    case Exposure.Http http -> reachable(http, observed);
                };
    }

    private static boolean reachable(Exposure.Http http, ObservedState observed) {
        return observed.targetGroup() instanceof Observation.Present<TargetGroup>(var arn, var actual)
                && actual.vpc().equals(http.targetGroup().vpc())
                && observed.rules() instanceof ObservedRules.Seen seen
                && http.rules().stream().allMatch(rule -> forwards(seen, rule));
    }

    private static boolean forwards(ObservedRules.Seen seen, HostRule want) {
        return seen.at(want.priority())
                .filter(placed -> placed.rule().targetGroup().equals(want.targetGroup()))
                .isPresent();
    }
}
