package no.dotkom.portal.plan;

import java.util.List;
import no.dotkom.portal.model.Arn;

/**
 * A revision that the service runs and that was registered past the portal, after all of ours: a deployment by CI.
 *
 * @param by who registered it, as AWS has it
 * @param definition its container, in our words
 * @param unmodelled what else it holds, which a later version of the portal's would lose; empty when nothing
 */
public record OutsideRevision(Arn arn, String by, TaskDefinition definition, List<String> unmodelled) {
    public OutsideRevision {
        unmodelled = List.copyOf(unmodelled);
    }
}
