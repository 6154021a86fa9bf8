package no.dotkom.portal.watch;

import java.time.Instant;

/**
 * One look at AWS.
 *
 * @param number grows with every look of any poller, taken before AWS is asked: by it pictures are ordered, because a
 *     clock may be set back
 * @param at by the portal's clock, for people
 */
record Beat(long number, Instant at) {}
