package no.dotkom.portal.apps;

import no.dotkom.portal.apps.port.Strangers;
import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.model.TeamSlug;

/** The wish that a service made elsewhere become an environment here. @param found as it was looked at */
public record Adoption(EnvironmentName name, TeamSlug team, Strangers.Adoptable found) {}
