package no.dotkom.portal.reconcile.port;

import java.time.Duration;
import java.util.List;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.plan.ObservedState;
import no.dotkom.portal.plan.Step;
import no.dotkom.portal.plan.Subject;

/** AWS as the loop sees it: read one environment, do one step. No decision is taken behind it. */
public interface Cloud {
    /**
     * How long a look is no use, because AWS is known not to take the call that this environment was withheld last; zero
     * when it is worth one, 30 s at most. A look is some eight calls to an AWS that has trouble already.
     */
    Duration withheld(EnvironmentId environment);

    /** Reads every slot; what could not be read says so, nothing is guessed. */
    ObservedState observe(Subject subject, List<HostName> hosts);

    /**
     * @param token names this attempt to make something: the same for each try of it, another once what it made is gone
     */
    Outcome apply(Subject subject, Step step, String token);
}
