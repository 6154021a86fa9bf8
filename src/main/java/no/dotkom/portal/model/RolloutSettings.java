package no.dotkom.portal.model;

/**
 * How tasks are replaced.
 *
 * @param graceSeconds failing health checks are ignored this long after a start, 0 to 600
 * @param stopTimeoutSeconds from the stop signal to the kill, 2 to 120
 * @param drainSeconds requests in flight may take this long when a task leaves, 0 to 3600; ours are 10 or more
 * @param shortStop true when the old tasks may be stopped before the new ones start: needs no spare room
 */
public record RolloutSettings(int graceSeconds, int stopTimeoutSeconds, int drainSeconds, boolean shortStop) {
    /** Less than this nobody may ask for: requests under way would be cut. */
    public static final int LEAST_DRAIN = 10;

    public static final RolloutSettings DEFAULT = new RolloutSettings(60, 30, 20, false);

    public RolloutSettings {
        Check.that(graceSeconds >= 0 && graceSeconds <= 600, "The grace period is 0 to 600 seconds");
        Check.that(stopTimeoutSeconds >= 2 && stopTimeoutSeconds <= 120, "The stop timeout is 2 to 120 seconds");
        Check.that(drainSeconds >= 0 && drainSeconds <= 3600, "Draining takes 0 to 3600 seconds");
    }
}
