package no.dotkom.portal.apps;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.Role;
import no.dotkom.portal.model.AsFound;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.model.TeamSlug;
import no.dotkom.portal.model.Variables;
import no.dotkom.portal.plan.Gateway;
import no.dotkom.portal.plan.Platform;
import org.springframework.stereotype.Component;

/** Takes the wish for a new environment, in one transaction with all that it takes. */
@Component
class Acceptance {
    /** Target groups one load balancer carries, not adjustable (aws-facts §3). */
    private static final int TARGET_GROUPS = 100;

    private final EnvironmentRepository environments;
    private final FormerRepository former;
    private final Claims claims;
    private final Platforms platforms;
    private final Ledger ledger;
    private final Clock clock;

    Acceptance(
            EnvironmentRepository environments,
            FormerRepository former,
            Claims claims,
            Platforms platforms,
            Ledger ledger,
            Clock clock) {
        this.environments = environments;
        this.former = former;
        this.claims = claims;
        this.platforms = platforms;
        this.ledger = ledger;
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
        ledger.claim(ref, registration.spec(), gateway.id(), now);
        ledger.append(
                member,
                ref,
                Ledger.version(
                        Generation.FIRST,
                        Generation.FIRST,
                        Intent.RUN,
                        registration.spec(),
                        member,
                        "Registered",
                        "portal",
                        null,
                        AsFound.NOTHING,
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
            problems.add(new FieldProblem("environment", Problem.of("ENV-2", Map.of("name", name.full()))));
        } else if (former.keptByOthers(name, team, clock.instant().minus(Wishes.KEPT_LOGS))) {
            problems.add(new FieldProblem(
                    "name", Problem.of("NAME-2", Map.of("name", name.app().value()))));
        }
        problems.addAll(Claims.reserved(registration.spec(), Variables.NONE));
        problems.addAll(claims.objections(registration.spec(), AsFound.NOTHING, team, null, clock.instant()));
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

    private Gateway gateway() {
        Platform platform = platforms.current();
        return platform.gateways().stream()
                .filter(gateway -> environments.countOn(gateway.id()) < TARGET_GROUPS)
                .findFirst()
                .orElseThrow(() -> new Refused(new FieldProblem(
                        "", Problem.of("QUOTA-1", Map.of("used", "100", "most", "100", "what", "target groups")))));
    }
}
