package no.dotkom.portal.plan;

import java.util.List;

/**
 * The chain of an environment that is to be gone, in the order of aws-facts §4: records, service (until INACTIVE),
 * rules, certificates, target group, revisions, secrets, log group. Each link waits for the one before it.
 */
final class RemovalPlan {
    private final DesiredState.Gone gone;
    private final ObservedState observed;
    private final Draft draft = new Draft();

    RemovalPlan(DesiredState.Gone gone, ObservedState observed) {
        this.gone = gone;
        this.observed = observed;
    }

    Plan plan() {
        new RecordPlan(observed, draft).dropAll();
        then(this::service);
        then(this::rules);
        then(() -> DomainPlan.drop(List.of(), observed, draft));
        then(this::targetGroup);
        then(this::revisions);
        then(() -> RolePlan.dropAll(observed, draft));
        then(this::logGroup);
        return draft.plan();
    }

    private void then(Runnable next) {
        if (draft.idle()) {
            next.run();
        }
    }

    private void service() {
        switch (observed.service()) {
            case Observation.Present<Service>(var arn, var actual) -> draft.step(new Step.DeleteService(arn));
            case Observation.Unreadable<Service>(var why) -> draft.unreadable(why);
            case Observation.Absent<Service>(), Observation.Foreign<Service> _ -> {
                if (observed.draining()) {
                    draft.await(new Wait.OnDraining());
                }
            }
        }
    }

    private void rules() {
        switch (observed.rules()) {
            case ObservedRules.Unreadable(var why) -> draft.unreadable(why);
            case ObservedRules.Seen seen ->
                seen.ours().forEach(placed -> draft.step(new Step.DeleteHostRule(placed.arn())));
        }
    }

    private void targetGroup() {
        switch (observed.targetGroup()) {
            case Observation.Present<TargetGroup>(var arn, var actual) -> draft.step(new Step.DeleteTargetGroup(arn));
            case Observation.Unreadable<TargetGroup>(var why) -> draft.unreadable(why);
            case Observation.Absent<TargetGroup>(), Observation.Foreign<TargetGroup> _ -> {}
        }
    }

    private void revisions() {
        switch (observed.taskDefinition()) {
            case Observation.Present<TaskDefinition>(var arn, var actual) -> {
                draft.step(new Step.DeregisterTaskDefinition(arn));
                olderRevisions();
            }
            case Observation.Unreadable<TaskDefinition>(var why) -> draft.unreadable(why);
            case Observation.Absent<TaskDefinition>(), Observation.Foreign<TaskDefinition> _ -> olderRevisions();
        }
    }

    private void olderRevisions() {
        observed.olderRevisions().forEach(arn -> draft.step(new Step.DeregisterTaskDefinition(arn)));
    }

    private void logGroup() {
        switch (observed.logGroup()) {
            case Observation.Present<LogGroup>(var arn, var actual) -> {
                if (!gone.keepLogs() && !actual.inherited()) {
                    draft.step(new Step.DeleteLogGroup(actual.name()));
                }
            }
            case Observation.Unreadable<LogGroup>(var why) -> draft.unreadable(why);
            case Observation.Absent<LogGroup>(), Observation.Foreign<LogGroup> _ -> {}
        }
    }
}
