package no.dotkom.portal.dashboard;

import java.time.Duration;
import java.util.Objects;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.model.Intent;
import org.jspecify.annotations.Nullable;

/**
 * A version as a row of a list.
 *
 * @param state of the dot, or null for a quiet result
 * @param result what became of it
 * @param note why it failed, or what it was for; null when there is nothing to say
 * @param took from the wish to its end, or null while it is on its way
 */
public record DeploymentView(
        Version version,
        @Nullable String state,
        Sentence result,
        @Nullable Sentence note,
        @Nullable Duration took) {

    static DeploymentView of(Version version, EnvironmentDetails environment) {
        var live = environment.live();
        var current = live != null && live.generation().equals(version.generation());
        return new DeploymentView(
                version,
                state(version, current),
                result(version, current),
                note(version),
                version.took().orElse(null));
    }

    private static @Nullable String state(Version version, boolean current) {
        return switch (version.state()) {
            case RUNNING -> version.intent() == Intent.REMOVE ? "removing" : "deploying";
            case FAILED -> version.cancelled() ? null : "failed";
            case LIVE -> current ? (version.intent() == Intent.PAUSE ? "paused" : "healthy") : null;
            case SUPERSEDED -> null;
        };
    }

    private static Sentence result(Version version, boolean current) {
        return switch (version.state()) {
            case RUNNING -> Sentence.of("dashboard.result." + running(version));
            case FAILED -> Sentence.of("dashboard.result." + (version.cancelled() ? "cancelled" : "failed"));
            case LIVE -> Sentence.of("dashboard.result." + (current ? live(version) : "replaced"));
            case SUPERSEDED -> Sentence.of("dashboard.result.superseded");
        };
    }

    private static String running(Version version) {
        return switch (version.intent()) {
            case RUN -> "deploying";
            case PAUSE -> "pausing";
            case REMOVE -> "removing";
        };
    }

    private static String live(Version version) {
        return version.intent() == Intent.PAUSE ? "paused" : "live";
    }

    private static @Nullable Sentence note(Version version) {
        return version.state() == VersionState.FAILED && !version.cancelled()
                ? Verdicts.why(version)
                : reason(version.reason());
    }

    /** Why it was asked for. The portal's own reasons are in the reader's language, a member's are as typed. */
    static @Nullable Sentence reason(String reason) {
        return switch (reason) {
            case "" -> null;
            case "Registered", "Tried again", "Paused", "Resumed", "Removed" ->
                Sentence.of("dashboard.reason." + reason.replace(" ", ""));
            default -> new Sentence.Quoted(reason);
        };
    }

    public @Nullable Sentence reason() {
        return reason(version.reason());
    }

    /** What the image is called: its tag, or the beginning of its digest. */
    public String tag() {
        var image = version.spec().image();
        return Objects.requireNonNullElseGet(image.tag(), () -> Objects.requireNonNullElse(shortDigest(), ""));
    }

    /** Eight digits of what the tag stood for, or null before that was looked up. */
    public @Nullable String shortDigest() {
        var digest = version.image().digest();
        return digest == null ? null : digest.substring(digest.indexOf(':') + 1).substring(0, 8);
    }
}
