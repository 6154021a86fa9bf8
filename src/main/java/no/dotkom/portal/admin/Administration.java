package no.dotkom.portal.admin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.audit.Audit;
import no.dotkom.portal.audit.Deed;
import no.dotkom.portal.audit.FullEntry;
import no.dotkom.portal.audit.Search;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.reconcile.Attention;
import no.dotkom.portal.reconcile.Orphan;
import no.dotkom.portal.reconcile.Reconciliations;
import no.dotkom.portal.reconcile.Status;
import no.dotkom.portal.reconcile.StrangerService;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door of the room: what maintainers of the platform see of it, from the database alone. */
@Service
public class Administration {
    private static final int PAGE = 50;

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

    /** @param below {@link Long#MAX_VALUE} for the first page */
    @Transactional(readOnly = true)
    public AuditPage audit(Member admin, Search search, long below) {
        var found = audit.search(search, below, PAGE + 1);
        var page = found.stream().limit(PAGE).toList();
        var names = apps.names(
                admin,
                page.stream()
                        .map(FullEntry::environment)
                        .filter(Objects::nonNull)
                        .map(EnvironmentId::new)
                        .collect(Collectors.toSet()));
        return new AuditPage(
                page.stream()
                        .map(deed -> new AuditPage.Row(deed, name(deed, names)))
                        .toList(),
                below == Long.MAX_VALUE,
                found.size() > PAGE ? page.getLast().id() : null);
    }

    private static @Nullable EnvironmentName name(FullEntry deed, Map<EnvironmentId, EnvironmentName> names) {
        var environment = deed.environment();
        return environment == null ? null : names.get(new EnvironmentId(environment));
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
