package no.dotkom.portal.reconcile.port;

import java.time.Duration;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.plan.Step;

/** What one step came to. */
public sealed interface Outcome {
    Step step();

    /** AWS took it. */
    record Applied(Step step) implements Outcome {}

    /** AWS did not take it now: a throttle, or something it depends on is not visible yet. */
    record Retry(Step step, Problem why, Duration after) implements Outcome {}

    /** AWS will not take it as it is. */
    record Refused(Step step, Problem why) implements Outcome {}

    /** It may or may not have taken effect: read back before acting. */
    record Unknown(Step step, Problem why) implements Outcome {}
}
