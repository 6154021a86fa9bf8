package no.dotkom.portal.simulate;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.apps.Wishes;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.plan.Policy;
import no.dotkom.portal.reconcile.Inventory;
import no.dotkom.portal.reconcile.LoopWorld;

/** The invariants of reliability.md §3 that hold once nothing goes wrong any more, by their numbers there. */
final class AtRest {
    /** Steps whose call has another name. */
    private static final Map<String, String> CALLS = Map.ofEntries(
            Map.entry("CreateHostRule", "CreateRule"),
            Map.entry("UpdateHostRule", "ModifyRule"),
            Map.entry("DeleteHostRule", "DeleteRule"),
            Map.entry("UpdateTargetGroup", "ModifyTargetGroup"),
            Map.entry("SetDeregistrationDelay", "ModifyTargetGroupAttributes"),
            Map.entry("SetLogRetention", "PutRetentionPolicy"),
            Map.entry("AdoptLogGroup", "TagResource"),
            Map.entry("PutDnsRecord", "ChangeResourceRecordSets"),
            Map.entry("DeleteDnsRecord", "ChangeResourceRecordSets"),
            Map.entry("PutValidationRecord", "ChangeResourceRecordSets"),
            Map.entry("DeleteValidationRecord", "ChangeResourceRecordSets"),
            Map.entry("AddListenerCertificate", "AddListenerCertificates"),
            Map.entry("RemoveListenerCertificate", "RemoveListenerCertificates"));

    /** A record of a host, or the one that ACM asks for; others have records, too. */
    private static final Pattern OF_A_SLOT = Pattern.compile("(?:_\\w+\\.)?app(\\d)\\..*");

    private final LoopWorld loop;
    private final Laws laws;
    private final Weather weather;

    AtRest(LoopWorld loop, Laws laws, Weather weather) {
        this.loop = loop;
        this.laws = laws;
        this.weather = weather;
    }

    /** With everything calm and long enough after. */
    void check(int overtaken) {
        var everything = loop.bean(Wishes.class).everything();
        everything.forEach(this::converged);
        noOrphans(loop.inventory(), everything);
        loop.sweep();
        if (!loop.reconciliations().orphans().isEmpty()) {
            throw new Violation("I2 no orphan", loop.reconciliations().orphans().toString());
        }
        truthful();
        if (loop.unaccounted() > loop.deaths() + overtaken) {
            throw new Violation("I6 outcome after the write", loop.unaccounted() + " intents without one");
        }
    }

    /** What is on record as taken, AWS did answer. */
    private void truthful() {
        var taken = new HashMap<String, Integer>();
        loop.sql()
                .fetch("select operation, count(*)::int from step_record where outcome = 'APPLIED' group by operation")
                .forEach(row -> taken.merge(
                        CALLS.getOrDefault(row.get(0, String.class), row.get(0, String.class)),
                        row.get(1, Integer.class),
                        Integer::sum));
        taken.forEach((operation, times) -> {
            if (!operation.equals("StopServiceDeployment") && times > weather.answered(operation)) {
                throw new Violation(
                        "I6 outcome as it was",
                        "%d times %s, of which AWS answered %d"
                                .formatted(times, operation, weather.answered(operation)));
            }
        });
    }

