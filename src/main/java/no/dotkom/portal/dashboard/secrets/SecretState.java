package no.dotkom.portal.dashboard.secrets;

import java.time.Instant;
import java.util.Locale;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.apps.KeptSecret;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.apps.VersionState;
import org.jspecify.annotations.Nullable;

/** How far a secret has come: tasks read the value that it has when they start, and never again. */
public enum SecretState {
    /** The running tasks have it. */
    RUNNING("healthy", false),
    /** The running tasks have an earlier value. */
    CHANGED("warn", true),
    /** No version has it that its tasks run. */
    NEW("pending", true),
    /** Tasks of the version on its way get it. */
    UNDERWAY("deploying", false),
    /** No task runs: the next that starts gets it. */
    WAITING("paused", false),
    /** The newest version still names it. */
    TAKEN("removing", true),
    /** No version after now has it; its value goes once no task may read it. */
    LEAVING("removing", false);

    private final String shape;
    private final boolean pending;

    SecretState(String shape, boolean pending) {
        this.shape = shape;
        this.pending = pending;
    }

    /** @param since when the oldest running task of what serves was made, or null when none runs */
    public static SecretState of(KeptSecret secret, EnvironmentDetails environment, @Nullable Instant since) {
        var latest = environment.latest();
        if (secret.removed()) {
            return names(latest, secret) ? TAKEN : LEAVING;
        }
        if (!names(latest, secret)) {
            return NEW;
        }
        var given = environment.serving().filter(each -> names(each, secret)).isPresent();
        if (given && since != null && !secret.changedAt().isAfter(since)) {
            return RUNNING;
        }
        if (latest.state() == VersionState.RUNNING) {
            return secret.changedAt().isAfter(latest.createdAt()) ? CHANGED : UNDERWAY;
        }
        if (latest.state() == VersionState.LIVE && since == null) {
            return WAITING;
        }
        return given ? CHANGED : NEW;
    }

    private static boolean names(Version version, KeptSecret secret) {
        return version.spec().secrets().names().contains(secret.name());
    }

    /** True when a deployment would change what the tasks have. */
    public boolean pending() {
        return pending;
    }

    /** The dot beside its words. */
    public String shape() {
        return shape;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
