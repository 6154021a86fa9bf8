package no.dotkom.portal.plan;

import java.util.List;
import java.util.Set;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Problem;

/** The alias records of one environment, seen as a whole. */
public sealed interface ObservedRecords {
    /**
     * The zones were read.
     *
     * @param ours records that point to our gateway, one entry a zone
     * @param foreign hosts of ours that point elsewhere
     */
    record Seen(List<DnsRecord> ours, Set<HostName> foreign) implements ObservedRecords {
        public static final Seen NOTHING = new Seen(List.of(), Set.of());

        public Seen {
            ours = List.copyOf(ours);
            foreign = Set.copyOf(foreign);
        }
    }

    /** Route 53 did not say: never acted on. */
    record Unreadable(Problem why) implements ObservedRecords {}
}
