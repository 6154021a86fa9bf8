package no.dotkom.portal.plan;

import java.util.stream.Stream;

/** Says whether everything in a state was read and is ours, and no deployment of the wanted revision is in doubt. */
final class Untouched {
    private Untouched() {}

    static boolean holds(DesiredState desired, ObservedState state) {
        return Stream.of(state.logGroup(), state.taskDefinition(), state.targetGroup(), state.service())
                        .allMatch(Untouched::isOursOrAbsent)
                && state.rules() instanceof ObservedRules.Seen rules
                && rules.taken().isEmpty()
                && state.records() instanceof ObservedRecords.Seen records
                && records.foreign().isEmpty()
                && inItsVpc(desired, state.targetGroup())
                && notNewer(desired, state.taskDefinition())
                && (state.rollout() instanceof Rollout.None || state.rollout() instanceof Rollout.Stable);
    }

    private static boolean isOursOrAbsent(Observation<?> slot) {
        return slot instanceof Observation.Absent || slot instanceof Observation.Present;
    }

    private static boolean inItsVpc(DesiredState desired, Observation<TargetGroup> slot) {
        return !(desired instanceof DesiredState.Deployed deployed)
                || !(deployed.exposure() instanceof Exposure.Http http)
                || !(slot instanceof Observation.Present<TargetGroup>(var arn, var actual))
                || actual.vpc().equals(http.targetGroup().vpc());
    }

    private static boolean notNewer(DesiredState desired, Observation<TaskDefinition> slot) {
        return !(desired instanceof DesiredState.Deployed deployed)
                || !(slot instanceof Observation.Present<TaskDefinition>(var arn, var actual))
                || actual.generation().compareTo(deployed.taskDefinition().generation()) <= 0;
    }
}
