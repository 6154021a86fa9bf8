package no.dotkom.portal.localaws.iam;

import java.time.Instant;
import java.util.Optional;
import no.dotkom.portal.localaws.world.Lag;
import org.jspecify.annotations.Nullable;

/**
 * A policy that belongs to one role.
 *
 * @param at when it was written
 * @param before what it said until then, by which is decided while the new one does not show yet; null when it is new
 */
record Inline(String document, Instant at, @Nullable String before) {
    /** What it says to whoever asks now. */
    Optional<String> seen(Lag lag) {
        return Optional.ofNullable(lag.shows(at) ? document : before);
    }
}
