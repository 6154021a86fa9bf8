package no.dotkom.portal.apps;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import no.dotkom.portal.apps.port.LookUps;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.plan.OutsideRevision;
import no.dotkom.portal.plan.Placement;
import no.dotkom.portal.plan.TaskDefinition;
import no.dotkom.portal.plan.Wish;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The loop's door: what is wished of an environment, and how it ended. No member is asked for here, so no page may call
 * it.
 */
@Service
public class Wishes {
    /** After so long the last line of a kept log group has expired, and its name is anybody's. */
    static final Duration KEPT_LOGS = Duration.ofDays(30);

    private final EnvironmentRepository environments;
    private final FormerRepository former;
    private final VersionRepository versions;
    private final HostRepository hosts;
    private final PriorityRepository priorities;
    private final ProofRepository proofs;
    private final SecretRepository secrets;
    private final Claims claims;
    private final LookUps lookUps;
    private final Platforms platforms;
    private final Ledger ledger;
    private final Clock clock;

    Wishes(
            EnvironmentRepository environments,
            FormerRepository former,
            VersionRepository versions,
            HostRepository hosts,
            PriorityRepository priorities,
            ProofRepository proofs,
            SecretRepository secrets,
            Claims claims,
            LookUps lookUps,
            Platforms platforms,
            Ledger ledger,
            Clock clock) {
        this.environments = environments;
        this.former = former;
        this.versions = versions;
        this.hosts = hosts;
        this.priorities = priorities;
        this.proofs = proofs;
        this.secrets = secrets;
        this.claims = claims;
        this.lookUps = lookUps;
        this.platforms = platforms;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Every environment that is not gone. */
    public List<EnvironmentId> all() {
        return environments.all();
    }

    public Optional<EnvironmentDetails> details(EnvironmentId id) {
        return environments.find(id);
    }

    public List<EnvironmentDetails> everything() {
        return environments.list(null);
    }

    /** The newest version as a wish; empty when the environment is gone. */
    @Transactional(readOnly = true)
    public Optional<Wish> wish(EnvironmentId id) {
        return environments.find(id).map(this::wish);
    }

    private Wish wish(EnvironmentDetails details) {
        return wish(details, details.latest(), details.latest().cancelled(), false);
    }

    private Wish wish(EnvironmentDetails details, Version of, boolean cancelled, boolean restoring) {
        var id = details.ref().id();
        return new Wish(
                id,
                details.ref().name(),
                details.generation(),
                of.containerGeneration(),
                of.intent(),
                of.resolved(),
                placement(details),
                cancelled,
                versions.keepsLogs(id),
                restoring,
                of.asFound(),
                secrets.held(id));
    }

    private Placement placement(EnvironmentDetails details) {
        var id = details.ref().id();
        return new Placement(
                details.gateway(),
                priorities.of(id),
                priorities.redirects(id),
                proofs.of(id).orElse(""),
                details.names());
    }

    /** Values that somebody took away have left Parameter Store. @param names of secrets */
    @Transactional
    public void secretsGone(EnvironmentId id, Collection<String> names) {
        secrets.gone(id, names);
    }

    /** Of all environments, also of versions that failed: whose tasks are whose. */
    public Map<Arn, Generation> given() {
        return versions.given();
    }

    /**
     * Revisions that were registered outside the portal and are versions here, each with its number.
     *
     * @param wanted none newer than this: where an older version is brought back, the newer ones are others' again
     */
    public Map<Arn, Generation> given(EnvironmentId id, Generation wanted) {
        return versions.given(id, wanted);
    }

    /** True when a deployment past the portal was taken for a version after {@code since}. */
    public boolean deployedOutsideSince(EnvironmentId id, Instant since) {
        return versions.deployedOutsideSince(id, since);
    }

    /**
     * Takes a deployment past the portal for the version that it is; false when another was accepted since, or it was
     * taken before.
     */
    @Transactional
    public boolean deployedOutside(EnvironmentId id, Generation expected, OutsideRevision outside) {
        environments.lock(id);
        var details = environments.find(id).orElseThrow();
        if (!details.generation().equals(expected)
                || details.intent() == Intent.REMOVE
                || outside.arn().equals(details.latest().revision())) {
            return false;
        }
        var version = Outside.version(details, outside, usualRole(), clock.instant());
        environments.raise(id, version.generation(), version.intent(), false);
        ledger.append(details.ref(), version);
        return true;
    }

    private Arn usualRole() {
        return platforms.current().executionRole();
    }

    /**
     * What AWS should hold now: the newest version, or after it failed the one that was live before it; empty when the
     * environment is gone.
     */
    @Transactional(readOnly = true)
    public Optional<Pursuit> pursued(EnvironmentId id) {
        return environments.find(id).map(this::pursuit);
    }

    private Pursuit pursuit(EnvironmentDetails details) {
        var live = details.live();
        var failed = details.latest().state() == VersionState.FAILED && details.intent() != Intent.REMOVE;
        return failed && live != null
                ? new Pursuit(
                        wish(details, live, false, true),
                        false,
                        false,
                        details.restoring(),
                        true,
                        details.policy(),
                        details.latest().finishedAt())
                : new Pursuit(
                        wish(details),
                        details.underway(),
                        details.adopting(),
                        false,
                        live != null,
                        details.policy(),
                        null);
    }

    /** What was live before the newest version is back, or cannot come back. */
    @Transactional
    public void restored(EnvironmentId id) {
        environments.restoring(id, false);
        environments.find(id).ifPresent(details -> {
            var live = details.live();
            if (live != null && details.latest().state() == VersionState.FAILED) {
                claims.keepOnly(id, details.gateway(), live.spec(), clock.instant());
            }
        });
    }

    /** True when a resource tagged with {@code environment} is of one that exists, or of one whose logs are kept. */
    public boolean owns(String environment) {
        return former.owns(environment, clock.instant().minus(KEPT_LOGS));
    }

    /**
     * The database was restored from before a version that AWS holds: it is a version again, as far as its container
     * tells; what else differs is drift. False when another was accepted since.
     */
    @Transactional
    public boolean recovered(EnvironmentId id, Generation expected, TaskDefinition found) {
        environments.lock(id);
        var details = environments.find(id).orElseThrow();
        if (!details.generation().equals(expected) || details.intent() == Intent.REMOVE) {
            return false;
        }
        var version = Outside.recovered(details, found, usualRole(), clock.instant());
        environments.raise(id, version.generation(), version.intent(), false);
        environments.observed(id, version.generation());
        ledger.append(details.ref(), version);
        return true;
    }

    /** Host names an environment has or had: the loop looks for their records. */
    public List<HostName> hosts(EnvironmentId id) {
        return hosts.ever(id);
    }

    /** Environments of the same name that are gone, and whose kept logs may go on in this one. */
    public Set<EnvironmentId> former(EnvironmentId id) {
        return former.former(id, clock.instant().minus(KEPT_LOGS));
    }

    /** Asks the registry for what the tag of the newest version stands for. */
    public LookUps.ImageAnswer lookUpImage(Wish wish) {
        return lookUps.image(wish.spec().image());
    }

    /** Writes down what a tag was resolved to; the first answer stays. */
    @Transactional
    public void pin(EnvironmentId id, Generation generation, String digest) {
        versions.pin(id, generation, digest);
    }

    /** A stranger sits on {@code priority}: another is allocated. */
    @Transactional
    public void passOver(EnvironmentId id, String gateway, int priority) {
        priorities.replace(id, gateway, priority);
    }

    /** The version was carried out. False when it had ended before, or a newer one was accepted. */
    @Transactional
    public boolean live(EnvironmentId id, Generation generation) {
        var now = clock.instant();
        environments.observed(id, generation);
        var ended = versions.end(id, generation, VersionState.LIVE, null, now);
        if (ended) {
            environments
                    .find(id)
                    .ifPresent(details -> claims.keepOnly(
                            id, details.gateway(), details.latest().spec(), now));
        }
        return ended;
    }

    /** The version could not be carried out. */
    @Transactional
    public boolean failed(EnvironmentId id, Generation generation, Problem why) {
        environments.observed(id, generation);
        var ended = versions.end(id, generation, VersionState.FAILED, why, clock.instant());
        if (ended) {
            var served = environments.find(id).map(EnvironmentDetails::live).isPresent();
            environments.restoring(id, served);
        }
        return ended;
    }

    /** Nothing is left on AWS: names and numbers are let go. */
    @Transactional
    public void gone(EnvironmentId id, Generation generation) {
        var now = clock.instant();
        versions.end(id, generation, VersionState.LIVE, null, now);
        environments.observed(id, generation);
        hosts.release(id, new ArrayList<>(), now);
        priorities.freeAll(id);
        environments.remove(id, now);
    }
}
