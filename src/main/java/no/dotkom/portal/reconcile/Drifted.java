package no.dotkom.portal.reconcile;

import java.time.Instant;
import no.dotkom.portal.plan.Difference;

/** One setting that was changed outside the portal. @param since when the loop first saw it so */
public record Drifted(Difference difference, Instant since) {}
