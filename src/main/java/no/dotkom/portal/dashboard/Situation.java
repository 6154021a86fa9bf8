package no.dotkom.portal.dashboard;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.model.AsFound;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.model.Redirect;
import no.dotkom.portal.reconcile.Status;
import no.dotkom.portal.watch.ServicePicture;
import org.jspecify.annotations.Nullable;

/**
 * One environment with everything that a line about it is told from.
 *
 * @param status what the loop last saw, or null before it came by
 * @param service the service as last seen, or null when none was
 * @param progress of the newest version
 * @param dnsProblems of the domains of what serves that do not lead here
 */
public record Situation(
        EnvironmentDetails environment,
        @Nullable Status status,
        @Nullable ServicePicture service,
        Progress progress,
        Freshness picture,
        List<Problem> dnsProblems) {
    public Situation {
        dnsProblems = List.copyOf(dnsProblems);
    }

    /** The same with its newest version told otherwise. */
    Situation telling(Version latest) {
        return new Situation(environment.withLatest(latest), status, service, progress, picture, dnsProblems);
    }

    public Health health() {
        return Health.of(environment, status, service, picture);
    }

    public String app() {
        return environment.ref().name().app().value();
    }

    public String slug() {
        return environment.ref().name().slug().value();
    }

    public String id() {
        return environment.ref().id().toString();
    }

    /** The address of its overview. */
    public String path() {
        return "/apps/" + app() + "/" + slug();
    }

    public String versionPath() {
        return path() + "/versions/" + environment.generation().number();
    }

    public Version latest() {
        return environment.latest();
    }

    public Optional<Version> serving() {
        return environment.serving();
    }

    /** What a page is about: the version that serves, or else the newest. */
    public Version shown() {
        return serving().orElse(latest());
    }

    public Optional<HostName> host() {
        return host(shown());
    }

    static Optional<HostName> host(Version version) {
        return hosts(version).stream().findFirst();
    }

    static List<HostName> hosts(Version version) {
        return switch (version.spec().ingress()) {
            case Ingress.Http http -> http.hosts();
            case Ingress.None() -> List.of();
        };
    }

    /** All hosts of what the page is about; none of a worker. */
    public List<HostName> hosts() {
        return hosts(shown());
    }

    /** Hosts of what the page is about that only send visitors on. */
    public List<Redirect> redirects() {
        return switch (shown().spec().ingress()) {
            case Ingress.Http http -> http.redirects();
            case Ingress.None() -> List.of();
        };
    }

    /** What the loop waits for and a person could do something about, and domains that do not lead here. */
    public List<Problem> problems() {
        return Stream.concat(RequestPath.problems(status).stream(), dnsProblems.stream())
                .distinct()
                .toList();
    }

    public boolean removing() {
        return environment.intent() == Intent.REMOVE;
    }

    /** It was made elsewhere, and is or was kept as it was found. */
    public boolean adopted() {
        return latest().adopted() || !shown().asFound().equals(AsFound.NOTHING);
    }

    public boolean paused() {
        return health() == Health.PAUSED;
    }

    /** Tasks that are wanted now. */
    public int wanted() {
        var now = environment.underway()
                ? shown()
                : Optional.ofNullable(environment.live()).orElse(latest());
        return now.intent() == Intent.RUN ? now.spec().count() : 0;
    }

    /** {@code 2/2}, or null while nothing is known. */
    public @Nullable String tasks() {
        return service == null || picture.old() ? null : service.healthy() + "/" + wanted();
    }

    public boolean tooFew() {
        return health() == Health.UNHEALTHY;
    }

    /** What the last pass would have to change though nobody asked for it. */
    public int drifted() {
        return status == null ? 0 : status.drifted();
    }
}
