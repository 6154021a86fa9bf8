package no.dotkom.portal.apps;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.model.Redirect;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Follows redirects from one environment into the next, for no visitor may be sent round in a circle. */
@Component
class Redirects {
    private final HostRepository hosts;
    private final EnvironmentRepository environments;

    Redirects(HostRepository hosts, EnvironmentRepository environments) {
        this.hosts = hosts;
        this.environments = environments;
    }

    /** The hosts that {@code spec} redirects. */
    static List<HostName> hosts(EnvironmentSpec spec) {
        return redirects(spec).stream().map(Redirect::from).toList();
    }

    private static List<Redirect> redirects(EnvironmentSpec spec) {
        return switch (spec.ingress()) {
            case Ingress.Http http -> http.redirects();
            case Ingress.None() -> List.of();
        };
    }

    /** LOOP-1 when a visitor of {@code asked} would come back to it. @param beside the redirects it is asked for with */
    Optional<Problem> leadsBack(Redirect asked, List<Redirect> beside, @Nullable EnvironmentId own) {
        var seen = new HashSet<HostName>();
        var next = Optional.of(asked);
        while (next.isPresent() && seen.add(next.get().from())) {
            var to = next.get().to();
            if (to.equals(asked.from())) {
                return Optional.of(Problem.of(
                        "LOOP-1",
                        Map.of(
                                "domain",
                                asked.from().value(),
                                "target",
                                next.get().from().value())));
            }
            next = of(to, beside).or(() -> elsewhere(to, own));
        }
        return Optional.empty();
    }

    private Optional<Redirect> elsewhere(HostName host, @Nullable EnvironmentId own) {
        return hosts.environment(host)
                .filter(holder -> !holder.equals(own))
                .flatMap(environments::find)
                .flatMap(details -> of(host, redirects(details.latest().spec())));
    }

    private static Optional<Redirect> of(HostName host, List<Redirect> redirects) {
        return redirects.stream()
                .filter(redirect -> redirect.from().equals(host))
                .findFirst();
    }
}
