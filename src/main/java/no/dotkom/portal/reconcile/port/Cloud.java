package no.dotkom.portal.reconcile.port;

import java.util.List;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.plan.ObservedState;
import no.dotkom.portal.plan.Step;
import no.dotkom.portal.plan.Subject;

/** AWS as the loop sees it: read one environment, do one step. No decision is taken behind it. */
public interface Cloud {
    /** Reads every slot; what could not be read says so, nothing is guessed. */
    ObservedState observe(Subject subject, List<HostName> hosts);

    /**
     * @param token names this attempt to make something: the same for each try of it, another once what it made is gone
     */
    Outcome apply(Subject subject, Step step, String token);
}
