package no.dotkom.portal.watch;

import java.time.Instant;

/**
 * A service as last seen.
 *
 * @param healthy tasks that run and, behind a gateway, have a healthy target
 * @param serving the generation its primary deployment runs, 0 for a stranger's
 */
public record ServicePicture(int desired, int running, int pending, int healthy, long serving, Instant seenAt) {}
