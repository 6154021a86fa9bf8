package no.dotkom.portal.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A deed with all that is kept of it.
 *
 * @param id rises with each
 * @param address from where it was asked for
 * @param request the number that the page showed and the portal's log holds
 * @param chain of the application, of an environment whose application is not said, or of the platform
 * @param place in its chain, from 1
 * @param previous the hash of the deed before it in its chain, empty for the first
 * @param hash SHA-256 of {@code previous} and of all that was done, in hexadecimal digits; docs/audit.md
 */
public record FullEntry(
        long id,
        Instant at,
        @Nullable UUID actor,
        String actorName,
        String source,
        @Nullable String address,
        @Nullable String request,
        String action,
        @Nullable String app,
        @Nullable UUID environment,
        @Nullable Long generation,
        String detail,
        String chain,
        long place,
        String previous,
        String hash) {
    /** The loop found it; somebody else did it, past the portal. */
    public boolean outside() {
        return Entry.outside(source, action);
    }

    /** The portal did it by itself. */
    public boolean ofTheLoop() {
        return source.equals(Entry.LOOP) && !outside();
    }
}
