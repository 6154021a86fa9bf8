package no.dotkom.portal.localaws.ecs;

import java.time.Duration;

/**
 * How long things take that take AWS longer: the order and the words are AWS's, the waiting is ours.
 *
 * @param provisioning from placement to the agent having the task
 * @param pull of an image
 * @param start of containers, from pulled to running
 * @param activating registration of targets
 * @param stopping from the stop of the containers to STOPPED
 * @param check between two looks of the service scheduler
 * @param settle how long a task without any health check must run to count as healthy
 * @param backOff first pause after a task that never ran; doubles up to 27 minutes (aws-facts §4)
 * @param nodeLoss from the loss of a node to its deregistration and the end of its tasks
 * @param forget how long a stopped task, or an inactive service, is still described (AWS: at least an hour)
 */
public record Tempo(
        Duration provisioning,
        Duration pull,
        Duration start,
        Duration activating,
        Duration stopping,
        Duration check,
        Duration settle,
        Duration backOff,
        Duration nodeLoss,
        Duration forget) {
    static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(27);

    /** A healthy deployment of one or two tasks serves within about 20 s. */
    public static Tempo quick() {
        return new Tempo(
                Duration.ofMillis(500),
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                Duration.ofMillis(200),
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                Duration.ofSeconds(4),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofHours(1));
    }

    /** The pause after the {@code failures}-th task in a row that never ran. */
    Duration pauseAfter(int failures) {
        var doubled = backOff.multipliedBy(1L << Math.min(failures - 1, 12));
        return doubled.compareTo(LONGEST_BACK_OFF) < 0 ? doubled : LONGEST_BACK_OFF;
    }
}
