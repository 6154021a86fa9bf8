package no.dotkom.portal.audit;

import java.time.Instant;
import java.util.Set;
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
    static final String LOOP = "loop";

    /** What the loop finds that others did. */
    static final Set<String> OF_OTHERS = Set.of("version.accept", "drift.notice", "drift.over");

    /** The loop found it; somebody else did it, past the portal. */
    public boolean outside() {
        return outside(source, action);
    }

    static boolean outside(String source, String action) {
        return source.equals(LOOP) && OF_OTHERS.contains(action);
    }

    /** The portal did it by itself. */
    public boolean ofTheLoop() {
        return source.equals(LOOP) && !outside();
    }
}
