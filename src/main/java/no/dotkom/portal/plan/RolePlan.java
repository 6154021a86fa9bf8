package no.dotkom.portal.plan;

import no.dotkom.portal.model.Problem;

/**
 * The chain of an environment's secrets: the execution role that may read them, and in the end that nothing is left of
 * them. It shares one fact with the service chain, whether its role may be named, and says it in {@link #ready}.
 */
final class RolePlan {
    private final DesiredState.Deployed desired;
    private final ObservedState observed;
    private final Draft draft;
    private boolean ready;

    RolePlan(DesiredState.Deployed desired, ObservedState observed, Draft draft) {
        this.desired = desired;
        this.observed = observed;
        this.draft = draft;
    }

    /** What is to be done so that there is a role of its own, where it has secrets. */
    void plan() {
        var want = desired.role();
        if (want == null) {
            ready = true;
            return;
        }
        switch (observed.secrets()) {
            case ObservedSecrets.Unreadable(var why) -> draft.unreadable(why);
            case ObservedSecrets.Seen seen -> plan(want, seen.role());
        }
    }

    /** True when tasks may be started with the role: ECS starts none with one that it does not see. */
    boolean ready() {
        return ready;
    }

    private void plan(ExecutionRole want, Observation<ExecutionRole> role) {
        switch (role) {
            case Observation.Absent<ExecutionRole>() -> step(new Step.OfSecrets.CreateRole(want));
            case Observation.Present<ExecutionRole>(var arn, var actual) -> {
                if (!actual.allowsAs(want)) {
                    step(new Step.OfSecrets.PutRolePolicy(want));
                } else if (actual.settled()) {
                    ready = true;
                } else {
                    draft.await(new Wait.OnEarlierStep("role"));
                }
            }
            case Observation.Foreign<ExecutionRole>(var arn) -> draft.foreign(want.name(), arn);
            case Observation.Unreadable<ExecutionRole>(var why) -> draft.unreadable(why);
        }
    }

    /** A version that somebody cancelled begins nothing. */
    private void step(Step step) {
        if (desired.abort()) {
            draft.await(new Wait.OnMember(Problem.of("CANCELLED")));
        } else {
            draft.step(step);
        }
    }

    /** Lets go of values that somebody took away, once nothing else is to be done: no task reads them any more. */
    void drop() {
        switch (observed.secrets()) {
            case ObservedSecrets.Unreadable(var why) -> draft.unreadable(why);
            case ObservedSecrets.Seen seen -> {
                if (draft.idle()) {
                    desired.dropped().stream()
                            .filter(seen.parameters()::contains)
                            .forEach(name -> draft.step(new Step.OfSecrets.DeleteParameter(name)));
                }
            }
        }
    }

    /** The links of an environment that is to be gone: values, what the role may do, the role; one at a time. */
    static void dropAll(ObservedState observed, Draft draft) {
        switch (observed.secrets()) {
            case ObservedSecrets.Unreadable(var why) -> draft.unreadable(why);
            case ObservedSecrets.Seen(var role, var parameters) -> {
                parameters.forEach(name -> draft.step(new Step.OfSecrets.DeleteParameter(name)));
                if (parameters.isEmpty()) {
                    dropRole(role, draft);
                }
            }
        }
    }

    private static void dropRole(Observation<ExecutionRole> role, Draft draft) {
        switch (role) {
            case Observation.Present<ExecutionRole>(var arn, var actual) ->
                draft.step(
                        actual.policy().isEmpty()
                                ? new Step.OfSecrets.DeleteRole(actual.name())
                                : new Step.OfSecrets.DeleteRolePolicy(actual.name()));
            case Observation.Unreadable<ExecutionRole>(var why) -> draft.unreadable(why);
            case Observation.Absent<ExecutionRole>(), Observation.Foreign<ExecutionRole> _ -> {}
        }
    }
}
