package no.dotkom.portal.admin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.audit.Audit;
import no.dotkom.portal.audit.Deed;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.reconcile.Attention;
import no.dotkom.portal.reconcile.Orphan;
import no.dotkom.portal.reconcile.Reconciliations;
import no.dotkom.portal.reconcile.Status;
import no.dotkom.portal.reconcile.StrangerService;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door of the room: what maintainers of the platform see of it, from the database alone. */
@Service
public class Administration {
    private final Apps apps;
    private final Reconciliations reconciliations;
    private final Audit audit;

    Administration(Apps apps, Reconciliations reconciliations, Audit audit) {
        this.apps = apps;
        this.reconciliations = reconciliations;
        this.audit = audit;
    }

    public DriftList drift(Member admin) {
        var environments = apps.visibleTo(admin);
        var ids = environments.stream().map(each -> each.ref().id()).toList();
        var drift = reconciliations.drift(ids);
        var rows = new ArrayList<DriftList.Row>();
        for (var each : environments) {
            var drifted = drift.getOrDefault(each.ref().id(), List.of());
            if (!drifted.isEmpty()) {
                rows.add(new DriftList.Row(
                        each.ref(), drifted.size(), drifted.getFirst().since()));
            }
        }
        var compared = reconciliations.statuses(ids).values().stream()
                .map(Status::observedAt)
                .min(Comparator.<Instant>naturalOrder());
        return new DriftList(rows, reconciliations.orphans(), compared.orElse(null));
    }

    public Attention attention() {
        return reconciliations.attention();
    }

    public List<StrangerService> strangers() {
        return reconciliations.strangers();
    }

    public Optional<Orphan> orphan(String arn) {
        return reconciliations.orphans().stream()
                .filter(orphan -> orphan.arn().value().equals(arn))
                .findFirst();
    }

    /** The next look around takes it away; false when it is no orphan any more. */
    @Transactional
    public boolean takeAway(Member admin, Orphan orphan) {
        audit.record(new Deed(
                admin.id(),
                admin.name(),
                "portal",
                "orphan.remove",
                orphan.app(),
                null,
                null,
                orphan.kind() + " " + orphan.name()));
        return reconciliations.takeAway(orphan.arn());
    }
}
