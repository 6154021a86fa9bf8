package no.dotkom.portal.plan;

import java.time.Duration;
import java.time.Instant;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The last link of a deployment, once everything a service needs stands: it is created, or updated once for a version,
 * and its rollout is followed or aborted.
 */
final class ServicePlan {
    /** No task placed for so long is an abort (design.md decision 12). */
    static final Duration PLACEMENT_PATIENCE = Duration.ofMinutes(10);

    /**
     * A way back that takes so long leads nowhere: what it goes back to cannot run either, and ECS tries for ever
     * (after a pause, say, over a version that never ran). The version has failed, whatever serves.
     */
    static final Duration RETURN_PATIENCE = Duration.ofMinutes(15);

    private final DesiredState.Deployed desired;
    private final ObservedState observed;
    private final Draft draft;

    ServicePlan(DesiredState.Deployed desired, ObservedState observed, Draft draft) {
        this.desired = desired;
        this.observed = observed;
        this.draft = draft;
    }

    /** @param targetGroup absent for a worker */
    void plan(Arn taskDefinition, @Nullable Arn targetGroup) {
        switch (observed.service()) {
            case Observation.Absent<Service>() -> create(taskDefinition, targetGroup);
            case Observation.Present<Service>(var arn, var actual) -> follow(arn, actual, taskDefinition, targetGroup);
            case Observation.Foreign<Service>(var arn) ->
                draft.foreign(desired.service().name(), arn);
            case Observation.Unreadable<Service>(var why) -> draft.unreadable(why);
        }
    }

    private void create(Arn taskDefinition, @Nullable Arn targetGroup) {
        if (desired.abort()) {
            draft.await(new Wait.OnMember(Problem.of("CANCELLED")));
        } else if (observed.draining()) {
            draft.await(new Wait.OnDraining());
        } else if (!(observed.logGroup() instanceof Observation.Present)) {
            // Tasks that start without their log group stop at once.
            draft.await(new Wait.OnEarlierStep("log group"));
        } else {
            draft.step(new Step.CreateService(desired.service(), taskDefinition, targetGroup));
        }
    }

    private void follow(Arn service, Service actual, Arn taskDefinition, @Nullable Arn targetGroup) {
        switch (observed.rollout()) {
            case Rollout.Failed(var to, var why) when to.equals(taskDefinition) -> draft.await(new Wait.OnMember(why));
            // How it ended is told once it has: then the old version serves again.
            case Rollout.TurningBack(var to, var since, var why)
            when to.equals(taskDefinition) ->
                draft.await(longerThan(RETURN_PATIENCE, since) ? new Wait.OnMember(why) : new Wait.OnRollout(since));
            case Rollout.Rolling rolling
            when rolling.to().equals(taskDefinition) && desired.abort() -> abort(service, rolling);
            case Rollout.Rolling rolling
            when rolling.to().equals(taskDefinition) && unplaced(rolling) -> giveUpPlacing(service, rolling);
            case Rollout.None(), Rollout.Rolling _, Rollout.TurningBack _, Rollout.Stable _, Rollout.Failed _ ->
                updateOrWait(actual, taskDefinition, targetGroup);
        }
    }

    private boolean unplaced(Rollout.Rolling rolling) {
        return !rolling.placed() && desired.service().count() > 0 && longerThan(PLACEMENT_PATIENCE, rolling.since());
    }

    private boolean longerThan(Duration patience, Instant since) {
        return Duration.between(since, observed.at()).compareTo(patience) > 0;
    }

    private void abort(Arn service, Rollout.Rolling rolling) {
        if (rolling.stoppable()) {
            draft.step(new Step.StopServiceDeployment(service));
        } else {
            draft.await(new Wait.OnMember(Problem.of("CANCELLED")));
        }
    }

    private void giveUpPlacing(Arn service, Rollout.Rolling rolling) {
        if (rolling.stoppable()) {
            draft.step(new Step.StopServiceDeployment(service));
        } else {
            // A change of the count is no deployment: nothing has failed, and its tasks start once there is room.
            draft.await(new Wait.OnOperator(Problem.of("CAP-1")));
        }
    }

    private void updateOrWait(Service actual, Arn taskDefinition, @Nullable Arn targetGroup) {
        if (rollingBack(actual, taskDefinition)) {
            draft.await(new Wait.OnRollout(observed.at()));
        } else if (actual.equals(desired.service())) {
            waitUntilStable(taskDefinition);
        } else {
            update(actual, taskDefinition, targetGroup);
        }
    }

    /** The deployment of our revision is not over, yet the service names an older one again. */
    private boolean rollingBack(Service actual, Arn taskDefinition) {
        return observed.rollout() instanceof Rollout.Rolling rolling
                && rolling.to().equals(taskDefinition)
                && !actual.revision().equals(desired.service().revision());
    }

    private void waitUntilStable(Arn taskDefinition) {
        switch (observed.rollout()) {
            case Rollout.Stable(var at) when at.equals(taskDefinition) -> {}
            // No deployment that could fail: a count that was changed, with tasks that do not stay.
            case Rollout.Rolling(var to, var since, var placed, var stoppable)
            when !stoppable && longerThan(RETURN_PATIENCE, since) ->
                draft.await(new Wait.OnMember(Problem.of("STUCK-1")));
            case Rollout.Rolling(var to, var since, var placed, var stoppable) ->
                draft.await(new Wait.OnRollout(since));
            case Rollout.None(), Rollout.TurningBack _, Rollout.Stable _, Rollout.Failed _ ->
                draft.await(new Wait.OnRollout(observed.at()));
        }
    }

    private void update(Service actual, Arn taskDefinition, @Nullable Arn targetGroup) {
        if (desired.abort()) {
            draft.await(new Wait.OnMember(Problem.of("CANCELLED")));
        } else if (!(observed.logGroup() instanceof Observation.Present)) {
            draft.await(new Wait.OnEarlierStep("log group"));
        } else {
            draft.step(new Step.UpdateService(desired.service(), actual, taskDefinition, targetGroup));
        }
    }
}
