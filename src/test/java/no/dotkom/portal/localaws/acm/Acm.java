package no.dotkom.portal.localaws.acm;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import no.dotkom.portal.localaws.route53.Route53;
import no.dotkom.portal.localaws.world.Account;
import no.dotkom.portal.localaws.world.AwsErrors;
import no.dotkom.portal.localaws.world.Constraint;
import no.dotkom.portal.localaws.world.Lag;
import no.dotkom.portal.localaws.world.Page;
import no.dotkom.portal.localaws.world.Timeline;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.acm.model.*;

/**
 * AWS Certificate Manager: certificates that are validated by DNS. The public DNS is what stands in any zone of
 * {@link Route53} here, also in one that somebody else's name servers would have.
 */
public final class Acm {
    private static final int PAGE = 1000;
    private static final int TAGS = 50;
    private static final Pattern DOMAIN =
            Pattern.compile("(\\*\\.)?(((?!-)[A-Za-z0-9-]{0,62}[A-Za-z0-9])\\.)+((?!-)[A-Za-z0-9-]{1,62}[A-Za-z0-9])");
    private static final Pattern TOKEN = Pattern.compile("\\w{1,32}");

    /** For so long a token gives back the certificate that it made. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    /** A common name is no longer. */
    private static final int COMMON_NAME = 64;

    private final Timeline timeline;
    private final Account account;
    private final Lag lag;
    private final Route53 dns;
    private final Function<String, List<String>> users;
    private final Map<String, Issuance> certificates = new LinkedHashMap<>();

    /** @param users ARNs of the load balancers that present a certificate */
    public Acm(Timeline timeline, Account account, Lag lag, Route53 dns, Function<String, List<String>> users) {
        this.timeline = timeline;
        this.account = account;
        this.lag = lag;
        this.dns = dns;
        this.users = users;
    }

    /** True of one that is there and cannot be presented: it is not issued, or not any more. */
    public boolean unusable(String arn) {
        var issuance = certificates.get(arn);
        return issuance != null && look(issuance).status() != CertificateStatus.ISSUED;
    }

    /** Its time is over, and nobody has renewed it. False when it was never issued. */
    public boolean expire(String arn) {
        return certificate(arn).expire();
    }

    public RequestCertificateResponse requestCertificate(RequestCertificateRequest request) {
        check(request);
        var known = certificates.values().stream()
                .filter(each -> request.idempotencyToken() != null)
                .filter(each -> request.idempotencyToken().equals(each.token()))
                .filter(each -> each.domain().equalsIgnoreCase(request.domainName()))
                .filter(each -> each.created().plus(REMEMBERED).isAfter(timeline.instant()))
                .findFirst();
        return RequestCertificateResponse.builder()
                .certificateArn(known.map(Issuance::arn).orElseGet(() -> make(request)))
                .build();
    }

    private static void check(RequestCertificateRequest request) {
        if (request.domainName() == null) {
            throw invalid(Constraint.notNull("domainName"));
        }
        if (!DOMAIN.matcher(request.domainName()).matches()) {
            throw invalid(Constraint.pattern("domainName", request.domainName(), DOMAIN.pattern()));
        }
        if (request.domainName().length() > COMMON_NAME) {
            throw AwsErrors.of(
                    InvalidDomainValidationOptionsException.builder(),
                    "The first domain name can be no more than 64 octets, including periods.");
        }
        if (request.idempotencyToken() != null
                && !TOKEN.matcher(request.idempotencyToken()).matches()) {
            throw invalid(Constraint.pattern("idempotencyToken", request.idempotencyToken(), "\\w+"));
        }
        if (request.validationMethod() != ValidationMethod.DNS || request.hasSubjectAlternativeNames()) {
            throw AwsErrors.of(
                    AcmException.builder(),
                    "NotModelled",
                    501,
                    "AWS on this machine does not model certificates but those of one name, validated by DNS");
        }
        if (request.tags().size() > TAGS) {
            throw AwsErrors.of(TooManyTagsException.builder(), "A certificate has at most 50 tags.");
        }
    }

    private String make(RequestCertificateRequest request) {
        var id = new UUID(account.random().nextLong(), account.random().nextLong());
        var arn = account.arn("acm", "certificate/" + id);
        certificates.put(
                arn,
                new Issuance(
                        arn,
                        request.domainName(),
                        request.idempotencyToken(),
                        timeline.instant(),
                        own("name", request.domainName()),
                        own("value", request.domainName())));
        certificates.get(arn).tag(request.tags());
        return arn;
    }

    /** Always the same of a domain and an account, and of the domain with a wildcard before it (aws-facts §9). */
    private String own(String what, String domain) {
        try {
            var of = what + " " + account.id() + " "
                    + domain.replaceFirst("^\\*\\.", "").toLowerCase(Locale.ROOT);
            var hash = MessageDigest.getInstance("SHA-256").digest(of.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Time has passed, and DNS may have changed. */
    private Issuance look(Issuance issuance) {
        issuance.look(timeline.instant(), dns);
        return issuance;
    }

    private Issuance certificate(@Nullable String arn) {
        if (arn == null || !arn.startsWith("arn:aws:acm:")) {
            throw AwsErrors.of(InvalidArnException.builder(), "Invalid ARN: " + arn);
        }
        var issuance = certificates.get(arn);
        if (issuance == null) {
            throw AwsErrors.of(
                    ResourceNotFoundException.builder(),
                    "Could not find certificate %s.".formatted(arn.substring(arn.indexOf("certificate/"))));
        }
        return look(issuance);
    }

    public DescribeCertificateResponse describeCertificate(DescribeCertificateRequest request) {
        var issuance = certificate(request.certificateArn());
        return DescribeCertificateResponse.builder()
                .certificate(issuance.detail(timeline.instant(), users.apply(issuance.arn())))
                .build();
    }

    public ListCertificatesResponse listCertificates(ListCertificatesRequest request) {
        var all = certificates.values().stream()
                .map(this::look)
                .filter(each -> lag.shows(each.created()))
                .filter(each -> request.certificateStatuses().isEmpty()
                        || request.certificateStatuses().contains(each.status()))
                .map(each -> each.summary(!users.apply(each.arn()).isEmpty()))
                .toList();
        var page =
                Page.of(all, request.nextToken(), request.maxItems(), PAGE, () -> invalid("The next token is invalid"));
        return ListCertificatesResponse.builder()
                .certificateSummaryList(page.items())
                .nextToken(page.next())
                .build();
    }

    public AddTagsToCertificateResponse addTagsToCertificate(AddTagsToCertificateRequest request) {
        certificate(request.certificateArn()).tag(request.tags());
        return AddTagsToCertificateResponse.builder().build();
    }

    public ListTagsForCertificateResponse listTagsForCertificate(ListTagsForCertificateRequest request) {
        return ListTagsForCertificateResponse.builder()
                .tags(certificate(request.certificateArn()).tags())
                .build();
    }

    public DeleteCertificateResponse deleteCertificate(DeleteCertificateRequest request) {
        var issuance = certificate(request.certificateArn());
        if (!users.apply(issuance.arn()).isEmpty()) {
            throw AwsErrors.of(
                    ResourceInUseException.builder(),
                    "Certificate %s in account %s is in use.".formatted(issuance.arn(), account.id()));
        }
        certificates.remove(issuance.arn());
        return DeleteCertificateResponse.builder().build();
    }

    private static AwsServiceException invalid(String message) {
        return AwsErrors.of(AcmException.builder(), "ValidationException", message);
    }
}
