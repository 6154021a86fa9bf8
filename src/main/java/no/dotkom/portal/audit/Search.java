package no.dotkom.portal.audit;

import java.time.Instant;

/**
 * Which deeds of the whole platform are asked for.
 *
 * @param text that somebody's name, the application, the action, what was said, the address or the number of the request
 *     holds, in any case of letters; empty for all
 * @param since not before this
 */
public record Search(String text, Instant since) {}
