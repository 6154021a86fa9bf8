package no.dotkom.portal.plan;

/**
 * Decides everything: from what should be and what is, the steps to do now and the waits with their reasons. Total,
 * pure and without memory: the same input gives the same plan, and a pass that died is simply planned again.
 *
 * <p>Nothing unreadable or foreign is acted on; a step whose input does not exist yet is a wait.
 */
public final class Planner {
    private Planner() {}

    public static Plan plan(DesiredState desired, ObservedState observed) {
        return switch (desired) {
            case DesiredState.Deployed deployed -> new DeployPlan(deployed, observed).plan();
            case DesiredState.Gone gone -> new RemovalPlan(gone, observed).plan();
        };
    }
}
