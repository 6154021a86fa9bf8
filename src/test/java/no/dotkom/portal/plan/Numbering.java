package no.dotkom.portal.plan;

import java.util.ArrayList;
import java.util.List;
import no.dotkom.portal.model.Arn;
import org.jspecify.annotations.Nullable;

/** Numbers states by numbering the values of each slot as they are met, so that millions can be told apart quickly. */
final class Numbering {
    private static final int BITS = 7;
    private static final long MASK = (1L << BITS) - 1;

    private final Slot<Observation<LogGroup>> logGroups = new Slot<>();
    private final Slot<Observation<TaskDefinition>> taskDefinitions = new Slot<>();
    private final Slot<List<Arn>> olderRevisions = new Slot<>();
    private final Slot<Observation<TargetGroup>> targetGroups = new Slot<>();
    private final Slot<ObservedRules> rules = new Slot<>();
    private final Slot<Observation<Service>> services = new Slot<>();
    private final Slot<ObservedRecords> records = new Slot<>();
    private final Slot<Boolean> draining = new Slot<>();
    private final Slot<Rollout> rollouts = new Slot<>();

    /** The values of one slot; few, so they are looked for one by one, first by identity. */
    private static final class Slot<T> {
        private final List<T> values = new ArrayList<>();
        private @Nullable T last;
        private long lastNumber;

        @SuppressWarnings("ReferenceEquality") // only a short cut
        long number(T value) {
            if (value == last) {
                return lastNumber;
            }
            for (var i = 0; i < values.size(); i++) {
                if (values.get(i) == value) {
                    return i;
                }
            }
            var found = values.indexOf(value);
            last = value;
            lastNumber = found < 0 ? add(value) : found;
            return lastNumber;
        }

        private long add(T value) {
            values.add(value);
            if (values.size() > MASK) {
                throw new IllegalStateException("More values of a slot than a number holds: " + value);
            }
            return values.size() - 1;
        }

        T value(long number) {
            return values.get((int) (number & MASK));
        }
    }

    long number(ObservedState state) {
        var number = logGroups.number(state.logGroup());
        number = number << BITS | taskDefinitions.number(state.taskDefinition());
        number = number << BITS | olderRevisions.number(state.olderRevisions());
        number = number << BITS | targetGroups.number(state.targetGroup());
        number = number << BITS | rules.number(state.rules());
        number = number << BITS | services.number(state.service());
        number = number << BITS | records.number(state.records());
        number = number << BITS | draining.number(state.draining());
        return number << BITS | rollouts.number(state.rollout());
    }

    ObservedState state(long number) {
        return new ObservedState(
                Samples.ENVIRONMENT,
                Samples.NOW,
                logGroups.value(number >> 8 * BITS),
                taskDefinitions.value(number >> 7 * BITS),
                olderRevisions.value(number >> 6 * BITS),
                targetGroups.value(number >> 5 * BITS),
                rules.value(number >> 4 * BITS),
                services.value(number >> 3 * BITS),
                records.value(number >> 2 * BITS),
                draining.value(number >> BITS),
                rollouts.value(number));
    }
}
