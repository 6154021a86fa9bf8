package no.dotkom.portal.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.apps.EnvironmentRef;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.model.AppName;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.model.EnvironmentSlug;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.HealthCheck;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.ImageRef;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.model.Reach;
import no.dotkom.portal.model.ResourceNames;
import no.dotkom.portal.model.RolloutSettings;
import no.dotkom.portal.model.Size;
import no.dotkom.portal.model.TeamSlug;
import no.dotkom.portal.model.Variables;
import no.dotkom.portal.plan.Policy;
import no.dotkom.portal.reconcile.Status;
import no.dotkom.portal.watch.NodePicture;
import no.dotkom.portal.watch.ServicePicture;
import no.dotkom.portal.watch.TaskPicture;
import org.jspecify.annotations.Nullable;

/** Values for tests of the pure parts; it is always noon. */
final class Given {
    static final Instant NOON = Instant.parse("2026-11-22T11:00:00Z");
    static final Freshness FRESH = new Freshness(NOON.minusSeconds(4), NOON);
    static final Freshness OLD = new Freshness(NOON.minusSeconds(121), NOON);
    static final EnvironmentSpec WEB =
            spec(new Ingress.Http(Reach.PUBLIC, List.of(new HostName("grades.no")), 3000, HealthCheck.DEFAULT), 2);
    static final EnvironmentSpec WORKER = spec(new Ingress.None(), 1);

    private Given() {}

    private static EnvironmentSpec spec(Ingress ingress, int count) {
        return new EnvironmentSpec(
                new ImageRef("registry.example.org", "grades/web", "1.4.2", null),
                ingress,
                Size.SMALL,
                count,
                RolloutSettings.DEFAULT,
                Architecture.AMD64,
                Variables.NONE,
                "");
    }

    static Version version(long number, Intent intent, VersionState state, EnvironmentSpec spec) {
        var ended = state == VersionState.RUNNING ? null : NOON.minusSeconds(60);
        return new Version(
                new Generation(number),
                new Generation(number),
                intent,
                spec,
                "Kari Nilsen",
                "",
                "portal",
                NOON.minusSeconds(132),
                null,
                null,
                state,
                ended,
                state == VersionState.FAILED ? Problem.of("CB-1") : null);
    }

    static Version cancelled(Version version) {
        return new Version(
                version.generation(),
                version.containerGeneration(),
                version.intent(),
                version.spec(),
                version.authorName(),
                version.reason(),
                version.source(),
                version.createdAt(),
                version.digest(),
                NOON.minusSeconds(70),
                version.state(),
                version.finishedAt(),
                Problem.of("CANCELLED"));
    }

    static EnvironmentDetails environment(Version latest, @Nullable Version live) {
        var name = new EnvironmentName(new AppName("grades"), EnvironmentSlug.PRODUCTION);
        var ref = new EnvironmentRef(new EnvironmentId(new UUID(0, 1)), name, new TeamSlug("webkom"));
        return new EnvironmentDetails(
                ref,
                "gateway",
                latest.generation(),
                0,
                latest.intent(),
                latest,
                live,
                Policy.OBSERVE_ONLY,
                false,
                ResourceNames.of(ref.name()));
    }

    static Status seen(int drifted) {
        return new Status(NOON.minusSeconds(5), drifted == 0, List.of(), drifted);
    }

    static ServicePicture service(int healthy) {
        return service(healthy, NOON.minusSeconds(4));
    }

    static ServicePicture service(int healthy, Instant seenAt) {
        return new ServicePicture(2, healthy, 0, healthy, 1, null, seenAt);
    }

    static Situation situation(EnvironmentDetails environment, int healthy) {
        return new Situation(environment, seen(0), service(healthy), new Progress(6, 7), FRESH, List.of());
    }

    static TaskPicture task(String id, long generation, String status, String health) {
        return new TaskPicture(
                id,
                generation,
                status,
                health,
                "",
                "node-a",
                "i-0aa",
                null,
                NOON.minusSeconds(100),
                NOON.minusSeconds(98),
                NOON.minusSeconds(76),
                NOON.minusSeconds(73),
                status.equals("STOPPED") ? NOON.minusSeconds(62) : null,
                status.equals("STOPPED") ? "EssentialContainerExited" : "",
                status.equals("STOPPED") ? "Essential container in task exited" : "",
                "",
                status.equals("STOPPED") ? 137 : null,
                status.equals("STOPPED")
                        ? List.of(new TaskPicture.Line(NOON.minusSeconds(63), "\u001b[31mFATAL\u001b[0m out of memory"))
                        : List.of(),
                "sha256:9f3c20b7",
                null,
                "",
                NOON.minusSeconds(4));
    }

    static NodePicture node(String architecture) {
        return new NodePicture(
                "i-0" + architecture,
                "node-" + architecture,
                "t3.small",
                architecture,
                "eu-north-1a",
                "ACTIVE",
                true,
                2048,
                2048,
                1640,
                1640,
                null,
                null,
                NOON);
    }

    static Duration seconds(long number) {
        return Duration.ofSeconds(number);
    }
}
