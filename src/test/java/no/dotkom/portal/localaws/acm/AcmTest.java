package no.dotkom.portal.localaws.acm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import no.dotkom.portal.localaws.LocalAws;
import no.dotkom.portal.localaws.wire.Clients;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.*;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.route53.Route53Client;

/** Certificates as AWS's clients meet them. */
class AcmTest {
    private static final String HOST = "grades.example.no";
    private LocalAws world = LocalAws.virtual(3);
    private AcmClient acm = Clients.of(AcmClient.builder(), world.dispatch());
    private ElasticLoadBalancingV2Client elb = Clients.of(ElasticLoadBalancingV2Client.builder(), world.dispatch());
    private Route53Client dns = Clients.of(Route53Client.builder(), world.dispatch());
    private String arn = "";

    @BeforeEach
    void request() {
        arn = request("token1");
    }

    private String request(String token) {
        return acm.requestCertificate(request -> request.domainName(HOST)
                        .validationMethod(ValidationMethod.DNS)
                        .idempotencyToken(token)
                        .tags(tag -> tag.key("a").value("b")))
                .certificateArn();
    }

    private CertificateDetail certificate() {
        return acm.describeCertificate(request -> request.certificateArn(arn)).certificate();
    }

    private CertificateStatus after(Duration time) {
        world.advance(time);
        return certificate().status();
    }

    private void publish(String name, String type, String value) {
        change("UPSERT", name, type, value);
    }

    private void change(String action, String name, String type, String value) {
        dns.changeResourceRecordSets(request -> request.hostedZoneId(
                        world.platform().zone("example.no"))
                .changeBatch(batch -> batch.changes(change -> change.action(action)
                        .resourceRecordSet(set ->
                                set.name(name).type(type).ttl(300L).resourceRecords(record -> record.value(value))))));
    }

    private ResourceRecord asked() {
        world.advance(Duration.ofSeconds(5));
        return certificate().domainValidationOptions().getFirst().resourceRecord();
    }

    private void validate() {
        var record = asked();
        publish(record.name(), "CNAME", record.value());
    }

    private void attach() {
        elb.addListenerCertificates(request ->
                request.listenerArn(world.platform().httpsListenerArn()).certificates(one -> one.certificateArn(arn)));
    }

    @Test
    void aTokenGivesBackWhatItMadeForAnHour() {
        assertThat(request("token1")).isEqualTo(arn);
        assertThat(request("token2")).isNotEqualTo(arn);
        world.advance(Duration.ofHours(2));
        assertThat(request("token1")).isNotEqualTo(arn);
        assertThat(acm.listCertificates().certificateSummaryList()).hasSize(3);
    }

    @Test
    void theRecordIsToldSecondsLaterAndItIsIssuedOnceDnsHasIt() {
        assertThat(certificate().domainValidationOptions().getFirst().resourceRecord())
                .isNull();
        assertThat(asked().name()).startsWith("_").endsWith(HOST + ".");
        assertThat(certificate().status()).isEqualTo(CertificateStatus.PENDING_VALIDATION);
        validate();
        assertThat(certificate().status()).isEqualTo(CertificateStatus.ISSUED);
        assertThat(acm.listTagsForCertificate(request -> request.certificateArn(arn))
                        .tags())
                .containsExactly(Tag.builder().key("a").value("b").build());
    }

    @Test
    void aCaaRecordOfOthersForbidsIt() {
        publish("example.no", "CAA", "0 issue \"letsencrypt.org\"");
        assertThat(after(Duration.ofSeconds(1))).isEqualTo(CertificateStatus.FAILED);
        assertThat(certificate().failureReason()).isEqualTo(FailureReason.CAA_ERROR);
    }

    @Test
    void aListenerTakesNoneThatIsNotIssuedAndOneInUseStays() {
        assertThatExceptionOfType(ElasticLoadBalancingV2Exception.class)
                .isThrownBy(this::attach)
                .satisfies(refused ->
                        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("UnsupportedCertificate"));
        validate();
        attach();
        assertThat(certificate().inUseBy()).containsExactly(world.platform().loadBalancerArn());
        assertThatExceptionOfType(ResourceInUseException.class)
                .isThrownBy(() -> acm.deleteCertificate(request -> request.certificateArn(arn)));
        elb.removeListenerCertificates(request ->
                request.listenerArn(world.platform().httpsListenerArn()).certificates(one -> one.certificateArn(arn)));
        acm.deleteCertificate(request -> request.certificateArn(arn));
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(this::certificate);
    }
}
