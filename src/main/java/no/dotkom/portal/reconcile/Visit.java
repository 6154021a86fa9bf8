package no.dotkom.portal.reconcile;

import java.time.Duration;

/** How a visit to one environment ended: when the next one is due, if ever. */
sealed interface Visit {
    record Again(Duration after) implements Visit {}

    /** The environment is gone; there is nothing to come back to. */
    record Never() implements Visit {}
}
