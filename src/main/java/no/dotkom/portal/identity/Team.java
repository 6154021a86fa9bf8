package no.dotkom.portal.identity;

import no.dotkom.portal.model.TeamSlug;

/** A team and what it is called. */
public record Team(TeamSlug slug, String name) {}
