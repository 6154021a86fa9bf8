package no.dotkom.portal.dashboard.domains;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.apps.Platforms;
import no.dotkom.portal.apps.Wishes;
import no.dotkom.portal.dashboard.DnsProblems;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.model.Reach;
import no.dotkom.portal.ui.Changes;
import no.dotkom.portal.ui.Topic;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Asks DNS now and then where domains lead whose records others write, and tells open pages when that changes. What is
 * in a zone of the platform's is the loop's to compare.
 */
@Component
class DnsPoller implements DnsProblems {
    /** A round is over before the next, also when DNS is silent: four at a time, three seconds each. */
    private static final int A_ROUND = 12;

    private final Wishes wishes;
    private final Platforms platforms;
    private final Findings findings;
    private final Changes changes;

    DnsPoller(Wishes wishes, Platforms platforms, Findings findings, Changes changes) {
        this.wishes = wishes;
        this.platforms = platforms;
        this.findings = findings;
        this.changes = changes;
    }

    private record Asked(EnvironmentDetails environment, HostName host) {}

    @Override
    public List<Problem> of(EnvironmentDetails environment) {
        return hosts(environment)
                .map(host -> findings.known(host)
                        .map(finding -> finding.problem(host))
                        .orElse(null))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Those of visitors, in zones that the portal does not write to. */
    private Stream<HostName> hosts(EnvironmentDetails environment) {
        var live = environment.live();
        return live != null
                        && live.intent() == Intent.RUN
                        && environment.intent() == Intent.RUN
                        && live.spec().ingress() instanceof Ingress.Http http
                        && http.reach() == Reach.PUBLIC
                ? http.names().stream().filter(this::ofOthers)
                : Stream.of();
    }

    /** The manifest may name a zone whose records are kept elsewhere. */
    private boolean ofOthers(HostName host) {
        return platforms
                .current()
                .zoneOf(host)
                .map(zone -> zone.hostedZone() == null && !zone.leads(host))
                .orElse(true);
    }

    /** At a fixed rate, which has a thread of its own: others do not wait until DNS answers. */
    @Scheduled(fixedRateString = "${portal.dashboard.dns:PT10S}")
    public void look() {
        var due = wishes.everything().stream()
                .flatMap(environment -> hosts(environment).map(host -> new Asked(environment, host)))
                .filter(asked -> findings.due(asked.host()))
                .limit(A_ROUND)
                .toList();
        try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
            due.forEach(asked -> all.submit(() -> ask(asked)));
        }
    }

    private void ask(Asked asked) {
        var before = of(asked.environment());
        findings.ask(
                asked.host(),
                platforms.current().gateway(asked.environment().gateway()).dnsName());
        if (!of(asked.environment()).equals(before)) {
            changes.changed(Topic.of("env", asked.environment().ref().id().toString()));
        }
    }
}
