package no.dotkom.portal.watch;

import java.time.Instant;
import no.dotkom.portal.model.Arn;
import org.jspecify.annotations.Nullable;

/**
 * A service as last seen.
 *
 * @param healthy tasks that run and, behind a gateway, have a healthy target
 * @param serving the generation its primary deployment runs, 0 for a stranger's
 * @param targetGroup that its tasks register in, null for a worker's
 */
public record ServicePicture(
        int desired,
        int running,
        int pending,
        int healthy,
        long serving,
        @Nullable Arn targetGroup,
        Instant seenAt) {}
