package no.dotkom.portal.apps;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.model.AsFound;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.ImageRef;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.model.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes wishes about an environment that exists: each is the version after the one that the member saw. */
@Component
class Succession {
    private final EnvironmentRepository environments;
    private final VersionRepository versions;
    private final Claims claims;
    private final SecretRepository secrets;
    private final Ledger ledger;
    private final Clock clock;

    Succession(
            EnvironmentRepository environments,
            VersionRepository versions,
            Claims claims,
            SecretRepository secrets,
            Ledger ledger,
            Clock clock) {
        this.environments = environments;
        this.versions = versions;
        this.claims = claims;
        this.secrets = secrets;
        this.ledger = ledger;
        this.clock = clock;
    }

    Generation change(
            Member member, EnvironmentRef environment, Generation expected, EnvironmentSpec spec, String reason) {
        var latest = current(member, environment, expected);
        var next = withSecretsOfNow(environment, spec);
        var problems = objections(environment, latest, next);
        if (!problems.isEmpty()) {
            throw new Refused(problems);
        }
        return accept(member, environment, latest, latest.intent(), next, reason, "portal", null);
    }

    /** Whatever is asked for goes without the secrets that were taken away, and with those that were added. */
    private EnvironmentSpec withSecretsOfNow(EnvironmentRef environment, EnvironmentSpec spec) {
        return spec.withSecrets(secrets.next(environment.id(), spec.secrets()));
    }

    /** The newest settings with another image; the same image again is looked up anew. */
    Generation deploy(Member author, EnvironmentRef environment, Generation expected, ImageRef image, String reason) {
        var latest = current(author, environment, expected);
        var spec = withSecretsOfNow(environment, latest.spec().withImage(image));
        var problems = objections(environment, latest, spec);
        if (!problems.isEmpty()) {
            throw new Refused(problems);
        }
        return spec.equals(latest.spec()) && latest.intent() == Intent.RUN
                ? acceptAnew(author, environment, latest, spec, reason, "api", null, latest.asFound())
                : accept(author, environment, latest, latest.intent(), spec, reason, "api", null);
    }

    Generation retry(Member member, EnvironmentRef environment, Generation expected) {
        var latest = current(member, environment, expected);
        var spec = withSecretsOfNow(environment, latest.spec());
        return acceptAnew(member, environment, latest, spec, "Tried again", "portal", null, latest.asFound());
    }

    /** The newest settings and their image, with the secrets of now and tasks that start anew. */
    Generation withSecrets(Member member, EnvironmentRef environment, Generation expected) {
        var latest = current(member, environment, expected);
        var spec = withSecretsOfNow(environment, latest.spec());
        var problems = objections(environment, latest, spec);
        if (!problems.isEmpty()) {
            throw new Refused(problems);
        }
        return acceptAnew(
                member, environment, latest, spec, "Secrets changed", "portal", latest.digest(), latest.asFound());
    }

    Generation rollBack(Member member, EnvironmentRef environment, Generation expected, Generation to, String reason) {
        var latest = current(member, environment, expected);
        var earlier = versions.find(environment.id(), to)
                .orElseThrow(() -> new Refused(new FieldProblem("version", Problem.of("VERSION-1"))));
        var problems = claims.objections(
                earlier.spec(), earlier.asFound(), environment.team(), environment.id(), clock.instant());
        if (!problems.isEmpty()) {
            throw new Refused(problems);
        }
        return acceptAnew(
                member, environment, latest, earlier.spec(), reason, "rollback", earlier.digest(), earlier.asFound());
    }

    /** What still serves while newer versions have failed: that is what a pause, and drift, are about. */
    Version wanted(EnvironmentRef environment) {
        return environments.find(environment.id()).orElseThrow().wanted();
    }

    Generation pause(Member member, EnvironmentRef environment, Generation expected) {
        var latest = current(member, environment, expected);
        var runs = wanted(environment);
        return accept(member, environment, latest, Intent.PAUSE, runs.spec(), "Paused", "portal", runs.digest());
    }

