package no.dotkom.portal.identity;

import java.time.Instant;
import java.util.UUID;

/**
 * One sign-in: who, in which session, since when.
 *
 * @param session id of the session in PostgreSQL
 * @param member our own id
 */
public record SignIn(String session, UUID member, Instant at) {}
