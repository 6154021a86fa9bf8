package no.dotkom.portal.apps;

import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.TeamSlug;

/**
 * The wish for a new environment, of a new or an existing application.
 *
 * @param team who is to own the application; ignored when it exists
 * @param requestKey the form's own key: sent twice, it makes one environment
 */
public record Registration(EnvironmentName name, TeamSlug team, EnvironmentSpec spec, String requestKey) {}
