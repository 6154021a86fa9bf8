package no.dotkom.portal.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.plan.ObservedDomains.Certificate;
import no.dotkom.portal.plan.ObservedDomains.Validation;

/**
 * The chain of hosts with a certificate of their own: proof, request, record, issue, listener; the rule comes after it.
 * It shares one fact with the service chain, which hosts may have a rule, and says it in {@link #ready}.
 */
final class DomainPlan {
    private final DesiredState.Deployed desired;
    private final List<Domain> domains;
    private final ObservedState observed;
    private final Draft draft;
    private final Set<HostName> withheld = new HashSet<>();
    private boolean crowded;

    DomainPlan(DesiredState.Deployed desired, List<Domain> domains, ObservedState observed, Draft draft) {
        this.desired = desired;
        this.domains = domains;
        this.observed = observed;
        this.draft = draft;
    }

    /** What is to be done so that each gets there. */
    void plan() {
        for (var domain : domains) {
            switch (observed.domains()) {
                case ObservedDomains.Unreadable(var why) -> {
                    draft.unreadable(why);
                    withhold(domain);
                }
                case ObservedDomains.Seen seen -> plan(domain, seen);
            }
        }
    }

    /** True when {@code host} may have a rule: one that visitors reach already is not taken from them. */
    boolean ready(HostName host) {
        return !withheld.contains(host);
    }

    boolean allReady() {
        return withheld.isEmpty();
    }

    /** True when one waits for a place on the load balancer, which may be one of ours that nothing needs any more. */
    boolean crowded() {
        return crowded;
    }

    private void plan(Domain domain, ObservedDomains.Seen seen) {
        var certificate = seen.of(domain.host());
        if (!domain.proven(observed)) {
            withhold(domain);
            await("PROOF-1", domain, Map.of("name", domain.challenge(), "value", String.valueOf(domain.proof())));
        } else if (certificate.isEmpty()) {
            withhold(domain);
            step(new Step.OfDomain.RequestCertificate(domain.host(), desired.generation()));
        } else {
            carryOn(domain, seen, certificate.get());
        }
    }

    private void carryOn(Domain domain, ObservedDomains.Seen seen, Certificate certificate) {
        switch (certificate.status()) {
            case PENDING -> {
                withhold(domain);
                record(domain, certificate);
                await("CERT-1", domain, told(certificate));
            }
            case ISSUED -> {
                record(domain, certificate);
                attach(domain, seen, certificate);
            }
            case FAILED -> {
                withhold(domain);
                replace(domain, certificate);
            }
        }
    }

    private static Map<String, String> told(Certificate certificate) {
        var validation = certificate.validation();
        var values = new TreeMap<String, String>();
        if (validation != null) {
            values.put("name", validation.name());
            values.put("value", validation.value());
        }
        values.put("as", "untimed");
        return values;
    }

    /** It stays for as long as the certificate: without it ACM does not renew. */
    private void record(Domain domain, Certificate certificate) {
        var validation = certificate.validation();
        if (domain.zone() != null && validation != null && certificate.writtenIn() == null) {
            step(new Step.OfDomain.PutValidationRecord(domain.zone(), domain.host(), validation));
        }
    }

    private void attach(Domain domain, ObservedDomains.Seen seen, Certificate certificate) {
        if (certificate.attached()) {
            return;
        }
        withhold(domain);
        if (seen.attached() >= ObservedDomains.MOST) {
            crowded = true;
            var most = String.valueOf(ObservedDomains.MOST);
            draft.await(new Wait.OnOperator(
                    Problem.of("QUOTA-1", Map.of("used", most, "most", most, "what", "word.certificates"))));
        } else {
            step(new Step.OfDomain.AddListenerCertificate(certificate.arn(), domain.host()));
        }
    }

