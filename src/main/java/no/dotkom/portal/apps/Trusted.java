package no.dotkom.portal.apps;

import no.dotkom.portal.identity.Member;

/**
 * An environment that a workflow may deploy.
 *
 * @param author the workflow, as the one who deploys: of the team that owns it, and of no other environment's pages
 */
public record Trusted(EnvironmentDetails environment, Member author) {}
