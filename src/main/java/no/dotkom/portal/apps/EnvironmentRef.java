package no.dotkom.portal.apps;

import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.model.TeamSlug;

/** One environment that a member was allowed to look up: what every page about it begins with. */
public record EnvironmentRef(EnvironmentId id, EnvironmentName name, TeamSlug team) {}
