package no.dotkom.portal.localaws.acm;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.dotkom.portal.localaws.route53.Route53;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.acm.model.*;

/** One certificate, from its request to its end: issued once DNS has the record, renewed while it stands. */
final class Issuance {
    /** From the request until ACM tells the record. */
    private static final Duration TOLD = Duration.ofSeconds(3);

    private static final Duration PATIENCE = Duration.ofHours(72);
    private static final Duration VALID = Duration.ofDays(395);
    private static final Duration RENEWED_BEFORE = Duration.ofDays(60);
    private static final Set<String> AMAZON = Set.of("amazon.com", "amazontrust.com", "awstrust.com", "amazonaws.com");

    private final String arn;
    private final String domain;
    private final @Nullable String token;
    private final Instant created;
    private final ResourceRecord record;
    private final Map<String, Tag> tags = new LinkedHashMap<>();
    private CertificateStatus status = CertificateStatus.PENDING_VALIDATION;
    private @Nullable FailureReason failure;
    private @Nullable Instant issued;
    private @Nullable Instant notAfter;
    private @Nullable RenewalStatus renewal;

    Issuance(String arn, String domain, @Nullable String token, Instant created, String name, String value) {
        this.arn = arn;
        this.domain = domain;
        this.token = token;
        this.created = created;
        this.record = ResourceRecord.builder()
                .name("_" + name + "." + domain.replaceFirst("^\\*\\.", "") + ".")
                .type(RecordType.CNAME)
                .value("_" + value + ".acm-validations.aws.")
                .build();
    }

    String arn() {
        return arn;
    }

    String domain() {
        return domain;
    }

    @Nullable String token() {
        return token;
    }

    Instant created() {
        return created;
    }

    CertificateStatus status() {
        return status;
    }

    List<Tag> tags() {
        return List.copyOf(tags.values());
    }

    void tag(List<Tag> more) {
        more.forEach(tag -> tags.put(tag.key(), tag));
    }

    /** What has come of it by now. */
    void look(Instant now, Route53 dns) {
        if (status == CertificateStatus.PENDING_VALIDATION) {
            validate(now, dns);
        } else if (status == CertificateStatus.ISSUED && notAfter != null) {
            renew(now, dns, notAfter);
        }
    }

    private void validate(Instant now, Route53 dns) {
        if (forbidden(dns)) {
            status = CertificateStatus.FAILED;
            failure = FailureReason.CAA_ERROR;
        } else if (told(now) && stands(dns)) {
            status = CertificateStatus.ISSUED;
            issued = now;
            notAfter = now.plus(VALID);
        } else if (now.isAfter(created.plus(PATIENCE))) {
            status = CertificateStatus.VALIDATION_TIMED_OUT;
        }
    }

    private void renew(Instant now, Route53 dns, Instant end) {
        if (now.isAfter(end)) {
            status = CertificateStatus.EXPIRED;
        } else if (now.isAfter(end.minus(RENEWED_BEFORE))) {
            if (stands(dns)) {
                notAfter = now.plus(VALID);
                renewal = RenewalStatus.SUCCESS;
            } else {
                renewal = RenewalStatus.PENDING_VALIDATION;
            }
        }
    }

    boolean expire() {
        var was = status == CertificateStatus.ISSUED;
        status = was ? CertificateStatus.EXPIRED : status;
        return was;
    }

    private boolean told(Instant now) {
        return !now.isBefore(created.plus(TOLD));
    }

    private boolean stands(Route53 dns) {
        return dns.resolve(record.name(), "CNAME").stream()
                .anyMatch(value -> plain(value).equals(plain(record.value())));
    }

    /** A name is the same with a dot at its end. */
    private static String plain(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    /** The nearest CAA records up the tree decide. */
    private boolean forbidden(Route53 dns) {
        for (var name = domain; name.contains("."); name = name.substring(name.indexOf('.') + 1)) {
            var records = dns.resolve(name, "CAA");
            if (!records.isEmpty()) {
                return records.stream().noneMatch(value -> AMAZON.stream().anyMatch(value::contains));
            }
        }
        return false;
    }

    CertificateSummary summary(boolean used) {
        return CertificateSummary.builder()
                .certificateArn(arn)
                .domainName(domain)
                .status(status)
                .type(CertificateType.AMAZON_ISSUED)
                .keyAlgorithm(KeyAlgorithm.RSA_2048)
                .inUse(used)
                .createdAt(created)
                .issuedAt(issued)
                .notAfter(notAfter)
                .build();
    }

    CertificateDetail detail(Instant now, List<String> users) {
        var option = DomainValidation.builder()
                .domainName(domain)
                .validationDomain(domain)
                .validationMethod(ValidationMethod.DNS)
                .validationStatus(
                        status == CertificateStatus.ISSUED
                                ? DomainStatus.SUCCESS
                                : status == CertificateStatus.PENDING_VALIDATION
                                        ? DomainStatus.PENDING_VALIDATION
                                        : DomainStatus.FAILED)
                .resourceRecord(told(now) ? record : null)
                .build();
        return CertificateDetail.builder()
                .certificateArn(arn)
                .domainName(domain)
                .subjectAlternativeNames(domain)
                .domainValidationOptions(option)
                .status(status)
                .type(CertificateType.AMAZON_ISSUED)
                .keyAlgorithm(KeyAlgorithm.RSA_2048)
                .inUseBy(users)
                .failureReason(failure)
                .createdAt(created)
                .issuedAt(issued)
                .notAfter(notAfter)
                .renewalSummary(renewal == null ? null : renewal(now, renewal, option))
                .build();
    }

    private static RenewalSummary renewal(Instant now, RenewalStatus status, DomainValidation option) {
        return RenewalSummary.builder()
                .renewalStatus(status)
                .domainValidationOptions(option)
                .updatedAt(now)
                .build();
    }
}
