package no.dotkom.portal.apps;

import no.dotkom.portal.identity.Member;

/**
 * That a workflow may deploy an environment.
 *
 * @param author the workflow, as who deploys it; it is a member of nothing and reaches no page
 */
public record WorkflowGrant(EnvironmentDetails environment, Member author) {}
