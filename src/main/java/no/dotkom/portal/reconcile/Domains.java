package no.dotkom.portal.reconcile;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.plan.DesiredState;
import no.dotkom.portal.plan.Domain;
import no.dotkom.portal.plan.Exposure;
import no.dotkom.portal.plan.ObservedDomains;
import no.dotkom.portal.plan.ObservedState;
import no.dotkom.portal.reconcile.port.Proofs;
import org.springframework.stereotype.Component;

/** Asks DNS whether domains outside the platform mean this environment, and writes down how far each is. */
@Component
class Domains {
    private final Proofs proofs;
    private final DomainRepository states;
    private final StepRepository records;

    Domains(Proofs proofs, DomainRepository states, StepRepository records) {
        this.proofs = proofs;
        this.states = states;
        this.records = records;
    }

    /** With what DNS said. An environment without such domains costs nothing. */
    ObservedState proved(DesiredState desired, ObservedState observed) {
        var domains = of(desired);
        return domains.isEmpty() ? observed : observed.proving(proven(domains, observed));
    }

    private Set<HostName> proven(List<Domain> domains, ObservedState observed) {
        return domains.stream()
                .filter(domain -> domain.proof() != null && !domain.proof().isEmpty())
                // What visitors reach was proven before its rule was made.
                .filter(domain -> !observed.answers(domain.host()))
                .filter(domain -> proofs.texts(domain.challenge()).contains(domain.proof()))
                .map(Domain::host)
                .collect(Collectors.toSet());
    }

    private static List<Domain> of(DesiredState desired) {
        return desired instanceof DesiredState.Deployed deployed && deployed.exposure() instanceof Exposure.Http http
                ? http.domains()
                : List.of();
    }

    /** What could not be read is as it was. @throws Overtaken when another worker holds the environment by now */
    void record(Claim claim, DesiredState desired, ObservedState observed) {
        var domains = of(desired);
        if (observed.domains() instanceof ObservedDomains.Seen seen
                && (!domains.isEmpty() || !states.of(claim.environment()).isEmpty())) {
            records.mustHold(claim);
            states.replace(
                    claim.environment(),
                    domains.stream()
                            .map(domain -> state(domain, seen, observed))
                            .toList());
        }
    }

    private static DomainState state(Domain domain, ObservedDomains.Seen seen, ObservedState observed) {
        var host = domain.host();
        var proven = domain.proven(observed);
        return seen.of(host)
                .map(certificate -> state(certificate, proven, seen.attached(), observed))
                .orElseGet(() -> new DomainState(
                        host,
                        proven,
                        null,
                        null,
                        null,
                        null,
                        false,
                        false,
                        null,
                        null,
                        "",
                        "",
                        seen.attached(),
                        observed.at()));
    }

    private static DomainState state(
            ObservedDomains.Certificate certificate, boolean proven, int attached, ObservedState observed) {
        var validation = certificate.validation();
        return new DomainState(
                certificate.host(),
                proven,
                certificate.arn().value(),
                certificate.status().name(),
                validation == null ? null : validation.name(),
                validation == null ? null : validation.value(),
                certificate.writtenIn() != null,
                certificate.attached(),
                certificate.requested(),
                certificate.expires(),
                certificate.renewal(),
                certificate.reason(),
                attached,
                observed.at());
    }
}