    Generation resume(Member member, EnvironmentRef environment, Generation expected) {
        var latest = current(member, environment, expected);
        return accept(member, environment, latest, Intent.RUN, latest.spec(), "Resumed", "portal", null);
    }

    Generation remove(Member member, EnvironmentRef environment, Generation expected, boolean keepLogs) {
        var latest = current(member, environment, expected);
        var next = latest.generation().next();
        environments.raise(environment.id(), next, Intent.REMOVE, keepLogs);
        var version = Ledger.version(
                next,
                latest.containerGeneration(),
                Intent.REMOVE,
                latest.spec(),
                member,
                "Removed",
                "portal",
                latest.digest(),
                latest.asFound(),
                clock.instant());
        ledger.append(member, environment, version);
        return next;
    }

    void cancel(Member member, EnvironmentRef environment, Generation generation) {
        var latest = current(member, environment, generation);
        if (latest.state() == VersionState.RUNNING && latest.intent() != Intent.REMOVE) {
            versions.cancel(environment.id(), generation, clock.instant());
            ledger.record(member, environment, "version.cancel", generation, "");
        }
    }

    List<FieldProblem> objections(
            Member member, EnvironmentRef environment, Generation expected, EnvironmentSpec spec) {
        var now = environments.find(environment.id()).orElseThrow();
        var obstacle = Obstacle.of(member, now).or(() -> conflict(now.latest(), expected));
        if (obstacle.isPresent()) {
            return List.of(new FieldProblem("", obstacle.get()));
        }
        return spec.equals(now.latest().spec())
                ? List.of(new FieldProblem("", Problem.of("SAME-1")))
                : objections(environment, now.latest(), spec);
    }

    private List<FieldProblem> objections(EnvironmentRef environment, Version latest, EnvironmentSpec spec) {
        var problems = new ArrayList<>(Claims.reserved(spec, latest.spec().variables()));
        problems.addAll(
                claims.objections(spec, latest.asFound(), environment.team(), environment.id(), clock.instant()));
        return problems;
    }

    /** Locks the environment and hands out its newest version, or refuses when the member looked at an older one. */
    Version current(Member member, EnvironmentRef environment, Generation expected) {
        var latest = newest(member, environment);
        conflict(latest, expected).ifPresent(Succession::refuse);
        return latest;
    }

    /** The same, whatever the member looked at. */
    Version newest(Member member, EnvironmentRef environment) {
        var generation = new Generation(environments.lock(environment.id()));
        var latest = versions.find(environment.id(), generation).orElseThrow();
        Obstacle.of(member, environment, latest).ifPresent(Succession::refuse);
        return latest;
    }

    private static void refuse(Problem why) {
        throw new Refused(new FieldProblem("", why));
    }

    private static Optional<Problem> conflict(Version latest, Generation expected) {
        return latest.generation().equals(expected)
                ? Optional.empty()
                : Optional.of(Problem.of(
                        "CONFLICT-1",
                        Map.of(
                                "who",
                                latest.authorName(),
                                "version",
                                latest.generation().toString(),
                                "at",
                                latest.createdAt().toString())));
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
                Ledger.version(
                        next,
                        container,
                        intent,
                        spec,
                        member,
                        reason,
                        source,
                        known,
                        latest.asFound(),
                        clock.instant()));
    }

    /** A version with a revision of its own. */
    private Generation acceptAnew(
            Member member,
            EnvironmentRef environment,
            Version latest,
            EnvironmentSpec spec,
            String reason,
            String source,
            @Nullable String digest,
            AsFound asFound) {
        var next = latest.generation().next();
        return write(
                member,
                environment,
                Ledger.version(next, next, Intent.RUN, spec, member, reason, source, digest, asFound, clock.instant()));
    }

    Generation write(Member member, EnvironmentRef environment, Version version) {
        var gateway = environments.find(environment.id()).orElseThrow().gateway();
        environments.raise(environment.id(), version.generation(), version.intent(), false);
        ledger.claim(environment, version.spec(), gateway, version.createdAt());
        ledger.append(member, environment, version);
        return version.generation();
    }
}
