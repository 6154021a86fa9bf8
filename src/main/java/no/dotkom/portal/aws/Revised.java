package no.dotkom.portal.aws;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.plan.Observation;
import no.dotkom.portal.plan.TaskDefinition;

/** The revisions of one environment, as far as they could be read. */
sealed interface Revised {
    /** Ours, active, newest first. */
    record Seen(Map<Arn, TaskDefinition> ours) implements Revised {}

    record Unreadable(Problem why) implements Revised {}

    /** The one that counts: what the service runs where it is as new as the newest, else the newest. */
    default Observation<TaskDefinition> current(String running) {
        return switch (this) {
            case Unreadable(var why) -> new Observation.Unreadable<>(why);
            case Seen(var ours) -> {
                var newest = newest(ours, running);
                yield newest.isEmpty()
                        ? new Observation.Absent<>()
                        : new Observation.Present<>(
                                newest.get().getKey(), newest.get().getValue());
            }
        };
    }

    default List<Arn> others(String running) {
        return switch (this) {
            case Unreadable _ -> List.of();
            case Seen(var ours) -> {
                var newest = newest(ours, running).map(Map.Entry::getKey);
                yield ours.keySet().stream()
                        .filter(arn -> newest.filter(arn::equals).isEmpty())
                        .toList();
            }
        };
    }

    private static Optional<Map.Entry<Arn, TaskDefinition>> newest(Map<Arn, TaskDefinition> ours, String running) {
        var highest = ours.values().stream().map(TaskDefinition::generation).max(Comparator.naturalOrder());
        var candidates = ours.entrySet().stream()
                .filter(entry ->
                        highest.filter(entry.getValue().generation()::equals).isPresent())
                .toList();
        return candidates.stream()
                .filter(entry -> entry.getKey().value().equals(running))
                .findFirst()
                .or(() -> candidates.stream().findFirst());
    }
}
