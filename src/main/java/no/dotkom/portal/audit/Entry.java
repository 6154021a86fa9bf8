package no.dotkom.portal.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A deed as it was written down. @param id rises with each */
public record Entry(
        long id,
        Instant at,
        String actorName,
        String source,
        String action,
        @Nullable UUID environment,
        @Nullable Long generation,
        String detail) {
    /** The loop found it; somebody else did it, past the portal. */
    public boolean outside() {
        return source.equals("loop") && (action.equals("version.accept") || action.startsWith("drift."));
    }

    /** The portal did it by itself. */
    public boolean ofTheLoop() {
        return source.equals("loop") && !outside();
    }
}
