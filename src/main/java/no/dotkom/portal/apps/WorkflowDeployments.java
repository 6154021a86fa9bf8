package no.dotkom.portal.apps;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.Role;
import no.dotkom.portal.identity.Trust;
import no.dotkom.portal.identity.Trusts;
import no.dotkom.portal.identity.Workflow;
import no.dotkom.portal.model.AppName;
import no.dotkom.portal.model.EnvironmentSlug;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.ImageRef;
import no.dotkom.portal.model.Problem;
import org.springframework.stereotype.Component;

/** Takes the wishes of workflows: a new image for an environment that trusts them, and nothing else. */
@Component
class WorkflowDeployments {
    /** Deployments of one environment a minute (security.md S35): a loop in a workflow must not fill the history. */
    static final int MOST_A_MINUTE = 10;

    private final Trusts trusts;
    private final EnvironmentRepository environments;
    private final VersionRepository versions;
    private final ApiRequestRepository requests;
    private final Succession succession;
    private final Clock clock;

    WorkflowDeployments(
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

    Optional<WorkflowGrant> grant(Workflow workflow, AppName app, EnvironmentSlug slug) {
        return environments
                .find(app, slug)
                .flatMap(found -> trusts.of(found.ref().id(), workflow).map(trust -> grant(found, trust, workflow)));
    }

    List<WorkflowGrant> grants(Workflow workflow) {
        var trusting = trusts.of(workflow).stream()
                .collect(Collectors.toMap(Trust::environment, trust -> trust, (first, second) -> first));
        return environments.find(trusting.keySet()).stream()
                .map(found -> grant(
                        found, Objects.requireNonNull(trusting.get(found.ref().id())), workflow))
                .toList();
    }

    private static WorkflowGrant grant(EnvironmentDetails found, Trust trust, Workflow workflow) {
        var teams = new TreeMap<>(Map.of(found.ref().team(), Role.DEVELOPER));
        return new WorkflowGrant(found, new Member(trust.id(), workflow.name(), false, teams));
    }

    Generation deploy(Workflow workflow, WorkflowGrant by, ImageRef image, String reason, String key) {
        var environment = by.environment().ref();
        var latest = new Generation(environments.lock(environment.id()));
        var asked = image.reference() + " " + reason;
        if (!key.isEmpty()) {
            var made = requests.made(environment.id(), workflow.repositoryId(), key);
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
            requests.remember(environment.id(), workflow.repositoryId(), key, asked, generation, now);
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
