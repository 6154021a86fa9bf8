package no.dotkom.portal.reconcile;

import no.dotkom.portal.model.EnvironmentId;

/**
 * A worker's hold on one environment while it visits it.
 *
 * @param version of its row in the queue, the fencing token: whoever takes over from a worker that fell silent raises
 *     it, and what the silent one still records is refused
 */
record Claim(EnvironmentId environment, long version) {}
