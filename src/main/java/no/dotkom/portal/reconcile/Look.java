package no.dotkom.portal.reconcile;

import no.dotkom.portal.apps.Pursuit;
import no.dotkom.portal.plan.DesiredState;
import no.dotkom.portal.plan.ObservedState;
import no.dotkom.portal.plan.Plan;
import no.dotkom.portal.plan.Subject;
import no.dotkom.portal.plan.Wish;

/** One look at an environment: what is pursued, what AWS should hold and what it says it holds, and what follows. */
record Look(Pursuit pursuit, Subject subject, DesiredState desired, ObservedState observed, Plan plan) {
    Wish wish() {
        return pursuit.wish();
    }
}
