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

    /**
     * What stands in the way is told from the start. A name that resolves before something answers shows visitors an
     * error, so none is made or moved before there is a service.
     *
     * @param dropping true when what is not wanted may go
     */
    void plan(List<DnsRecord> wanted, boolean dropping) {
        var served = observed.service() instanceof Observation.Present;
        switch (observed.records()) {
            case ObservedRecords.Unreadable(var why) -> draft.unreadable(why);
            case ObservedRecords.Seen seen -> {
                put(wanted, seen, served);
                if (dropping && served) {
                    drop(wanted, seen);
                }
            }
        }
    }

    void dropAll() {
        switch (observed.records()) {
            case ObservedRecords.Unreadable(var why) -> draft.unreadable(why);
            case ObservedRecords.Seen seen -> drop(List.of(), seen);
        }
    }

    private void put(List<DnsRecord> wanted, ObservedRecords.Seen seen, boolean served) {
        for (var want : wanted) {
            for (var host : want.hosts()) {
                if (seen.foreign().contains(host)) {
                    draft.await(new Wait.OnOperator(Problem.of("DNS-2", Map.of("domain", host.value()))));
                } else if (served && !holds(seen.ours(), want.zone(), host)) {
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
