package no.dotkom.portal.watch;

import java.time.Instant;

/** A service event in AWS's words. */
public record EventPicture(Instant at, String text) {}
