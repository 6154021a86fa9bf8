package no.dotkom.portal.dashboard;

import java.util.Collection;
import java.util.Locale;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.reconcile.Status;
import no.dotkom.portal.watch.ServicePicture;
import org.jspecify.annotations.Nullable;

/** Whether an environment is well, in one word; the worst is first and wins. Computed from facts, never stored. */
public enum Health {
    /** The newest version could not be carried out. */
    FAILED,
    /** Fewer tasks are well than the version that serves asked for. */
    UNHEALTHY,
    /** The picture is too old, or there is none, to say anything. */
    UNKNOWN,
    DEPLOYING,
    REMOVING,
    /** Accepted, but the loop has not come by; or nothing was ever carried out. */
    PENDING,
    HEALTHY,
    PAUSED;

    /**
     * The health of one environment.
     *
     * @param status what the loop last saw, or null before it came by
     * @param service the service as last seen, or null when none was
     */
    public static Health of(
            EnvironmentDetails environment,
            @Nullable Status status,
            @Nullable ServicePicture service,
            Freshness picture) {
        if (failed(environment)) {
            return FAILED;
        }
        if (picture.old()) {
            return UNKNOWN;
        }
        if (service != null && tooFew(environment, service, service.healthy())) {
            return UNHEALTHY;
        }
        return environment.underway() ? underway(environment, status) : settled(environment, status, service);
    }

    /** A version that its own members cancelled did not fail: what it would have replaced is judged. */
    private static boolean failed(EnvironmentDetails environment) {
        return environment.latest().state() == VersionState.FAILED
                && !environment.latest().cancelled();
    }

    /**
     * True when fewer than those that must be are well. A picture of before the version that serves was live says nothing
     * of it: the loop has seen all of them since, and the next picture tells.
     */
    static boolean tooFew(EnvironmentDetails environment, ServicePicture service, int well) {
        var before = environment
                .serving()
                .map(Version::finishedAt)
                .filter(service.seenAt()::isBefore)
                .isPresent();
        return !before && well < expected(environment);
    }

    /** Tasks that must be well at this moment: those that were, and are still wanted. */
    private static int expected(EnvironmentDetails environment) {
        return environment
                .serving()
                .map(serving -> environment.underway() ? kept(serving, environment.latest()) : count(serving))
                .orElse(0);
    }

    private static int kept(Version serving, Version next) {
        var stops = next.intent() != Intent.RUN || next.spec().rollout().shortStop();
        return stops ? 0 : Math.min(count(serving), count(next));
    }

    private static int count(Version version) {
        return version.spec().count();
    }

    private static Health underway(EnvironmentDetails environment, @Nullable Status status) {
        if (environment.intent() == Intent.REMOVE) {
            return REMOVING;
        }
        var visited = status != null
                && !status.observedAt().isBefore(environment.latest().createdAt());
        return visited ? DEPLOYING : PENDING;
    }

    private static Health settled(
            EnvironmentDetails environment, @Nullable Status status, @Nullable ServicePicture service) {
        var live = environment.live();
        if (live == null) {
            return PENDING;
        }
        return switch (live.intent()) {
            case PAUSE -> PAUSED;
            case REMOVE -> REMOVING;
            case RUN -> service == null ? unseen(status) : HEALTHY;
        };
    }

    /** No service where one should run: the loop says whether it is gone, or only not seen yet. */
    private static Health unseen(@Nullable Status status) {
        return status != null && status.drifted() > 0 ? UNHEALTHY : UNKNOWN;
    }

    /** The worst of several; {@link #PENDING} of none. */
    public static Health worst(Collection<Health> several) {
        return several.stream().min(Health::compareTo).orElse(PENDING);
    }

    /** As {@code data-state} and message keys have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
