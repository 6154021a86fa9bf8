package no.dotkom.portal.apps;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import no.dotkom.portal.identity.ApiToken;
import no.dotkom.portal.identity.Caller;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.Role;
import no.dotkom.portal.identity.Trust;
import no.dotkom.portal.identity.Trusts;
import no.dotkom.portal.identity.Workflow;
import no.dotkom.portal.model.AppName;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentSlug;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.ImageRef;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.model.TeamSlug;
import org.springframework.stereotype.Component;

/** Takes the wishes of programs: a new image for an environment that is open to them, and nothing else. */
@Component
class ApiDeployments {
    /** Deployments of one environment a minute (security.md S35): a loop in a workflow must not fill the history. */
    static final int MOST_A_MINUTE = 10;

    private final Trusts trusts;
    private final EnvironmentRepository environments;
    private final VersionRepository versions;
    private final ApiRequestRepository requests;
    private final Succession succession;
    private final Clock clock;

    ApiDeployments(
            Trusts trusts,
            EnvironmentRepository environments,
            VersionRepository versions,
            ApiRequestRepository requests,
            Succession succession,
            Clock clock) {
        this.trusts = trusts;
        this.environments = environments;
        this.versions = versions;
        this.requests = requests;
        this.succession = succession;
        this.clock = clock;
    }

    Optional<Grant> grant(Caller caller, AppName app, EnvironmentSlug slug) {
        var open = open(caller);
        return environments.find(app, slug).flatMap(found -> grant(caller, found, open));
    }

    List<Grant> grants(Caller caller) {
        var open = open(caller);
        return environments.find(open.keySet()).stream()
                .flatMap(found -> grant(caller, found, open).stream())
                .toList();
    }

    /** The environments that are open to it, each with what it does there in the name of: a rule, or the token itself. */
    private Map<EnvironmentId, UUID> open(Caller caller) {
        return switch (caller) {
            case Workflow workflow ->
                trusts.of(workflow).stream()
                        .collect(Collectors.toMap(Trust::environment, Trust::id, (first, second) -> first));
            case ApiToken token -> Map.of(token.environment(), token.id());
        };
    }

    private static Optional<Grant> grant(Caller caller, EnvironmentDetails found, Map<EnvironmentId, UUID> open) {
        var by = open.get(found.ref().id());
        var team = found.ref().team();
        return by == null
                ? Optional.empty()
                : role(caller, team)
                        .map(role -> new Grant(
                                found, new Member(by, caller.label(), false, new TreeMap<>(Map.of(team, role)))));
    }

    /** A token is its team's: whoever owns the application later trusts nobody whom they did not choose. */
    private static Optional<Role> role(Caller caller, TeamSlug owner) {
        return switch (caller) {
            case Workflow _ -> Optional.of(Role.DEVELOPER);
            case ApiToken token ->
                token.team().equals(owner)
                        ? Optional.of(token.scope() == ApiToken.Scope.DEPLOY ? Role.DEVELOPER : Role.VIEWER)
                        : Optional.empty();
        };
    }

    Generation deploy(Caller caller, Grant by, ImageRef image, String reason, String key) {
        if (!by.mayDeploy()) {
            throw new Refused(new FieldProblem("", Problem.of("SCOPE-1")));
        }
        var environment = by.environment().ref();
        var latest = new Generation(environments.lock(environment.id()));
        var asked = image.reference() + " " + reason;
        if (!key.isEmpty()) {
            var made = requests.made(environment.id(), caller.number(), key);
            if (made.isPresent()) {
                return again(made.get(), asked);
            }
        }
        var now = clock.instant();
        if (versions.countOfApi(environment.id(), now.minus(Duration.ofMinutes(1))) >= MOST_A_MINUTE) {
            throw new Refused(
                    new FieldProblem("", Problem.of("RATE-1", Map.of("most", String.valueOf(MOST_A_MINUTE)))));
        }
        var generation = succession.deploy(by.author(), environment, latest, image, reason);
        if (!key.isEmpty()) {
            requests.remember(environment.id(), caller.number(), key, asked, generation, now);
        }
        return generation;
    }

    private static Generation again(ApiRequestRepository.Made made, String asked) {
        if (!made.asked().equals(asked)) {
            throw new Refused(new FieldProblem("key", Problem.of("KEY-1")));
        }
        return made.generation();
    }
}
