package no.dotkom.portal.apps;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import no.dotkom.portal.apps.port.Strangers;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.model.Problem;
import org.springframework.stereotype.Component;

/**
 * Takes over what was made elsewhere, as it is: the first version asks for exactly what was found. Nothing on AWS is
 * changed by it, not even a tag; those are a maintainer's to set (aws-facts §10).
 */
@Component
class Adopting {
    private final EnvironmentRepository environments;
    private final AdoptionRepository adoptions;
    private final VersionRepository versions;
    private final PriorityRepository priorities;
    private final HostRepository hosts;
    private final Claims claims;
    private final Ledger ledger;
    private final Clock clock;

    Adopting(
            EnvironmentRepository environments,
            AdoptionRepository adoptions,
            VersionRepository versions,
            PriorityRepository priorities,
            HostRepository hosts,
            Claims claims,
            Ledger ledger,
            Clock clock) {
        this.environments = environments;
        this.adoptions = adoptions;
        this.versions = versions;
        this.priorities = priorities;
        this.hosts = hosts;
        this.claims = claims;
        this.ledger = ledger;
        this.clock = clock;
    }

    EnvironmentId adopt(Member member, Adoption adoption) {
        var problems = objections(member, adoption);
        if (!problems.isEmpty()) {
            throw new Refused(problems);
        }
        var now = clock.instant();
        var id = new EnvironmentId(UUID.randomUUID());
        var found = adoption.found();
        if (!environments.insertEnvironment(app(member, adoption, now), id, adoption.name(), found.gateway(), now)) {
            throw new Refused(new FieldProblem(
                    "environment",
                    Problem.of("ENV-2", Map.of("name", adoption.name().full()))));
        }
        var version = version(member, found, now);
        environments.raise(id, version.generation(), version.intent(), false);
        adoptions.names(id, found.names());
        adoptions.adopting(id, found.resources());
        var ref = new EnvironmentRef(id, adoption.name(), adoption.team());
        for (var priority : found.priorities()) {
            if (!priorities.adopt(id, found.gateway(), priority)) {
                throw new Refused(
                        new FieldProblem("", Problem.of("ADOPT-2", Map.of("priority", Integer.toString(priority)))));
            }
        }
        claims.claim(ref, found.spec(), now);
        ledger.append(member, ref, version);
        return id;
    }

    private UUID app(Member member, Adoption adoption, Instant now) {
        var name = adoption.name().app();
        return environments.app(name).map(EnvironmentRepository.AppRow::id).orElseGet(() -> {
            var made = UUID.randomUUID();
            if (!environments.insertApp(made, name, adoption.team(), member.id(), now)) {
                throw new Refused(new FieldProblem("name", Problem.of("NAME-1", Map.of("name", name.value()))));
            }
            return made;
        });
    }

    private static Version version(Member member, Strangers.Adoptable found, Instant now) {
        var intent = found.paused() ? Intent.PAUSE : Intent.RUN;
        return new Version(
                Generation.FIRST,
                Generation.FIRST,
                intent,
                found.spec(),
                member.name(),
                "Adopted " + found.service(),
                "adopted",
                now,
                found.spec().image().digest(),
                null,
                VersionState.RUNNING,
                null,
                null,
                found.revision(),
                found.asFound());
    }

    private List<FieldProblem> objections(Member member, Adoption adoption) {
        var problems = new ArrayList<FieldProblem>();
        var name = adoption.name();
        if (!member.platformAdmin()) {
            problems.add(new FieldProblem("", Problem.of("RIGHT-2")));
        }
        var owner = environments.app(name.app()).map(EnvironmentRepository.AppRow::team);
        if (owner.filter(team -> !team.equals(adoption.team())).isPresent()) {
            problems.add(new FieldProblem(
                    "name", Problem.of("NAME-1", Map.of("name", name.app().value()))));
        } else if (environments.find(name.app(), name.slug()).isPresent()) {
            problems.add(new FieldProblem("environment", Problem.of("ENV-2", Map.of("name", name.full()))));
        }
        holder(adoption.found().service())
                .ifPresent(holder -> problems.add(new FieldProblem(
                        "",
                        Problem.of("ADOPT-3", Map.of("name", adoption.found().service(), "app", holder)))));
        Claims.hosts(adoption.found().spec()).stream()
                .filter(claims::uncovered)
                .forEach(host -> problems.add(
                        new FieldProblem("domain", Problem.of("ADOPT-6", Map.of("domain", host.value())))));
        problems.addAll(claims.objections(
                adoption.found().spec(), adoption.found().asFound(), adoption.team(), null, clock.instant()));
        return problems;
    }

    /** The environment whose service has this name, where it was adopted before. */
    private Optional<String> holder(String service) {
        return environments.list(null).stream()
                .filter(details -> details.names().service().equals(service))
                .map(details -> details.ref().name().full())
                .findFirst();
    }

    /** It was not to be: the portal forgets it, and AWS keeps all as it is. */
    void abandon(Member member, EnvironmentRef environment, Version latest) {
        var now = clock.instant();
        versions.end(environment.id(), latest.generation(), VersionState.FAILED, Problem.of("CANCELLED"), now);
        environments.observed(environment.id(), latest.generation());
        hosts.free(environment.id());
        priorities.freeAll(environment.id());
        environments.remove(environment.id(), now);
        ledger.record(member, environment, "adoption.abandon", latest.generation(), "");
    }
}
