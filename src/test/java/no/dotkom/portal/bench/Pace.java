package no.dotkom.portal.bench;

import java.time.Duration;

/**
 * How long and how hard a run is.
 *
 * @param warmUp under the same load as the measurement, before it
 * @param rest without a request, after the load
 * @param perSecond requests that arrive a second, whether the portal keeps up or not
 * @param environments that are registered and live
 */
record Pace(Duration warmUp, Duration load, Duration rest, int perSecond, int environments) {
    private static final int PER_SECOND = 20;
    private static final int ENVIRONMENTS = 50;

    /** What the figures in the README were taken with. */
    static final Pace FULL =
            new Pace(Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(60), PER_SECOND, ENVIRONMENTS);

    /** For trying; its figures are of a portal that is not warm. */
    static final Pace QUICK =
            new Pace(Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofSeconds(15), PER_SECOND, ENVIRONMENTS);
}
