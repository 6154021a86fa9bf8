package no.dotkom.portal.identity;

import java.time.Instant;
import java.util.UUID;
import no.dotkom.portal.model.EnvironmentId;

/** That an environment may be deployed by the workflows of a repository. @param addedBy a name */
public record Trust(UUID id, EnvironmentId environment, WorkflowRule rule, String addedBy, Instant addedAt) {}
