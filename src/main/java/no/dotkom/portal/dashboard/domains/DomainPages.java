package no.dotkom.portal.dashboard.domains;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.apps.Platforms;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.dashboard.Rights;
import no.dotkom.portal.dashboard.Situation;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.model.Redirect;
import no.dotkom.portal.plan.Placement;
import no.dotkom.portal.plan.Zone;
import no.dotkom.portal.reconcile.DomainState;
import no.dotkom.portal.reconcile.Reconciliations;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Makes the domains page; DNS is asked only when somebody looks at it. */
@Service
public class DomainPages {
    /** ACM renews 60 days before the end; nearer than this it has not come about by itself. */
    private static final Duration NEAR = Duration.ofDays(21);

    private final Apps apps;
    private final Platforms platforms;
    private final Reconciliations reconciliations;
    private final Findings findings;
    private final Clock clock;

    DomainPages(Apps apps, Platforms platforms, Reconciliations reconciliations, Findings findings, Clock clock) {
        this.apps = apps;
        this.platforms = platforms;
        this.reconciliations = reconciliations;
        this.findings = findings;
        this.clock = clock;
    }

    /** The page with what is known; asks nobody but the portal's own tables. */
    public DomainsView page(Member member, Situation now, List<Situation> tabs) {
        var domains = new ArrayList<DomainsView.Domain>();
        var egress = String.join(", ", platforms.current().egress());
        var may = Rights.of(member, now.environment());
        if (!(told(now).spec().ingress() instanceof Ingress.Http http)) {
            return new DomainsView(now, tabs, domains, null, egress, may);
        }
        var placement = apps.wish(now.environment().ref()).placement();
        var states = reconciliations.domains(now.environment().ref().id()).stream()
                .collect(Collectors.toMap(DomainState::host, Function.identity()));
        http.hosts().forEach(host -> domains.add(domain(now, host, null, placement, states)));
        http.redirects().forEach(each -> domains.add(domain(now, each.from(), each, placement, states)));
        return new DomainsView(now, tabs, domains, http.reach(), egress, may);
    }

    /** What is asked for while it is on its way: a domain that waits is to be seen. */
    private static Version told(Situation now) {
        return now.environment().underway() && !now.removing() ? now.latest() : now.shown();
    }

    private DomainsView.Domain domain(
            Situation now,
            HostName host,
            @Nullable Redirect redirect,
            Placement placement,
            Map<HostName, DomainState> states) {
        var zone = platforms.current().zoneOf(host);
        var certificate = zone.map(Zone::certificate).orElse(null);
        var own = platforms.current().custom(host) ? states.get(host) : null;
        var finding = findings.known(host).orElse(null);
        return new DomainsView.Domain(
                host,
                (certificate == null && own == null ? "http://" : "https://") + host,
                redirect,
                zone.map(Zone::name).orElse(null),
                zone.map(Zone::hostedZone).isPresent(),
                zone.map(Zone::wildcard).orElse(false),
                certificate,
                own,
                zone.isEmpty() ? placement.proof() : null,
                redirect == null ? placement.rulePriorities() : number(placement, host),
                target(now),
                finding,
                problem(now, host, own, finding));
    }

    private static List<Integer> number(Placement placement, HostName host) {
        var number = placement.redirectPriorities().get(host);
        return number == null ? List.of() : List.of(number);
    }

    private @Nullable Problem problem(
            Situation now, HostName host, @Nullable DomainState own, @Nullable Finding finding) {
        return now.problems().stream()
                .filter(each -> host.value().equals(each.values().get("domain")))
                .findFirst()
                .or(() -> Optional.ofNullable(own).flatMap(this::renewal))
                .orElse(finding == null ? null : finding.problem(host));
    }

    /** CERT-3 where ACM waits for a record that is gone, or has not renewed in time. */
    private Optional<Problem> renewal(DomainState own) {
        var waits = own.renewal().equals("PENDING_VALIDATION") || own.renewal().equals("FAILED");
        var expires = own.expiresAt();
        var near = expires != null && expires.isBefore(clock.instant().plus(NEAR));
        return expires != null && (waits || near && !own.renewal().equals("SUCCESS"))
                ? Optional.of(Problem.of(
                        "CERT-3",
                        Map.of("domain", own.host().value(), "at", expires.toString(), "reason", "word.recordMissing")))
                : Optional.empty();
    }

    /** Asks DNS for every domain of the environment. */
    public void check(Situation now) {
        var target = target(now);
        if (told(now).spec().ingress() instanceof Ingress.Http http) {
            try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
                http.names().forEach(host -> all.submit(() -> findings.ask(host, target)));
            }
        }
    }

    /** The same, and has the loop look at proofs and certificates. */
    public void checkAll(Situation now) {
        check(now);
        apps.lookAgain(now.environment().ref());
    }

    private String target(Situation now) {
        return platforms.current().gateway(now.environment().gateway()).dnsName();
    }
}
