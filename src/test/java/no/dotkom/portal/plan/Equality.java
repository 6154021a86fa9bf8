package no.dotkom.portal.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Says, without planning, whether AWS holds exactly what was asked. */
final class Equality {
    private Equality() {}

    static boolean holds(DesiredState desired, ObservedState observed) {
        return switch (desired) {
            case DesiredState.Deployed deployed -> deployed(deployed, observed);
            case DesiredState.Gone gone -> gone(gone, observed);
        };
    }

    private static boolean deployed(DesiredState.Deployed want, ObservedState observed) {
        return observed.taskDefinition() instanceof Observation.Present<TaskDefinition>(var revision, var actual)
                && actual.generation().equals(want.taskDefinition().generation())
                && actual.image().pulled().equals(want.taskDefinition().image().pulled())
                && observed.rollout() instanceof Rollout.Stable(var at)
                && at.equals(revision)
                && is(observed.logGroup(), want.logGroup())
                && is(observed.service(), want.service())
                && exposed(want.exposure(), observed);
    }

    private static boolean exposed(Exposure want, ObservedState observed) {
        return switch (want) {
            case Exposure.None() ->
                nothingOfOurs(observed.targetGroup())
                        && observed.rules() instanceof ObservedRules.Seen rules
                        && rules.ours().isEmpty()
                        && observed.records() instanceof ObservedRecords.Seen records
                        && records.ours().isEmpty();
            case Exposure.Http http ->
                is(observed.targetGroup(), http.targetGroup())
                        && observed.rules() instanceof ObservedRules.Seen rules
                        && http.rules()
                                .equals(rules.ours().stream()
                                        .map(ObservedRules.Placed::rule)
                                        .toList())
                        && observed.records() instanceof ObservedRecords.Seen records
                        && flat(http.records()).equals(flat(records.ours()));
        };
    }

    private static boolean gone(DesiredState.Gone gone, ObservedState observed) {
        var logs = observed.logGroup();
        return nothingOfOurs(observed.service())
                && !observed.draining()
                && nothingOfOurs(observed.targetGroup())
                && nothingOfOurs(observed.taskDefinition())
                && observed.olderRevisions().isEmpty()
                && (nothingOfOurs(logs)
                        || logs instanceof Observation.Present<LogGroup>(var arn, var seen)
                                && (gone.keepLogs() || seen.inherited()))
                && observed.rules() instanceof ObservedRules.Seen rules
                && rules.ours().isEmpty()
                && observed.records() instanceof ObservedRecords.Seen records
                && records.ours().isEmpty();
    }

    private static <R> boolean is(Observation<R> slot, R want) {
        return slot instanceof Observation.Present<R>(var arn, var actual) && actual.equals(want);
    }

    private static boolean nothingOfOurs(Observation<?> slot) {
        return slot instanceof Observation.Absent || slot instanceof Observation.Foreign;
    }

    private static Set<String> flat(List<DnsRecord> records) {
        var all = new HashSet<String>();
        for (var record : records) {
            record.hosts().forEach(host -> all.add(record.zone() + " " + host + " " + record.target()));
        }
        return all;
    }
}
