package no.dotkom.portal.plan;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What AWS answered about one environment at an instant.
 *
 * @param at the planner's only time
 * @param taskDefinition the newest active revision of ours, or the one the service runs where that is as new
 * @param olderRevisions active revisions of ours beside it
 * @param outside a deployment past the portal, or null
 * @param domains hosts with certificates of their own
 * @param secrets its own execution role, and what it has in Parameter Store
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
        ObservedDomains domains,
        ObservedSecrets secrets,
        boolean draining,
        Rollout rollout,
        @Nullable OutsideRevision outside) {
    /** Nothing was deployed past the portal, no host has a certificate of its own, and there are no secrets. */
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
                ObservedDomains.Seen.NOTHING,
                ObservedSecrets.Seen.NOTHING,
                draining,
                rollout,
                null);
    }

    public ObservedState {
        olderRevisions = List.copyOf(olderRevisions);
    }

    /** AWS did not tell the one thing without which nothing else helps. */
    public static ObservedState unreadable(EnvironmentId environment, Instant at, Problem why) {
        return new ObservedState(
                environment,
                at,
                new Observation.Unreadable<>(why),
                new Observation.Unreadable<>(why),
                List.of(),
                new Observation.Unreadable<>(why),
                new ObservedRules.Unreadable(why),
                new Observation.Unreadable<>(why),
                new ObservedRecords.Unreadable(why),
                new ObservedDomains.Unreadable(why),
                new ObservedSecrets.Unreadable(why),
                false,
                new Rollout.None(),
                null);
    }

    /** True when AWS told of every slot. */
    public boolean readable() {
        return !(logGroup instanceof Observation.Unreadable)
                && !(taskDefinition instanceof Observation.Unreadable)
                && !(targetGroup instanceof Observation.Unreadable)
                && !(service instanceof Observation.Unreadable)
                && rules instanceof ObservedRules.Seen
                && records instanceof ObservedRecords.Seen
                && domains instanceof ObservedDomains.Seen
                && secrets instanceof ObservedSecrets.Seen;
    }

    /** With a rollout that began at {@code since}: AWS dates deployments, but not a change of the count. */
    public ObservedState changedAt(Instant since) {
        return rollout instanceof Rollout.Rolling rolling && !rolling.stoppable()
                ? with(domains, new Rollout.Rolling(rolling.to(), since, rolling.placed(), false))
                : this;
    }

    /** True when a rule of ours answers for {@code host}: visitors reach it. */
    public boolean answers(HostName host) {
        return rules instanceof ObservedRules.Seen seen
                && seen.ours().stream().anyMatch(placed -> placed.rule().hosts().contains(host));
    }

    /** With what DNS said: hosts whose TXT record has this environment's value. */
    public ObservedState proving(Set<HostName> hosts) {
        return with(domains.proving(hosts), rollout);
    }

    private ObservedState with(ObservedDomains newDomains, Rollout newRollout) {
        return new ObservedState(
                environment,
                at,
                logGroup,
                taskDefinition,
                olderRevisions,
                targetGroup,
                rules,
                service,
                records,
                newDomains,
                secrets,
                draining,
                newRollout,
                outside);
    }
}
