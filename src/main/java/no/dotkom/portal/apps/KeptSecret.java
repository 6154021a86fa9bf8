package no.dotkom.portal.apps;

import java.time.Instant;

/**
 * A secret of an environment: all about it but its value.
 *
 * @param version counts its values, from 1
 * @param changedBy the name of who gave it the value that it has
 * @param removed it goes once no version needs it
 */
public record KeptSecret(String name, long version, String changedBy, Instant changedAt, boolean removed) {}
