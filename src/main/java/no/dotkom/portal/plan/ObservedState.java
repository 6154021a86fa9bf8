package no.dotkom.portal.plan;

import java.time.Instant;
import java.util.List;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.EnvironmentId;
import org.jspecify.annotations.Nullable;

/**
 * What AWS answered about one environment at an instant.
 *
 * @param at the planner's only time
 * @param taskDefinition the newest active revision of ours, or the one the service runs where that is as new
 * @param olderRevisions active revisions of ours beside it
 * @param outside a deployment past the portal, or null
 * @param draining true while a deleted service of this name has not become INACTIVE
 */
public record ObservedState(
        EnvironmentId environment,
        Instant at,
        Observation<LogGroup> logGroup,
        Observation<TaskDefinition> taskDefinition,
        List<Arn> olderRevisions,
        Observation<TargetGroup> targetGroup,
        ObservedRules rules,
        Observation<Service> service,
        ObservedRecords records,
        boolean draining,
        Rollout rollout,
        @Nullable OutsideRevision outside) {
    /** Nothing was deployed past the portal. */
    public ObservedState(
            EnvironmentId environment,
            Instant at,
            Observation<LogGroup> logGroup,
            Observation<TaskDefinition> taskDefinition,
            List<Arn> olderRevisions,
            Observation<TargetGroup> targetGroup,
            ObservedRules rules,
            Observation<Service> service,
            ObservedRecords records,
            boolean draining,
            Rollout rollout) {
        this(
                environment,
                at,
                logGroup,
                taskDefinition,
                olderRevisions,
                targetGroup,
                rules,
                service,
                records,
                draining,
                rollout,
                null);
    }

    public ObservedState {
        olderRevisions = List.copyOf(olderRevisions);
    }

    /** True when AWS told of every slot. */
    public boolean readable() {
        return !(logGroup instanceof Observation.Unreadable)
                && !(taskDefinition instanceof Observation.Unreadable)
                && !(targetGroup instanceof Observation.Unreadable)
                && !(service instanceof Observation.Unreadable)
                && rules instanceof ObservedRules.Seen
                && records instanceof ObservedRecords.Seen;
    }

    /** With a rollout that began at {@code since}: AWS dates deployments, but not a change of the count. */
    public ObservedState changedAt(Instant since) {
        return rollout instanceof Rollout.Rolling rolling && !rolling.stoppable()
                ? new ObservedState(
                        environment,
                        at,
                        logGroup,
                        taskDefinition,
                        olderRevisions,
                        targetGroup,
                        rules,
                        service,
                        records,
                        draining,
                        new Rollout.Rolling(rolling.to(), since, rolling.placed(), false),
                        outside)
                : this;
    }
}
