package no.dotkom.portal.apps;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.AsFound;
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
 * @param source {@code portal}, {@code api}, {@code rollback}, {@code outside} (deployed past the portal) or {@code adopted}
 * @param problem why it failed
 * @param revision that it runs, where that was registered outside the portal
 * @param asFound how it was made before it was adopted, as far as that is kept
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
        @Nullable Problem problem,
        @Nullable Arn revision,
        AsFound asFound) {
    /** One that the portal made, in an environment that it made. */
    public Version(
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
        this(
                generation,
                containerGeneration,
                intent,
                spec,
                authorName,
                reason,
                source,
                createdAt,
                digest,
                cancelledAt,
                state,
                finishedAt,
                problem,
                null,
                AsFound.NOTHING);
    }

    /** The same, told with another reason for its failure. */
    public Version because(Problem cause) {
        return new Version(
                generation,
                containerGeneration,
                intent,
                spec,
                authorName,
                reason,
                source,
                createdAt,
                digest,
                cancelledAt,
                state,
                finishedAt,
                cause,
                revision,
                asFound);
    }

    /** The image as it runs: by digest once that is known. */
    public ImageRef image() {
        return digest == null ? spec.image() : spec.image().pinnedTo(digest);
    }

    /** What it asks for, with what its tag stood for: two versions of one tag may run different images. */
    public EnvironmentSpec resolved() {
        return spec.withImage(image());
    }

    public Optional<Duration> took() {
        return Optional.ofNullable(finishedAt).map(end -> Duration.between(createdAt, end));
    }

    /** It asks for what was found when a service made elsewhere was taken over. */
    public boolean adopted() {
        return source.equals("adopted");
    }

    /** True until AWS was seen to hold what was found: until then nothing may be asked for. */
    public boolean adopting() {
        return adopted() && state == VersionState.RUNNING;
    }

    public boolean cancelled() {
        return cancelledAt != null;
    }
}
