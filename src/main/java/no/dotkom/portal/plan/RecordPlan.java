package no.dotkom.portal.plan;

import java.util.List;
import java.util.Map;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Problem;

/** The alias records of an environment's hosts. */
final class RecordPlan {
    private final ObservedState observed;
    private final Draft draft;

    RecordPlan(ObservedState observed, Draft draft) {
        this.observed = observed;
        this.draft = draft;
    }

    /** @param dropping true when what is not wanted may go */
    void plan(List<DnsRecord> wanted, boolean dropping) {
        switch (observed.records()) {
            case ObservedRecords.Unreadable(var why) -> draft.unreadable(why);
            case ObservedRecords.Seen seen -> {
                put(wanted, seen);
                if (dropping) {
                    drop(wanted, seen);
                }
            }
        }
    }

    void dropAll() {
        plan(List.of(), true);
    }

    private void put(List<DnsRecord> wanted, ObservedRecords.Seen seen) {
        for (var want : wanted) {
            for (var host : want.hosts()) {
                if (seen.foreign().contains(host)) {
                    draft.await(new Wait.OnOperator(Problem.of("DNS-2", Map.of("domain", host.value()))));
                } else if (!holds(seen.ours(), want.zone(), host)) {
                    draft.step(new Step.PutDnsRecord(want.zone(), host, want.target()));
                }
            }
        }
    }

    private void drop(List<DnsRecord> wanted, ObservedRecords.Seen seen) {
        for (var record : seen.ours()) {
            for (var host : record.hosts()) {
                if (!holds(wanted, record.zone(), host)) {
                    draft.step(new Step.DeleteDnsRecord(record.zone(), host, record.target()));
                }
            }
        }
    }

    private static boolean holds(List<DnsRecord> records, String zone, HostName host) {
        return records.stream()
                .anyMatch(record -> record.zone().equals(zone) && record.hosts().contains(host));
    }
}
