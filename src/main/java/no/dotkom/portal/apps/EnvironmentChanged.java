package no.dotkom.portal.apps;

import no.dotkom.portal.model.EnvironmentId;

/** A wish was written; heard in its transaction, so that the loop is due if and only if the wish is there. */
public record EnvironmentChanged(EnvironmentId environment) {}
