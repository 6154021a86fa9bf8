package no.dotkom.portal.apps;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import no.dotkom.portal.audit.Audit;
import no.dotkom.portal.audit.Deed;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.Role;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.model.TeamSlug;
import no.dotkom.portal.plan.Desires;
import no.dotkom.portal.plan.Gateway;
import no.dotkom.portal.plan.Platform;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Turns a wish into a version, in one transaction with all that it takes: names, numbers, audit, the loop's wake-up. */
@Component
class Acceptance {
    /** Target groups one load balancer carries, not adjustable (aws-facts §3). */
    private static final int TARGET_GROUPS = 100;

    private final EnvironmentRepository environments;
    private final VersionRepository versions;
    private final Claims claims;
    private final Platforms platforms;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Acceptance(
            EnvironmentRepository environments,
            VersionRepository versions,
            Claims claims,
            Platforms platforms,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.environments = environments;
        this.versions = versions;
        this.claims = claims;
        this.platforms = platforms;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    EnvironmentId register(Member member, Registration registration) {
        var id = new EnvironmentId(UUID.randomUUID());
        var now = clock.instant();
        if (!environments.remember(registration.requestKey(), member.id(), id, now)) {
            return environments
                    .madeBy(registration.requestKey(), member.id())
                    .orElseThrow(() -> new Refused(new FieldProblem("name", Problem.of("FORM-USED"))));
        }
        var problems = objections(member, registration);
        if (!problems.isEmpty()) {
            throw new Refused(problems);
        }
        var gateway = gateway();
        var app = environments
                .app(registration.name().app())
                .map(EnvironmentRepository.AppRow::id)
                .orElseGet(() -> newApp(member, registration, now));
        if (!environments.insertEnvironment(app, id, registration.name(), gateway.id(), now)) {
            throw new Refused(taken(registration));
        }
        var ref = new EnvironmentRef(id, registration.name(), owner(registration));
        claim(ref, registration.spec(), gateway.id(), now);
        append(
                member,
                ref,
                version(
                        Generation.FIRST,
                        Generation.FIRST,
                        Intent.RUN,
                        registration.spec(),
                        member,
                        "Registered",
                        "portal",
                        null,
                        now));
        return id;
    }

    private UUID newApp(Member member, Registration registration, Instant now) {
        var made = UUID.randomUUID();
        if (!environments.insertApp(made, registration.name().app(), registration.team(), member.id(), now)) {
            throw new Refused(taken(registration));
        }
        return made;
    }

    List<FieldProblem> objections(Member member, Registration registration) {
        var problems = new ArrayList<FieldProblem>();
        var name = registration.name();
        var team = owner(registration);
        if (!member.may(Role.DEVELOPER, team)) {
            var exists = environments.app(name.app()).isPresent();
            problems.add(exists ? taken(registration) : new FieldProblem("team", Problem.of("TEAM-1")));
        } else if (environments.find(name.app(), name.slug()).isPresent()) {
            problems.add(new FieldProblem("environment", Problem.of("ENV-1", Map.of("name", name.full()))));
        }
        problems.addAll(claims.objections(registration.spec(), team, null, clock.instant()));
        return problems;
    }

    /** Who owns the application, or is to own it. */
    private TeamSlug owner(Registration registration) {
        return environments
                .app(registration.name().app())
                .map(EnvironmentRepository.AppRow::team)
                .orElse(registration.team());
    }

    private static FieldProblem taken(Registration registration) {
        return new FieldProblem(
                "name",
                Problem.of("NAME-1", Map.of("name", registration.name().app().value())));
    }

    Generation change(
            Member member, EnvironmentRef environment, Generation expected, EnvironmentSpec spec, String reason) {
        var latest = current(member, environment, expected);
        var problems = claims.objections(spec, environment.team(), environment.id(), clock.instant());
        if (!problems.isEmpty()) {
            throw new Refused(problems);
        }
        var intent = latest.intent();
        return accept(member, environment, latest, intent, spec, reason, "portal", null);
    }

    Generation retry(Member member, EnvironmentRef environment, Generation expected) {
        var latest = current(member, environment, expected);
        return acceptAnew(member, environment, latest, latest.spec(), "Tried again", "portal", null);
    }

    Generation rollBack(Member member, EnvironmentRef environment, Generation expected, Generation to, String reason) {
        var latest = current(member, environment, expected);
        var earlier = versions.find(environment.id(), to)
                .orElseThrow(() -> new Refused(new FieldProblem("version", Problem.of("VERSION-1"))));
        var problems = claims.objections(earlier.spec(), environment.team(), environment.id(), clock.instant());
        if (!problems.isEmpty()) {
            throw new Refused(problems);
        }
        return acceptAnew(member, environment, latest, earlier.spec(), reason, "rollback", earlier.digest());
    }

    Generation pause(Member member, EnvironmentRef environment, Generation expected) {
        var latest = current(member, environment, expected);
        return accept(member, environment, latest, Intent.PAUSE, latest.spec(), "Paused", "portal", null);
    }

    Generation resume(Member member, EnvironmentRef environment, Generation expected) {
        var latest = current(member, environment, expected);
        return accept(member, environment, latest, Intent.RUN, latest.spec(), "Resumed", "portal", null);
    }

    Generation remove(Member member, EnvironmentRef environment, Generation expected, boolean keepLogs) {
        var latest = current(member, environment, expected);
        var next = latest.generation().next();
        environments.raise(environment.id(), next, Intent.REMOVE, keepLogs);
        var version = version(
                next,
                latest.containerGeneration(),
                Intent.REMOVE,
                latest.spec(),
                member,
                "Removed",
                "portal",
                latest.digest(),
                clock.instant());
        append(member, environment, version);
        return next;
    }

    void cancel(Member member, EnvironmentRef environment, Generation generation) {
        var latest = current(member, environment, generation);
        if (latest.state() == VersionState.RUNNING && latest.intent() != Intent.REMOVE) {
            versions.cancel(environment.id(), generation, clock.instant());
            audit(member, environment, "version.cancel", generation, "");
            events.publishEvent(new EnvironmentChanged(environment.id()));
        }
    }

    List<FieldProblem> objections(
            Member member, EnvironmentRef environment, Generation expected, EnvironmentSpec spec) {
        var now = environments.find(environment.id()).orElseThrow();
        var obstacles = obstacles(member, environment, now.latest(), expected);
        if (!obstacles.isEmpty()) {
            return obstacles;
        }
        return spec.equals(now.latest().spec())
                ? List.of(new FieldProblem("", Problem.of("SAME-1")))
                : claims.objections(spec, environment.team(), environment.id(), clock.instant());
    }

    /** Locks the environment and hands out its newest version, or refuses when the member looked at an older one. */
    private Version current(Member member, EnvironmentRef environment, Generation expected) {
        var generation = new Generation(environments.lock(environment.id()));
        var latest = versions.find(environment.id(), generation).orElseThrow();
        var obstacles = obstacles(member, environment, latest, expected);
        if (!obstacles.isEmpty()) {
            throw new Refused(obstacles);
        }
        return latest;
    }

    /** The one thing, whatever is asked, for which it cannot be taken. */
    private static List<FieldProblem> obstacles(
            Member member, EnvironmentRef environment, Version latest, Generation expected) {
        if (!member.may(Role.DEVELOPER, environment.team())) {
            var team = environment.team().value();
            return List.of(new FieldProblem("", Problem.of("RIGHT-1", Map.of("team", team))));
        }
        if (latest.intent() == Intent.REMOVE) {
            return List.of(new FieldProblem("", Problem.of("REMOVING-1")));
        }
        if (!latest.generation().equals(expected)) {
            var values = Map.of(
                    "who",
                    latest.authorName(),
                    "version",
                    latest.generation().toString(),
                    "at",
                    latest.createdAt().toString());
            return List.of(new FieldProblem("", Problem.of("CONFLICT-1", values)));
        }
        return List.of();
    }

    /** A version that keeps its predecessor's revision where that was carried out and the container is the same. */
    private Generation accept(
            Member member,
            EnvironmentRef environment,
            Version latest,
            Intent intent,
            EnvironmentSpec spec,
            String reason,
            String source,
            @Nullable String digest) {
        if (intent == latest.intent() && spec.equals(latest.spec())) {
            throw new Refused(new FieldProblem("", Problem.of("SAME-1")));
        }
        var keeps = latest.state() == VersionState.LIVE && spec.sameContainer(latest.spec());
        var next = latest.generation().next();
        var container = keeps ? latest.containerGeneration() : next;
        var known = keeps ? latest.digest() : digest;
        return write(
                member,
                environment,
                version(next, container, intent, spec, member, reason, source, known, clock.instant()));
    }

    /** A version with a revision of its own. */
    private Generation acceptAnew(
            Member member,
            EnvironmentRef environment,
            Version latest,
            EnvironmentSpec spec,
            String reason,
            String source,
            @Nullable String digest) {
        var next = latest.generation().next();
        return write(
                member,
                environment,
                version(next, next, Intent.RUN, spec, member, reason, source, digest, clock.instant()));
    }

    private Generation write(Member member, EnvironmentRef environment, Version version) {
        var gateway = environments.find(environment.id()).orElseThrow().gateway();
        environments.raise(environment.id(), version.generation(), version.intent(), false);
        claim(environment, version.spec(), gateway, version.createdAt());
        append(member, environment, version);
        return version.generation();
    }

    private void claim(EnvironmentRef environment, EnvironmentSpec spec, String gateway, Instant now) {
        claims.claim(environment, hosts(spec), now);
        claims.allot(environment.id(), gateway, Desires.rulesNeeded(spec.ingress(), platforms.current()));
    }

    private void append(Member member, EnvironmentRef environment, Version version) {
        versions.insert(environment.id(), member.id(), version);
        versions.supersede(environment.id(), version.generation(), version.createdAt());
        var detail =
                Objects.equals(version.reason(), "") ? version.spec().image().shortName() : version.reason();
        audit(member, environment, "version.accept", version.generation(), detail);
        events.publishEvent(new EnvironmentChanged(environment.id()));
    }

    private void audit(Member member, EnvironmentRef environment, String action, Generation generation, String detail) {
        audit.record(new Deed(
                member.id(),
                member.name(),
                "portal",
                action,
                environment.name().app().value(),
                environment.id().value(),
                generation.number(),
                detail));
    }

    private Gateway gateway() {
        Platform platform = platforms.current();
        return platform.gateways().stream()
                .filter(gateway -> environments.countOn(gateway.id()) < TARGET_GROUPS)
                .findFirst()
                .orElseThrow(() -> new Refused(new FieldProblem(
                        "", Problem.of("QUOTA-1", Map.of("used", "100", "limit", "100", "what", "target groups")))));
    }

    private static List<HostName> hosts(EnvironmentSpec spec) {
        return switch (spec.ingress()) {
            case Ingress.Http http -> http.hosts();
            case Ingress.None() -> List.of();
        };
    }

    private static Version version(
            Generation generation,
            Generation container,
            Intent intent,
            EnvironmentSpec spec,
            Member author,
            String reason,
            String source,
            @Nullable String digest,
            Instant at) {
        return new Version(
                generation,
                container,
                intent,
                spec,
                author.name(),
                reason,
                source,
                at,
                digest,
                null,
                VersionState.RUNNING,
                null,
                null);
    }
}
