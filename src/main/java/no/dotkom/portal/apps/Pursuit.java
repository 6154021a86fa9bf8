package no.dotkom.portal.apps;

import java.time.Instant;
import no.dotkom.portal.plan.Policy;
import no.dotkom.portal.plan.Wish;
import org.jspecify.annotations.Nullable;

/**
 * What the loop is after in one environment.
 *
 * @param wish what AWS should hold: the newest version, or after it failed the one that was live before it
 * @param underway the newest version has not come to its end
 * @param adopting what is on its way is an adoption: AWS is looked at, and nothing is changed
 * @param restoring the newest version failed, and what was live before it is being brought back
 * @param settledOnce AWS held all of {@code wish} before: what differs at rest was changed outside the portal
 * @param policy what may then be done about it
 * @param failedAt when the version failed whose way back {@code wish} is; null for one that a member asked
 */
public record Pursuit(
        Wish wish,
        boolean underway,
        boolean adopting,
        boolean restoring,
        boolean settledOnce,
        Policy policy,
        @Nullable Instant failedAt) {
    /** Nothing is on its way, in either direction. */
    public boolean atRest() {
        return !underway && !restoring;
    }
}
