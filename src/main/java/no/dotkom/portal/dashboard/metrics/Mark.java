package no.dotkom.portal.dashboard.metrics;

import java.time.Instant;
import no.dotkom.portal.dashboard.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * A line through all charts: something was done, or died.
 *
 * @param place 0 to 100 from left to right
 * @param says null where there is no room for words
 * @param crash red; else the dotted line of a deployment
 */
public record Mark(double place, Instant at, @Nullable Sentence says, boolean crash) {}
