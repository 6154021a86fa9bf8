package no.dotkom.portal.apps.web;

import java.util.Optional;
import no.dotkom.portal.identity.WorkflowRule;
import no.dotkom.portal.ui.FieldErrors;

/**
 * A rule as it was typed.
 *
 * @param kind {@code branch}, {@code tag} or {@code environment}
 * @param place the branch's, the tag's or the environment's name
 */
record WorkflowForm(String repository, String repositoryId, String ownerId, String kind, String place) {
    static final WorkflowForm EMPTY = new WorkflowForm("", "", "", "branch", "main");

    WorkflowForm {
        repository =
                repository.strip().replaceFirst("^https://github\\.com/", "").replaceFirst("(\\.git)?/?$", "");
        repositoryId = repositoryId.strip();
        ownerId = ownerId.strip();
        place = place.strip();
    }

    FieldErrors errors() {
        var errors = new FieldErrors();
        if (!WorkflowRule.isRepository(repository)) {
            errors.add("repository", "apps.workflows.error.repository");
        }
        if (!WorkflowRule.isId(repositoryId)) {
            errors.add("repositoryId", "apps.workflows.error.repositoryId");
        }
        if (!WorkflowRule.isId(ownerId)) {
            errors.add("ownerId", "apps.workflows.error.ownerId");
        }
        if (ref().isEmpty() ? !WorkflowRule.isEnvironment(place) : !WorkflowRule.isRef(ref())) {
            errors.add("place", "apps.workflows.error.place");
        }
        return errors;
    }

    Optional<WorkflowRule> rule() {
        return errors().any()
                ? Optional.empty()
                : Optional.of(new WorkflowRule(
                        repository,
                        Long.parseLong(repositoryId),
                        Long.parseLong(ownerId),
                        ref(),
                        ref().isEmpty() ? place : ""));
    }

    private String ref() {
        return switch (kind) {
            case "branch" -> place.startsWith("refs/heads/") ? place : "refs/heads/" + place;
            case "tag" -> place.startsWith("refs/tags/") ? place : "refs/tags/" + place;
            default -> "";
        };
    }
}
