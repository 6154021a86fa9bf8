package no.dotkom.portal.reconcile;

import no.dotkom.portal.apps.Pursuit;
import no.dotkom.portal.apps.Wishes;
import no.dotkom.portal.plan.Observation;
import no.dotkom.portal.plan.ObservedState;
import no.dotkom.portal.plan.Service;
import no.dotkom.portal.plan.TaskDefinition;
import org.springframework.stereotype.Component;

/** Finds versions on AWS that the database does not know: of CI's, or of a time after its last backup. */
@Component
class Takeover {
    private final Wishes wishes;

    Takeover(Wishes wishes) {
        this.wishes = wishes;
    }

    /**
     * True when CI, say, deployed past the portal: that is a version like any other. While ours is on its way it counts
     * only when it came after ours; what the portal has no words for is drift.
     */
    boolean of(Pursuit pursuit, ObservedState observed) {
        var wish = pursuit.wish();
        if (pursuit.restoring()
                || !(observed.taskDefinition() instanceof Observation.Present<TaskDefinition>(var arn, var newest))) {
            return false;
        }
        try {
            return newest.generation().compareTo(wish.generation()) > 0 && newer(observed, newest)
                    ? wishes.recovered(wish.environment(), wish.generation(), newest)
                    : outside(pursuit, observed, newest);
        } catch (IllegalArgumentException noSpecMay) {
            // A stop timeout of an hour, say: it stays drift.
            return false;
        }
    }

    private boolean outside(Pursuit pursuit, ObservedState observed, TaskDefinition newest) {
        var wish = pursuit.wish();
        var outside = observed.outside();
        var after = newest.generation().equals(wish.containerGeneration());
        return outside != null
                && outside.unmodelled().isEmpty()
                && (pursuit.atRest() ? pursuit.settledOnce() : after)
                && wishes.deployedOutside(wish.environment(), wish.generation(), outside);
    }

    /** True when the service runs a version of ours that this database has never heard of: it was restored. */
    private static boolean newer(ObservedState observed, TaskDefinition newest) {
        return observed.service() instanceof Observation.Present<Service>(var arn, var actual)
                && actual.revision().equals(newest.generation());
    }
}
