package no.dotkom.portal.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.plan.Gateway;
import no.dotkom.portal.plan.ObservedDomains;
import no.dotkom.portal.plan.Platform;
import no.dotkom.portal.plan.Service;
import no.dotkom.portal.plan.Step;
import no.dotkom.portal.plan.Subject;
import no.dotkom.portal.plan.Zone;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.ResourceNotFoundException;

/** Hosts with certificates of their own: reads them, does single steps. An environment without any costs no call. */
@Component
class AwsDomains {
    private final AcmCalls acm;
    private final ElbCalls elb;
    private final Route53Calls dns;

    AwsDomains(AcmCalls acm, ElbCalls elb, Route53Calls dns) {
        this.acm = acm;
        this.elb = elb;
        this.dns = dns;
    }

    ObservedDomains read(Subject subject, Platform platform, Gateway gateway) {
        var custom = subject.hosts().stream().filter(platform::custom).toList();
        if (custom.isEmpty()) {
            return ObservedDomains.Seen.NOTHING;
        }
        var attached = elb.certificates(gateway.listener().value());
        var found = new ArrayList<ObservedDomains.Certificate>();
        for (var summary : acm.certificates()) {
            var host = HostName.parse(summary.domainName()).filter(custom::contains);
            host.ifPresent(name -> found.addAll(ours(subject, platform, summary.certificateArn(), name, attached)));
        }
        return new ObservedDomains.Seen(Set.of(), found, attached.size());
    }

    /** One that is listed and gone a moment later is gone. */
    private List<ObservedDomains.Certificate> ours(
            Subject subject, Platform platform, String arn, HostName host, List<String> attached) {
        try {
            var tags = acm.tags(arn);
            return Tags.ours(tags, subject)
                    ? List.of(translate(acm.describe(arn), generation(tags), host, platform, attached))
                    : List.of();
        } catch (ResourceNotFoundException gone) {
            return List.of();
        }
    }

    /** The version that asked for it; where nobody can read that it is the first, so that any later one may ask again. */
    private static Generation generation(Map<String, String> tags) {
        var tagged = Revisions.generation(tags);
        return tagged.equals(Service.STRANGE) ? Generation.FIRST : tagged;
    }

    private ObservedDomains.Certificate translate(
            CertificateDetail found, Generation generation, HostName host, Platform platform, List<String> attached) {
        var validation = validation(found);
        return new ObservedDomains.Certificate(
                new Arn(found.certificateArn()),
                host,
                generation,
                status(found),
                validation,
                written(platform, host, validation),
                attached.contains(found.certificateArn()),
                found.createdAt(),
                found.notAfter(),
                found.renewalSummary() == null ? "" : found.renewalSummary().renewalStatusAsString(),
                reason(found));
    }

    /** @throws IllegalArgumentException for a word that is not known: nothing is done about it */
    private static ObservedDomains.Status status(CertificateDetail found) {
        return switch (Objects.requireNonNullElse(found.status(), CertificateStatus.UNKNOWN_TO_SDK_VERSION)) {
            case ISSUED -> ObservedDomains.Status.ISSUED;
            case PENDING_VALIDATION -> ObservedDomains.Status.PENDING;
            case FAILED, VALIDATION_TIMED_OUT, EXPIRED, REVOKED, INACTIVE -> ObservedDomains.Status.FAILED;
            case UNKNOWN_TO_SDK_VERSION ->
                throw new IllegalArgumentException("A certificate is in a state that is not known here");
        };
    }

    private static String reason(CertificateDetail found) {
        return switch (Objects.requireNonNullElse(found.failureReasonAsString(), found.statusAsString())) {
            case "CAA_ERROR" -> "word.caa";
            case "VALIDATION_TIMED_OUT" -> "word.timedOut";
            case "PENDING_VALIDATION", "ISSUED" -> "";
            case String other -> other;
        };
    }

    private static ObservedDomains.@Nullable Validation validation(CertificateDetail found) {
        return found.domainValidationOptions().stream()
                .filter(option -> option.resourceRecord() != null)
                .map(option -> new ObservedDomains.Validation(
                        Route53Calls.plain(option.resourceRecord().name()),
                        Route53Calls.plain(option.resourceRecord().value())))
                .findFirst()
                .orElse(null);
    }

    private @Nullable String written(
            Platform platform, HostName host, ObservedDomains.@Nullable Validation validation) {
        var zone = platform.zoneOf(host).map(Zone::hostedZone).orElse(null);
        return zone != null
                        && validation != null
                        && dns.cname(zone, validation.name())
                                .filter(validation.value()::equals)
                                .isPresent()
                ? zone
                : null;
    }

    void apply(Subject subject, Step.OfDomain step, String token, Gateway gateway) {
        var listener = gateway.listener().value();
        switch (step) {
            case Step.OfDomain.RequestCertificate(var host, var generation) ->
                acm.request(host, Tags.of(subject, generation), token);
            case Step.OfDomain.PutValidationRecord(var zone, var host, var record) -> dns.createCname(zone, record);
            case Step.OfDomain.AddListenerCertificate(var certificate, var host) ->
                elb.addCertificate(listener, certificate.value());
            case Step.OfDomain.RemoveListenerCertificate(var certificate, var host) ->
                elb.removeCertificate(listener, certificate.value());
            case Step.OfDomain.DeleteValidationRecord(var zone, var host, var record) -> dns.deleteCname(zone, record);
            case Step.OfDomain.DeleteCertificate(var certificate, var host) -> acm.delete(certificate.value());
        }
    }
}
