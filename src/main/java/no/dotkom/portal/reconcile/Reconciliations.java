package no.dotkom.portal.reconcile;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.Generation;
import org.springframework.stereotype.Service;

/** The door of the room, for pages: how rollouts go and what the loop last saw. */
@Service
public class Reconciliations {
    private final StepRepository records;
    private final JournalRepository journal;
    private final DriftRepository drift;
    private final SweepRepository found;
    private final DomainRepository domains;

    Reconciliations(
            StepRepository records,
            JournalRepository journal,
            DriftRepository drift,
            SweepRepository found,
            DomainRepository domains) {
        this.records = records;
        this.journal = journal;
        this.drift = drift;
        this.found = found;
        this.domains = domains;
    }

    /** The nine steps as recorded; fewer, or none, before the loop came by. */
    public List<RolloutStep> steps(EnvironmentId environment, Generation generation) {
        return journal.steps(environment, generation);
    }

    /** What the last ten took, by step number; only steps that were done before. */
    public Map<Integer, Pace> paces(EnvironmentId environment) {
        var paces = new HashMap<Integer, Pace>();
        journal.durations(environment)
                .forEach((number, millis) -> paces.put(
                        number,
                        new Pace(
                                Duration.ofMillis(millis.get(millis.size() / 2)),
                                Duration.ofMillis(millis.getLast()))));
        return paces;
    }

    /** What was written to AWS for a version, in order. */
    public List<StepRecord> records(EnvironmentId environment, Generation generation) {
        return records.records(environment, generation);
    }

    public Optional<Status> status(EnvironmentId environment) {
        return journal.status(environment);
    }

    /** Hosts with certificates of their own, by name, as the loop last saw them. */
    public List<DomainState> domains(EnvironmentId environment) {
        return domains.of(environment);
    }

    /** What was changed outside the portal, longest ago first; environments without any are absent. */
    public Map<EnvironmentId, List<Drifted>> drift(Collection<EnvironmentId> environments) {
        return drift.of(environments);
    }

    /** Numbers for every page of a maintainer's: one statement. */
    public Attention attention() {
        return found.attention();
    }

    /** What has our tag though its environment is none of ours. */
    public List<Orphan> orphans() {
        return found.orphans();
    }

    /** Services on the cluster that others made. */
    public List<StrangerService> strangers() {
        return found.strangers();
    }

    /** A maintainer wants an orphan taken away; false when it is none any more. The next look around takes it. */
    public boolean takeAway(Arn orphan) {
        return found.ask(orphan);
    }

    /** One statement for a whole list of environments. */
    public Map<EnvironmentId, Status> statuses(Collection<EnvironmentId> environments) {
        return journal.statuses(environments);
    }
}
