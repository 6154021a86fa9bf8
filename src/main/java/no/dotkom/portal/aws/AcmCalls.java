package no.dotkom.portal.aws;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import no.dotkom.portal.model.HostName;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateSummary;
import software.amazon.awssdk.services.acm.model.Tag;
import software.amazon.awssdk.services.acm.model.ValidationMethod;

/** AWS Certificate Manager: certificates of hosts that none of the platform's covers. */
@Component
class AcmCalls {
    /** A list is of the whole account, and one serves all that ask meanwhile. */
    private static final Duration LISTED = Duration.ofSeconds(2);

    private static final int PAGE = 1000;

    /** Most platforms have none: their own certificates cover their hosts. */
    private final Supplier<AcmClient> acm;

    private final Recent<List<CertificateSummary>> all;

    AcmCalls(AwsClients clients, Clock clock) {
        this.acm = SingletonSupplier.of(clients::acm);
        this.all = new Recent<>(clock, LISTED, this::list);
    }

    List<CertificateSummary> certificates() {
        return all.get();
    }

    private List<CertificateSummary> list() {
        return acm.get().listCertificatesPaginator(request -> request.maxItems(PAGE)).certificateSummaryList().stream()
                .toList();
    }

    Map<String, String> tags(String arn) {
        var tags = new HashMap<String, String>();
        acm.get()
                .listTagsForCertificate(request -> request.certificateArn(arn))
                .tags()
                .forEach(tag -> tags.put(tag.key(), tag.value()));
        return tags;
    }

    CertificateDetail describe(String arn) {
        return acm.get()
                .describeCertificate(request -> request.certificateArn(arn))
                .certificate();
    }

    /** @param token the same for each try: within an hour ACM gives back what the first one made */
    void request(HostName host, Map<String, String> tags, String token) {
        try {
            acm.get()
                    .requestCertificate(request -> request.domainName(host.value())
                            .validationMethod(ValidationMethod.DNS)
                            .idempotencyToken(token.replace("-", ""))
                            .tags(tags.entrySet().stream()
                                    .map(tag -> Tag.builder()
                                            .key(tag.getKey())
                                            .value(tag.getValue())
                                            .build())
                                    .toList()));
        } finally {
            all.forget();
        }
    }

    void delete(String arn) {
        try {
            acm.get().deleteCertificate(request -> request.certificateArn(arn));
        } finally {
            all.forget();
        }
    }
}