    private void converged(EnvironmentDetails details) {
        var slot = laws.slot(details);
        var status = loop.status(details.ref().id());
        var blocked = status.waits().stream().anyMatch(wait -> !wait.code().isEmpty());
        if (details.underway()) {
            // What no node can hold waits for one that can, and says so; all else may wait only for what was done by
            // hand.
            var waitsForRoom = Members.tooLarge(details.latest().spec())
                    && status.waits().stream().anyMatch(wait -> wait.code().equals("CAP-1"));
            if (!waitsForRoom && !(slot.touched && blocked)) {
                throw new Violation("I1 convergence", slot + " is on its way for ever: " + status);
            }
            return;
        }
        // What failed and never was live leaves nothing to compare with: that it failed is said.
        var shouldRest = details.latest().state() == VersionState.LIVE || details.live() != null;
        if (slot.touched) {
            if (shouldRest && !status.settled() && status.drifted() == 0 && !blocked) {
                throw new Violation(
                        "I1 convergence",
                        slot + " is not settled and does not say why: " + status + differing(details));
            }
            if (details.policy() == Policy.SYNC && details.live() != null && status.drifted() > 0 && !blocked) {
                throw new Violation(
                        "F16 healed where the policy says so", slot + " still differs: " + status + differing(details));
            }
            return;
        }
        // New tasks cannot start; that they do not is said.
        if (slot.secretGone && blocked) {
            return;
        }
        if (shouldRest && !status.settled()) {
            throw new Violation(
                    "I1 convergence", slot + " is at its end but not settled: " + status + differing(details));
        }
        served(slot, details);
    }

    private String differing(EnvironmentDetails details) {
        return loop.reconciliations().drift(List.of(details.ref().id())).toString();
    }

    private void served(Slot slot, EnvironmentDetails details) {
        var live = details.live();
        if (live == null
                || !(live.spec().ingress() instanceof Ingress.Http http)
                || details.latest().intent() != Intent.RUN
                || live.intent() != Intent.RUN) {
            return;
        }
        var image = live.spec().image().toString();
        var wanted = image.substring(image.indexOf("/demo/") + 1);
        for (var host : http.hosts()) {
            var page = loop.door().visit(host.value());
            if (page.status() != 200 || !page.text().contains(wanted)) {
                throw new Violation(
                        "I1 convergence",
                        "%s is live with %s, but a visitor to %s gets %s".formatted(slot, wanted, host, page));
            }
        }
        for (var redirect : http.redirects()) {
            var page = loop.door().visit(redirect.from().value());
            if (page.status() != 301) {
                throw new Violation("I1 convergence", "%s leads nowhere, but says %s".formatted(redirect.from(), page));
            }
        }
    }

    private void noOrphans(Inventory inventory, List<EnvironmentDetails> everything) {
        var living = new HashSet<String>();
        var keepsLogs = loop.sql()
                .fetch("select id::text from environment where keep_logs")
                .getValues(0, String.class);
        everything.forEach(details -> living.add(details.ref().id().toString()));
        for (var resource : inventory.all()) {
            var owner = resource.tags().get("portal:environment");
            var kept = inventory.logGroups().contains(resource) && keepsLogs.contains(owner);
            if (!living.contains(owner) && !kept) {
                throw new Violation("I2 no orphan", resource.name());
            }
        }
        for (var record : inventory.records()) {
            var slot = OF_A_SLOT.matcher(record);
            if (slot.matches()
                    && !(record.startsWith("_") && laws.certificateGone(Integer.parseInt(slot.group(1))))
                    && everything.stream()
                            .noneMatch(details -> laws.slot(details).number == Integer.parseInt(slot.group(1)))) {
                throw new Violation("I2 no orphan", record);
            }
        }
        var certificates = new HashSet<Inventory.Ours>();
        for (var certificate : inventory.certificates()) {
            var of = new Inventory.Ours(
                    certificate.name(),
                    Map.of("owner", String.valueOf(certificate.tags().get("portal:environment"))));
            if (!certificates.add(of)) {
                throw new Violation("I4 no double create", "certificate of " + certificate.name());
            }
        }
    }

    /** Nothing runs but AWS: nothing changes, and whoever was served is served. */
    void staticStability() {
        var before = loop.inventory();
        loop.advance(Duration.ofHours(24));
        if (!loop.inventory().equals(before)) {
            throw new Violation(
                    "I13 static stability",
                    Laws.difference(before.foreign(), loop.inventory().foreign()));
        }
        laws.check();
    }
}