    /** A later version asks again; the one that met the refusal says why. */
    private void replace(Domain domain, Certificate certificate) {
        if (certificate.generation().compareTo(desired.generation()) >= 0) {
            await("CERT-2", domain, Map.of("reason", certificate.reason()));
        } else if (certificate.attached()) {
            step(new Step.OfDomain.RemoveListenerCertificate(certificate.arn(), domain.host()));
        } else {
            step(new Step.OfDomain.DeleteCertificate(certificate.arn(), domain.host()));
        }
    }

    /** A version that somebody cancelled begins nothing, and waits for nobody. */
    private void step(Step step) {
        if (desired.abort()) {
            draft.await(new Wait.OnMember(Problem.of("CANCELLED")));
        } else {
            draft.step(step);
        }
    }

    private void await(String code, Domain domain, Map<String, String> values) {
        var all = new TreeMap<>(values);
        all.put("domain", domain.host().value());
        draft.await(
                desired.abort()
                        ? new Wait.OnMember(Problem.of("CANCELLED"))
                        : new Wait.OnDomain(domain.host(), Problem.of(code, all)));
    }

    private void withhold(Domain domain) {
        if (!observed.answers(domain.host())) {
            withheld.add(domain.host());
        }
    }

    /**
     * Lets go of certificates of ours that nothing needs: off the listener, then the record, then the certificate; a
     * plan holds one of these links. What a rule of ours still answers for stays.
     */
    static void drop(List<Domain> wanted, ObservedState observed, Draft draft) {
        switch (observed.domains()) {
            case ObservedDomains.Unreadable(var why) -> draft.unreadable(why);
            case ObservedDomains.Seen seen -> {
                // While the rules cannot be read, one of ours may need any of them.
                if (observed.rules() instanceof ObservedRules.Seen) {
                    drop(extra(wanted, observed, seen), kept(wanted, observed, seen), draft);
                }
            }
        }
    }

    private static List<Certificate> extra(List<Domain> wanted, ObservedState observed, ObservedDomains.Seen seen) {
        return seen.certificates().stream()
                .filter(each -> isExtra(each, wanted, seen))
                .filter(each -> isWanted(each, wanted) || !observed.answers(each.host()))
                .toList();
    }

    /** Validation records that another needs: ACM asks for the same one at each request for a host. */
    private static Set<Validation> kept(List<Domain> wanted, ObservedState observed, ObservedDomains.Seen seen) {
        var extra = extra(wanted, observed, seen);
        return seen.certificates().stream()
                .filter(each -> !extra.contains(each))
                .map(Certificate::validation)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static boolean isWanted(Certificate certificate, List<Domain> wanted) {
        return wanted.stream().anyMatch(domain -> domain.host().equals(certificate.host()));
    }

    /** True when it is of no host that is wanted, or a better one of the same host is there. */
    static boolean isExtra(Certificate certificate, List<Domain> wanted, ObservedDomains.Seen seen) {
        return !isWanted(certificate, wanted)
                || seen.of(certificate.host()).filter(certificate::equals).isEmpty();
    }

    private static void drop(List<Certificate> extra, Set<Validation> kept, Draft draft) {
        var attached = extra.stream().filter(Certificate::attached).toList();
        var written = extra.stream()
                .flatMap(each -> written(each).stream())
                .filter(each -> !kept.contains(each.record()))
                .toList();
        if (!attached.isEmpty()) {
            attached.forEach(each -> draft.step(new Step.OfDomain.RemoveListenerCertificate(each.arn(), each.host())));
        } else if (!written.isEmpty()) {
            written.forEach(draft::step);
        } else {
            extra.forEach(each -> draft.step(new Step.OfDomain.DeleteCertificate(each.arn(), each.host())));
        }
    }

    private static Optional<Step.OfDomain.DeleteValidationRecord> written(Certificate certificate) {
        var zone = certificate.writtenIn();
        var record = certificate.validation();
        return zone == null || record == null
                ? Optional.empty()
                : Optional.of(new Step.OfDomain.DeleteValidationRecord(zone, certificate.host(), record));
    }
}
