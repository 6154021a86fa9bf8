package no.dotkom.portal.dashboard;

import java.time.Instant;
import no.dotkom.portal.model.AppName;
import no.dotkom.portal.model.EnvironmentSlug;
import no.dotkom.portal.model.TeamSlug;

/** An environment that is no more. @param by who asked for it */
public record Removed(AppName app, EnvironmentSlug slug, TeamSlug team, Instant at, String by) {}
