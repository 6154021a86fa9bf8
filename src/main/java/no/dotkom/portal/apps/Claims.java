package no.dotkom.portal.apps;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.dotkom.portal.model.AsFound;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.model.Secrets;
import no.dotkom.portal.model.TeamSlug;
import no.dotkom.portal.model.Variables;
import no.dotkom.portal.plan.Desires;
import no.dotkom.portal.plan.Platform;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What an environment holds alone: host names and rule priorities; and whether a spec may ask for what it asks. */
@Component
class Claims {
    private static final String DOMAIN = "domain";

    /** Characters of the one name on a certificate (aws-facts §9). */
    private static final int CERTIFIED = 64;

    private final HostRepository hosts;
    private final PriorityRepository priorities;
    private final Redirects redirects;
    private final ProofRepository proofs;
    private final SecretRepository secrets;
    private final Platforms platforms;

    Claims(
            HostRepository hosts,
            PriorityRepository priorities,
            Redirects redirects,
            ProofRepository proofs,
            SecretRepository secrets,
            Platforms platforms) {
        this.hosts = hosts;
        this.priorities = priorities;
        this.redirects = redirects;
        this.proofs = proofs;
        this.secrets = secrets;
        this.platforms = platforms;
    }

    /**
     * Takes all names of {@code spec} beside what it has, which it may have to go back to; a race is lost with the
     * field's problem.
     */
    void claim(EnvironmentRef environment, EnvironmentSpec spec, Instant now) {
        claim(environment, DOMAIN, served(spec), now);
        claim(environment, "redirects", Redirects.hosts(spec), now);
        if (hosts(spec).stream().anyMatch(platforms.current()::custom)) {
            proofs.make(environment.id(), now);
        }
    }

    private void claim(EnvironmentRef environment, String field, Collection<HostName> wanted, Instant now) {
        for (var host : wanted) {
            if (!hosts.claim(host, environment.id(), environment.team(), now)) {
                throw new Refused(new FieldProblem(field, heldBy(host)));
            }
        }
    }

    /** At least as many rule priorities as {@code spec} needs. */
    void allot(EnvironmentId environment, String gateway, EnvironmentSpec spec) {
        var needed = Desires.rulesNeeded(spec.ingress(), platforms.current());
        priorities.allot(
                environment,
                gateway,
                Math.max(needed, priorities.of(environment).size()));
        priorities.allotRedirects(environment, gateway, Redirects.hosts(spec));
    }

    /** Lets go of every name and number that {@code spec}, which is carried out, does not need. */
    void keepOnly(EnvironmentId environment, String gateway, EnvironmentSpec spec, Instant now) {
        hosts.release(environment, hosts(spec), now);
        priorities.allot(environment, gateway, Desires.rulesNeeded(spec.ingress(), platforms.current()));
        priorities.keepRedirects(environment, gateway, Redirects.hosts(spec));
    }

    /** Names of variables that the platform sets; those that {@code kept} has may stay. */
    static List<FieldProblem> reserved(EnvironmentSpec spec, Variables kept) {
        return spec.variables().reserved().stream()
                .filter(name -> !kept.values().containsKey(name))
                .map(name -> new FieldProblem("variables", Problem.of("VAR-1", Map.of("name", name))))
                .toList();
    }

    /** True when no certificate that the manifest names covers {@code host}. */
    boolean uncovered(HostName host) {
        return platforms.current().custom(host);
    }

    /** Every name that it answers to. */
    static List<HostName> hosts(EnvironmentSpec spec) {
        return switch (spec.ingress()) {
            case Ingress.Http http -> http.names();
            case Ingress.None() -> List.of();
        };
    }

    private static List<HostName> served(EnvironmentSpec spec) {
        return switch (spec.ingress()) {
            case Ingress.Http http -> http.hosts();
            case Ingress.None() -> List.of();
        };
    }

    /** @param asFound where it is started past every capacity provider, none is needed */
    List<FieldProblem> objections(
            EnvironmentSpec spec, AsFound asFound, TeamSlug team, @Nullable EnvironmentId own, Instant now) {
        var platform = platforms.current();
        var problems = new ArrayList<FieldProblem>();
        if (!platform.allows(spec.image())) {
            var ref = spec.image().toString();
            problems.add(new FieldProblem("image", Problem.of("IMG-2", Map.of("ref", ref))));
        }
        if (!asFound.launchType() && !platform.capacityProviders().containsKey(spec.architecture())) {
            var word = spec.architecture().word();
            problems.add(new FieldProblem("architecture", Problem.of("CAP-2", Map.of("architecture", word))));
        }
        if (!spec.secrets().isEmpty()) {
            if (platform.parameterStore() == null) {
                problems.add(new FieldProblem("", Problem.of("SECRET-3")));
            }
            var kept = own == null ? Secrets.NONE : secrets.kept(own);
            spec.secrets().names().stream()
                    .filter(name -> !kept.names().contains(name))
                    .map(name -> new FieldProblem("", Problem.of("SECRET-5", Map.of("name", name))))
                    .forEach(problems::add);
        }
        if (spec.ingress() instanceof Ingress.Http http) {
            for (var host : http.hosts()) {
                objection(host, platform, own, team, now).ifPresent(why -> problems.add(new FieldProblem(DOMAIN, why)));
            }
            for (var redirect : http.redirects()) {
                objection(redirect.from(), platform, own, team, now)
                        .or(() -> redirects.leadsBack(redirect, http.redirects(), own))
                        .ifPresent(why -> problems.add(new FieldProblem("redirects", why)));
            }
        }
        return problems;
    }

    private Optional<Problem> objection(
            HostName host, Platform platform, @Nullable EnvironmentId own, TeamSlug team, Instant now) {
        if (platform.custom(host) && host.value().length() > CERTIFIED) {
            return Optional.of(Problem.of("HOST-5", Map.of(DOMAIN, host.value())));
        }
        if (platform.reservedHosts().contains(host)) {
            return Optional.of(Problem.of("HOST-3", Map.of(DOMAIN, host.value())));
        }
        return hosts.free(host, own, team, now) ? Optional.empty() : Optional.of(heldBy(host));
    }

    private Problem heldBy(HostName host) {
        var holder = hosts.holder(host);
        var values = Map.of(
                DOMAIN,
                host.value(),
                "app",
                holder.map(HostRepository.Holder::environment).orElse(""));
        return holder.flatMap(HostRepository.Holder::restingUntil)
                .map(until -> Problem.of("HOST-4", Map.of(DOMAIN, host.value(), "until", until.toString())))
                .orElseGet(() -> Problem.of("RULE-1", values));
    }
}
