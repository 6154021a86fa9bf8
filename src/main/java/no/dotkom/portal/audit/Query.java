package no.dotkom.portal.audit;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which deeds are asked for.
 *
 * @param environments to which they were done
 * @param since not before this
 * @param outside only what the loop found that others did past the portal, or only the rest; null for both
 */
public record Query(
        Collection<UUID> environments,
        Instant since,
        @Nullable Boolean outside) {
    public Query {
        environments = List.copyOf(environments);
    }
}
