package no.dotkom.portal.dashboard;

/**
 * How far a rollout is.
 *
 * @param done steps behind it, 0 to 9
 * @param at the step it is at or failed in, or that waits next, 1 to 9; 0 before the loop came by
 */
public record Progress(int done, int at) {
    public static final Progress NONE = new Progress(0, 0);
}
