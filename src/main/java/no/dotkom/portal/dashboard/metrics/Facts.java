package no.dotkom.portal.dashboard.metrics;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What else happened in the span, for marks and sentences.
 *
 * @param deployed versions in the order they were asked for
 * @param died tasks in the order they stopped
 * @param wanted tasks that are wanted now
 */
record Facts(List<Deployed> deployed, List<Died> died, int wanted) {
    /** A version was asked for. */
    record Deployed(Instant at, long number) {}

    /** A task stopped by itself. @param name its short id */
    record Died(Instant at, String name) {}

    Facts {
        deployed = deployed.stream().sorted(Comparator.comparing(Deployed::at)).toList();
        died = died.stream().sorted(Comparator.comparing(Died::at)).toList();
    }

    /** The version that was the newest at that time. */
    Optional<Long> versionAt(Instant at) {
        return deployed.stream()
                .filter(each -> !each.at().isAfter(at))
                .reduce((earlier, later) -> later)
                .map(Deployed::number);
    }

    /** A task that stopped from the one time on and before the other. */
    Optional<Died> diedBetween(Instant from, Instant to) {
        return died.stream()
                .filter(each -> !each.at().isBefore(from) && each.at().isBefore(to))
                .findFirst();
    }
}
