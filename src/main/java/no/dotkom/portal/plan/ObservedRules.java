package no.dotkom.portal.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Problem;

/** The listener rules of one environment, seen as a whole. */
public sealed interface ObservedRules {
    /** A rule of ours and where it is. */
    record Placed(Arn arn, HostRule rule) {}

    /** A stranger's rule that answers {@code host} before a rule of ours does. @param owner whose it seems to be */
    record Shadow(int priority, String owner, HostName host) {}

    /**
     * The listener was read.
     *
     * @param ours by tag, in order of priority
     * @param taken those of our priorities on which a stranger sits
     * @param shadows in order of priority
     */
    record Seen(List<Placed> ours, Set<Integer> taken, List<Shadow> shadows) implements ObservedRules {
        public Seen(List<Placed> ours, Set<Integer> taken) {
            this(ours, taken, List.of());
        }

        public Seen {
            shadows = List.copyOf(shadows);
            ours = ours.stream()
                    .sorted(Comparator.comparingInt(placed -> placed.rule().priority()))
                    .toList();
            taken = Set.copyOf(taken);
        }

        Optional<Placed> at(int priority) {
            return ours.stream()
                    .filter(placed -> placed.rule().priority() == priority)
                    .findFirst();
        }
    }

    /** AWS did not say: never acted on. */
    record Unreadable(Problem why) implements ObservedRules {}
}
