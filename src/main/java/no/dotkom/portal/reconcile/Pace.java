package no.dotkom.portal.reconcile;

import java.time.Duration;

/** How long a step takes. @param usual the median of the last ten; {@code slowest} the longest of them */
public record Pace(Duration usual, Duration slowest) {}
