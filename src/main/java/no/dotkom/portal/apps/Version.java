package no.dotkom.portal.apps;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.ImageRef;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.model.Problem;
import org.jspecify.annotations.Nullable;

/**
 * One accepted change of an environment, whole.
 *
 * @param digest what its tag was resolved to, once the rollout has
 * @param source {@code portal}, {@code api} or {@code rollback}
 * @param problem why it failed
 */
public record Version(
        Generation generation,
        Generation containerGeneration,
        Intent intent,
        EnvironmentSpec spec,
        String authorName,
        String reason,
        String source,
        Instant createdAt,
        @Nullable String digest,
        @Nullable Instant cancelledAt,
        VersionState state,
        @Nullable Instant finishedAt,
        @Nullable Problem problem) {
    /** The image as it runs: by digest once that is known. */
    public ImageRef image() {
        return digest == null ? spec.image() : spec.image().pinnedTo(digest);
    }

    public Optional<Duration> took() {
        return Optional.ofNullable(finishedAt).map(end -> Duration.between(createdAt, end));
    }

    public boolean cancelled() {
        return cancelledAt != null;
    }
}
