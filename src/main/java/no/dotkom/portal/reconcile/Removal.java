package no.dotkom.portal.reconcile;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import no.dotkom.portal.apps.Platforms;
import no.dotkom.portal.audit.Audit;
import no.dotkom.portal.audit.Deed;
import no.dotkom.portal.model.AppName;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.model.EnvironmentSlug;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.ResourceNames;
import no.dotkom.portal.plan.Step;
import no.dotkom.portal.plan.Subject;
import no.dotkom.portal.reconcile.port.Cloud;
import no.dotkom.portal.reconcile.port.Outcome;
import org.springframework.stereotype.Component;

/** Takes an orphan away that a maintainer asked to be taken away: an intent and an outcome on record, as for any write. */
@Component
class Removal {
    private static final EnvironmentName NOBODY =
            new EnvironmentName(new AppName("orphan"), new EnvironmentSlug("none"));

    /** Of a certificate whose name is a wildcard, say. */
    private static final HostName NO_HOST = new HostName("unknown.invalid");

    private final Cloud cloud;
    private final StepRepository records;
    private final SweepRepository found;
    private final Platforms platforms;
    private final Audit audit;
    private final Clock clock;

    Removal(Cloud cloud, StepRepository records, SweepRepository found, Platforms platforms, Audit audit, Clock clock) {
        this.cloud = cloud;
        this.records = records;
        this.found = found;
        this.platforms = platforms;
        this.audit = audit;
        this.clock = clock;
    }

    /** What AWS does not take now (a rule still leads to its target group, say) the next sweep tries again. */
    void take(Orphan orphan) {
        var owner = owner(orphan.environment());
        if (owner.isEmpty()) {
            found.refused(orphan.arn(), "Its tag portal:environment is no id of ours: " + orphan.environment());
            return;
        }
        for (var step : steps(orphan)) {
            if (!take(owner.get(), orphan, step)) {
                return;
            }
        }
        found.gone(orphan.arn());
        audit(owner.get(), orphan);
    }

    /** True when AWS took it. */
    private boolean take(EnvironmentId owner, Orphan orphan, Step step) {
        var intent = records.intend(owner, step, clock.instant());
        var outcome = cloud.apply(subject(owner), step, "");
        var at = clock.instant();
        switch (outcome) {
            case Outcome.Applied _ -> {
                records.outcome(intent, "APPLIED", "", at);
                return true;
            }
            case Outcome.Retry(var same, var why, var after) -> refused(intent, "RETRY", orphan, why.said());
            case Outcome.Refused(var same, var why) -> refused(intent, "REFUSED", orphan, why.said());
            case Outcome.Unknown(var same, var why) -> refused(intent, "UNKNOWN", orphan, why.said());
        }
        return false;
    }

    private void refused(long intent, String outcome, Orphan orphan, String said) {
        records.outcome(intent, outcome, said, clock.instant());
        found.refused(orphan.arn(), said);
    }

    private static Optional<EnvironmentId> owner(String tag) {
        try {
            return Optional.of(new EnvironmentId(UUID.fromString(tag)));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    /** A certificate is taken off the listener first: on it AWS does not delete it. */
    private static List<Step> steps(Orphan orphan) {
        return switch (orphan.kind()) {
            case SERVICE -> List.of(new Step.DeleteService(orphan.arn()));
            case RULE -> List.of(new Step.DeleteHostRule(orphan.arn()));
            case CERTIFICATE -> {
                var host = HostName.parse(orphan.name()).orElse(NO_HOST);
                yield List.of(
                        new Step.OfDomain.RemoveListenerCertificate(orphan.arn(), host),
                        new Step.OfDomain.DeleteCertificate(orphan.arn(), host));
            }
            case TARGET_GROUP -> List.of(new Step.DeleteTargetGroup(orphan.arn()));
            case TASK_DEFINITION -> List.of(new Step.DeregisterTaskDefinition(orphan.arn()));
            case LOG_GROUP -> List.of(new Step.DeleteLogGroup(orphan.name()));
            case ROLE ->
                List.of(
                        new Step.OfSecrets.DeleteRolePolicy(orphan.name()),
                        new Step.OfSecrets.DeleteRole(orphan.name()));
            case PARAMETER -> List.of(new Step.OfSecrets.DeleteParameter(orphan.name()));
        };
    }

    private Subject subject(EnvironmentId owner) {
        var gateway = platforms.current().gateways().getFirst().id();
        var names = ResourceNames.of(NOBODY);
        return new Subject(owner, NOBODY, names, gateway, List.of(), List.of(), Set.of(), Map.of());
    }

    private void audit(EnvironmentId owner, Orphan orphan) {
        audit.record(new Deed(
                null,
                "the loop",
                "loop",
                "orphan.removed",
                orphan.app(),
                owner.value(),
                Generation.FIRST.number(),
                orphan.kind() + " " + orphan.name()));
    }
}
