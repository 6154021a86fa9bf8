package no.dotkom.portal.plan;

import java.time.Instant;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.Problem;

/** Where the service is on its way from one revision to the next. */
public sealed interface Rollout {
    /** There is no service, or it has nothing to do and never had. */
    record None() implements Rollout {}

    /**
     * Under way, or on its way back: then the service names an older revision than {@code to} again.
     *
     * @param since the begin of the deployment; where none is under way, when the portal last changed the service
     * @param placed true once any task of it has found a node
     * @param stoppable true when a service deployment exists that can be rolled back
     */
    record Rolling(Arn to, Instant since, boolean placed, boolean stoppable) implements Rollout {}

    /**
     * The deployment of {@code to} failed or was stopped; the service is on its way back, and nothing is over yet.
     *
     * @param since the begin of the way back
     */
    record TurningBack(Arn to, Instant since, Problem why) implements Rollout {}

    /** Its deployment succeeded, as many tasks run as are wanted, and their targets are healthy. */
    record Stable(Arn at) implements Rollout {}

    /** The deployment of {@code to} failed; an older revision serves, or nothing does. */
    record Failed(Arn to, Problem why) implements Rollout {}
}
