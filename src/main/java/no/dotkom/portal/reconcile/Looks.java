package no.dotkom.portal.reconcile;

import java.util.List;
import java.util.Map;
import no.dotkom.portal.apps.Platforms;
import no.dotkom.portal.apps.Pursuit;
import no.dotkom.portal.apps.Wishes;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.plan.DesiredState;
import no.dotkom.portal.plan.Desires;
import no.dotkom.portal.plan.Observation;
import no.dotkom.portal.plan.ObservedSecrets;
import no.dotkom.portal.plan.ObservedState;
import no.dotkom.portal.plan.Planner;
import no.dotkom.portal.plan.Subject;
import no.dotkom.portal.plan.TaskDefinition;
import no.dotkom.portal.plan.Wish;
import no.dotkom.portal.reconcile.port.Cloud;
import org.springframework.stereotype.Component;

/** Looks at environments, and writes down what only a look can tell: how far domains are, which secrets have gone. */
@Component
class Looks {
    private final Wishes wishes;
    private final Platforms platforms;
    private final Cloud cloud;
    private final Journal journal;
    private final Domains domains;

    Looks(Wishes wishes, Platforms platforms, Cloud cloud, Journal journal, Domains domains) {
        this.wishes = wishes;
        this.platforms = platforms;
        this.cloud = cloud;
        this.journal = journal;
        this.domains = domains;
    }

    /** @throws Overtaken when another worker holds the environment by now */
    Look at(Claim claim, Pursuit pursuit) {
        var wish = pursuit.wish();
        var hosts = wishes.hosts(wish.environment());
        // What others registered is not ours to take away.
        var given = wish.intent() == Intent.REMOVE
                ? Map.<Arn, Generation>of()
                : wishes.given(wish.environment(), wish.containerGeneration());
        var subject = Subject.of(wish, hosts, wishes.former(wish.environment()), given);
        var desired = Desires.of(wish, platforms.current());
        var observed = domains.proved(desired, observe(pursuit, subject, hosts));
        domains.record(claim, desired, observed);
        forget(wish, desired, observed);
        return new Look(pursuit, subject, desired, observed, Planner.plan(desired, observed));
    }

    /** What we changed we know the time of; tasks that are replaced in a service at rest are late for nothing. */
    private ObservedState observe(Pursuit pursuit, Subject subject, List<HostName> hosts) {
        var observed = cloud.observe(subject, hosts);
        if (pursuit.underway()) {
            return journal.serviceChanged(pursuit.wish())
                    .map(observed::changedAt)
                    .orElse(observed);
        }
        var failedAt = pursuit.failedAt();
        return observed.changedAt(failedAt == null ? observed.at() : failedAt);
    }

    /** Secrets that somebody took away and whose values are gone. */
    private void forget(Wish wish, DesiredState desired, ObservedState observed) {
        if (desired instanceof DesiredState.Deployed deployed
                && observed.secrets() instanceof ObservedSecrets.Seen(var role, var parameters)) {
            var gone = deployed.dropped().stream()
                    .filter(parameter -> !parameters.contains(parameter))
                    .map(parameter -> parameter.substring(parameter.lastIndexOf('/') + 1))
                    .toList();
            if (!gone.isEmpty()) {
                wishes.secretsGone(wish.environment(), gone);
            }
        }
    }

    /**
     * True when the revision of a deployment past the portal, which was seen, is missing: a list may be two minutes old
     * (aws-facts §4). Acting on it would register the same container once more, as a stranger to the version.
     */
    boolean tooEarly(Look look) {
        var wish = look.wish();
        var observed = look.observed();
        var older = switch (observed.taskDefinition()) {
            case Observation.Present<TaskDefinition>(var arn, var newest) ->
                newest.generation().compareTo(wish.containerGeneration()) < 0;
            case Observation.Absent<TaskDefinition>() -> true;
            case Observation.Foreign<TaskDefinition> _, Observation.Unreadable<TaskDefinition> _ -> false;
        };
        return older
                && look.subject().given().containsValue(wish.containerGeneration())
                && wishes.deployedOutsideSince(wish.environment(), observed.at().minus(Hand.SHOWS_WITHIN));
    }
}
