package no.dotkom.portal.reconcile;

import java.time.Instant;
import java.util.List;

/**
 * A service on the cluster that others made, as the last look found it.
 *
 * @param madeBy by its tags, or empty
 * @param hosts with commas between; empty for a worker, and where it cannot be read
 * @param reasons what the portal has no words for; empty when it could be adopted
 */
public record StrangerService(
        String service, String madeBy, String image, String hosts, List<String> reasons, Instant seenAt) {}
