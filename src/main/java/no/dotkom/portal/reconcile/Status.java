package no.dotkom.portal.reconcile;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the last pass over an environment saw.
 *
 * @param waits why it is not settled, each with a code and its values
 * @param drifted settings that were changed outside the portal
 */
public record Status(Instant observedAt, boolean settled, List<Waiting> waits, int drifted) {
    /** One wait. @param kind its name; @param code a problem's code, or empty */
    public record Waiting(String kind, String code, Map<String, String> values, String said) {}
}
