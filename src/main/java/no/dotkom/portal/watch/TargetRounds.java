package no.dotkom.portal.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.Ingress;

/**
 * Whose target group is asked next: each is a call of its own, and all together may cost two a second (aws-facts §5).
 * Of four a beat, three go to what is on its way as long as there is any; within each kind, whoever waited longest.
 */
final class TargetRounds {
    private static final int A_BEAT = 4;
    private static final int OTHERS_AT_LEAST = 1;
    private final Map<EnvironmentId, Instant> asked = new HashMap<>();

    List<EnvironmentDetails> next(List<EnvironmentDetails> environments, Instant now) {
        var underway = waiting(environments, true);
        var others = waiting(environments, false);
        var forOthers = Math.min(others.size(), Math.max(OTHERS_AT_LEAST, A_BEAT - underway.size()));
        var next = new ArrayList<>(underway.subList(0, Math.min(underway.size(), A_BEAT - forOthers)));
        next.addAll(others.subList(0, forOthers));
        next.forEach(details -> asked.put(details.ref().id(), now));
        asked.keySet()
                .retainAll(
                        environments.stream().map(details -> details.ref().id()).toList());
        return next;
    }

    private List<EnvironmentDetails> waiting(List<EnvironmentDetails> environments, boolean underway) {
        return environments.stream()
                .filter(details -> details.underway() == underway)
                .filter(details -> !(details.latest().spec().ingress() instanceof Ingress.None))
                .sorted(Comparator.comparing(
                        details -> asked.getOrDefault(details.ref().id(), Instant.MIN)))
                .toList();
    }
}
