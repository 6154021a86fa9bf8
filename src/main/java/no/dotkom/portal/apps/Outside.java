package no.dotkom.portal.apps;

import java.time.Instant;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.model.RolloutSettings;
import no.dotkom.portal.model.Secrets;
import no.dotkom.portal.plan.OutsideRevision;
import no.dotkom.portal.plan.TaskDefinition;

/** A deployment past the portal, told as the version that it is. Pure. */
final class Outside {
    private Outside() {}

    /** All as it was in the version that was to be, with the container of the revision. */
    static Version version(EnvironmentDetails details, OutsideRevision outside, Arn usualRole, Instant at) {
        var before = details.wanted();
        var next = details.generation().next();
        var spec = spec(before.spec(), outside.definition());
        return new Version(
                next,
                next,
                before.intent(),
                spec,
                by(outside),
                "Deployed outside the portal",
                "outside",
                at,
                spec.image().digest(),
                null,
                VersionState.RUNNING,
                null,
                null,
                outside.arn(),
                before.asFound().on(outside.definition().asFound(), usualRole(outside.definition(), usualRole)));
    }

    /** A version that the database has lost: it is carried out already, and its number is that of its revision's tag. */
    static Version recovered(EnvironmentDetails details, TaskDefinition found, Arn usualRole, Instant at) {
        var before = details.live() == null ? details.latest() : details.live();
        return new Version(
                found.generation(),
                found.generation(),
                before.intent(),
                spec(before.spec(), found),
                "the loop",
                "Found on AWS, newer than the database",
                "outside",
                at,
                found.image().digest(),
                null,
                VersionState.LIVE,
                at,
                null,
                null,
                before.asFound().on(found.asFound(), usualRole(found, usualRole)));
    }

    /** With secrets, its own. */
    private static Arn usualRole(TaskDefinition container, Arn shared) {
        return container.secrets().isEmpty() ? shared : container.executionRole();
    }

    /** {@code assumed-role/ci/session} of whoever registered it. */
    private static String by(OutsideRevision outside) {
        var colon = outside.by().lastIndexOf(':');
        var name = outside.by().substring(colon + 1);
        return name.isEmpty() ? "somebody else" : name;
    }

    private static EnvironmentSpec spec(EnvironmentSpec before, TaskDefinition container) {
        var rollout = before.rollout();
        return new EnvironmentSpec(
                container.image(),
                before.ingress() instanceof Ingress.Http http && container.port() != 0
                        ? new Ingress.Http(
                                http.reach(), http.hosts(), container.port(), http.health(), http.redirects())
                        : before.ingress(),
                container.size(),
                before.count(),
                new RolloutSettings(
                        rollout.graceSeconds(),
                        container.stopTimeoutSeconds(),
                        rollout.drainSeconds(),
                        rollout.shortStop()),
                container.architecture(),
                container.variables(),
                Secrets.of(container.secrets().keySet()),
                container.containerCheck());
    }
}
