package no.dotkom.portal.simulate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.Intent;

/**
 * How versions may end. A good one goes live whatever the weather; it may fail only of what a member, a machine or a
 * refusal of AWS's did to it, and that must be in its reason.
 */
final class Fates {
    /** Also where the portal's clock was set back meanwhile. */
    private static final Duration RECOVERY = Duration.ofMinutes(40);

    private final Clock clock;
    private final Map<EnvironmentId, Set<Long>> judged = new HashMap<>();
    private Instant nodesAt = Instant.MIN;

    Fates(Clock clock) {
        this.clock = clock;
    }

    /** Tasks may have died of a lost machine, or found no room. */
    void nodes() {
        nodesAt = clock.instant();
    }

    /** It cannot run anywhere, or not for long. */
    static boolean bad(Version version) {
        var image = version.spec().image().toString();
        return Members.tooLarge(version.spec())
                || History.BAD.stream().anyMatch(name -> image.contains(name.substring(0, name.indexOf(':'))));
    }

    void judge(Optional<EnvironmentDetails> details, Slot slot, Coverage coverage) {
        if (details.isEmpty() || details.get().underway()) {
            return;
        }
        var version = details.get().latest();
        var id = details.get().ref().id();
        if (!judged.computeIfAbsent(id, ignored -> new HashSet<>())
                .add(version.generation().number())) {
            return;
        }
        var problem = version.problem();
        coverage.ended(version.state() + (problem == null ? "" : " " + problem.code()));
        if (version.state() != VersionState.FAILED) {
            return;
        }
        var excused = bad(version)
                || slot.touched
                || slot.secretGone
                || version.cancelled()
                || (problem != null && Weather.refused(problem))
                || !version.createdAt().isAfter(nodesAt.plus(RECOVERY));
        if (!excused) {
            throw new Violation(
                    "a good version goes live",
                    "%s %s of %s failed: %s"
                            .formatted(
                                    slot, version.generation(), version.spec().image(), problem));
        }
        if (version.intent() == Intent.REMOVE) {
            throw new Violation("a removal does not fail", slot + " " + problem);
        }
    }
}
