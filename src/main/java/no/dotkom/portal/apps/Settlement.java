package no.dotkom.portal.apps;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.Role;
import no.dotkom.portal.model.AsFound;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.plan.Difference;
import no.dotkom.portal.plan.Policy;
import org.springframework.stereotype.Component;

/** Settles what was made or changed outside the portal: drift, advice on what was adopted, an adoption given up. */
@Component
class Settlement {
    private final EnvironmentRepository environments;
    private final VersionRepository versions;
    private final Succession succession;
    private final Claims claims;
    private final Ledger ledger;
    private final Adopting adopting;
    private final Clock clock;

    Settlement(
            EnvironmentRepository environments,
            VersionRepository versions,
            Succession succession,
            Claims claims,
            Ledger ledger,
            Adopting adopting,
            Clock clock) {
        this.environments = environments;
        this.versions = versions;
        this.succession = succession;
        this.claims = claims;
        this.ledger = ledger;
        this.adopting = adopting;
        this.clock = clock;
    }

    /** Carries out once more what should be: all that was changed outside the portal is put right by it. */
    Generation applyOurs(Member member, EnvironmentRef environment, Generation expected) {
        var latest = succession.current(member, environment, expected);
        var ours = succession.wanted(environment);
        return succession.write(
                member, environment, followUp(member, latest, ours, ours.spec(), "Applied what was asked for again"));
    }

    /** Asks for what was found, where a spec can; what it cannot ask for is put right. */
    Generation acceptTheirs(
            Member member, EnvironmentRef environment, Generation expected, List<Difference> differences) {
        var latest = succession.current(member, environment, expected);
        var ours = succession.wanted(environment);
        var spec = theirs(ours.spec(), differences);
        mayBeAsked(environment, spec, ours.asFound());
        return succession.write(
                member, environment, followUp(member, latest, ours, spec, "Accepted what was changed elsewhere"));
    }

    private static EnvironmentSpec theirs(EnvironmentSpec ours, List<Difference> differences) {
        try {
            return Theirs.in(ours, differences);
        } catch (IllegalArgumentException noSpecMay) {
            throw new Refused(new FieldProblem(
                    "", Problem.of("DRIFT-3", Map.of("said", String.valueOf(noSpecMay.getMessage())))));
        }
    }

    /** The container is the same, so its revision is too. */
    private Version followUp(Member member, Version latest, Version ours, EnvironmentSpec spec, String reason) {
        return Ledger.version(
                latest.generation().next(),
                ours.containerGeneration(),
                ours.intent(),
                spec,
                member,
                reason,
                "portal",
                ours.digest(),
                ours.asFound(),
                clock.instant());
    }

    void lookAgain(EnvironmentRef environment) {
        ledger.wake(environment);
    }

    /** What the loop may do by itself about what is changed outside the portal. */
    void setPolicy(Member member, EnvironmentRef environment, Policy policy) {
        if (!member.may(Role.DEVELOPER, environment.team())) {
            throw new Refused(new FieldProblem(
                    "", Problem.of("RIGHT-1", Map.of("team", environment.team().value()))));
        }
        var generation = new Generation(environments.lock(environment.id()));
        environments.policy(environment.id(), policy);
        ledger.record(member, environment, "policy.change", generation, policy.name());
    }

    /** Ends an adoption that has not come about. */
    void abandon(Member member, EnvironmentRef environment, Generation expected) {
        var latest = versions.find(environment.id(), new Generation(environments.lock(environment.id())))
                .orElseThrow();
        if (!member.platformAdmin()) {
            throw new Refused(new FieldProblem("", Problem.of("RIGHT-2")));
        }
        if (!latest.generation().equals(expected) || !latest.adopting()) {
            throw new Refused(new FieldProblem("", Problem.of("ADOPT-4")));
        }
        adopting.abandon(member, environment, latest);
    }

    /** Has the portal do one thing its own way in an environment that was adopted. */
    Generation takeAdvice(Member member, EnvironmentRef environment, Generation expected, Advice advice) {
        var latest = succession.current(member, environment, expected);
        var ours = succession.wanted(environment);
        var asFound = advice.taken(ours.asFound());
        var spec = ours.spec().withRollout(advice.taken(ours.spec().rollout()));
        if (asFound.equals(ours.asFound()) && spec.equals(ours.spec())) {
            throw new Refused(new FieldProblem("", Problem.of("SAME-1")));
        }
        mayBeAsked(environment, spec, asFound);
        var next = latest.generation().next();
        var container = asFound.sameContainer(ours.asFound()) ? ours.containerGeneration() : next;
        return succession.write(
                member,
                environment,
                Ledger.version(
                        next,
                        container,
                        ours.intent(),
                        spec,
                        member,
                        "Took advice",
                        "portal",
                        ours.digest(),
                        asFound,
                        clock.instant()));
    }

    private void mayBeAsked(EnvironmentRef environment, EnvironmentSpec spec, AsFound asFound) {
        var problems = claims.objections(spec, asFound, environment.team(), environment.id(), clock.instant());
        if (!problems.isEmpty()) {
            throw new Refused(problems);
        }
    }
}
