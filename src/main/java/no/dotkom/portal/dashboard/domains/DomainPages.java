package no.dotkom.portal.dashboard.domains;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.apps.Platforms;
import no.dotkom.portal.dashboard.Rights;
import no.dotkom.portal.dashboard.Situation;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.model.Redirect;
import no.dotkom.portal.plan.Zone;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Makes the domains page; DNS is asked only when somebody looks at it. */
@Service
public class DomainPages {
    private final Apps apps;
    private final Platforms platforms;
    private final Findings findings;

    DomainPages(Apps apps, Platforms platforms, Findings findings) {
        this.apps = apps;
        this.platforms = platforms;
        this.findings = findings;
    }

    /** The page with what is known; asks nobody. */
    public DomainsView page(Member member, Situation now, List<Situation> tabs) {
        var placement = apps.wish(now.environment().ref()).placement();
        var domains = new ArrayList<DomainsView.Domain>();
        now.hosts().forEach(host -> domains.add(domain(now, host, null, placement.rulePriorities())));
        for (var redirect : now.redirects()) {
            var number = placement.redirectPriorities().get(redirect.from());
            domains.add(domain(now, redirect.from(), redirect, number == null ? List.of() : List.of(number)));
        }
        var reach = now.shown().spec().ingress() instanceof Ingress.Http http ? http.reach() : null;
        var egress = String.join(", ", platforms.current().egress());
        return new DomainsView(now, tabs, domains, reach, egress, Rights.of(member, now.environment()));
    }

    private DomainsView.Domain domain(
            Situation now, HostName host, @Nullable Redirect redirect, List<Integer> priorities) {
        var zone = platforms.current().zoneOf(host);
        var certificate = zone.map(Zone::certificate).orElse(null);
        var finding = findings.known(host).orElse(null);
        var problem = now.problems().stream()
                .filter(each -> host.value().equals(each.values().get("domain")))
                .findFirst()
                .orElse(finding == null ? null : finding.problem(host));
        return new DomainsView.Domain(
                host,
                (certificate == null ? "http://" : "https://") + host,
                redirect,
                zone.map(Zone::name).orElse(null),
                zone.map(Zone::wildcard).orElse(false),
                certificate,
                priorities,
                target(now),
                finding,
                problem);
    }

    /** Asks DNS for every domain of the environment. */
    public void check(Situation now) {
        var target = target(now);
        try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
            now.hosts().forEach(host -> all.submit(() -> findings.ask(host, target)));
            now.redirects().forEach(redirect -> all.submit(() -> findings.ask(redirect.from(), target)));
        }
    }

    private String target(Situation now) {
        return platforms.current().gateway(now.environment().gateway()).dnsName();
    }
}
