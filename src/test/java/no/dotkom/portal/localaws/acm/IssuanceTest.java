package no.dotkom.portal.localaws.acm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import no.dotkom.portal.localaws.route53.Route53;
import no.dotkom.portal.localaws.world.Account;
import no.dotkom.portal.localaws.world.Timeline;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.RenewalStatus;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsRequest;

/** A certificate's years. */
class IssuanceTest {
    private static final Instant START = Instant.parse("2026-09-01T10:00:00Z");
    private final Route53 dns = new Route53(new Timeline(START), Account.seeded(1));
    private final String zone = dns.addZone("example.no");
    private final Issuance issuance = new Issuance("arn", "grades.example.no", null, START, "a", "b");

    private void change(String action) {
        dns.changeResourceRecordSets(ChangeResourceRecordSetsRequest.builder()
                .hostedZoneId(zone)
                .changeBatch(batch -> batch.changes(change -> change.action(action)
                        .resourceRecordSet(set -> set.name("_a.grades.example.no")
                                .type("CNAME")
                                .ttl(300L)
                                .resourceRecords(record -> record.value("_b.acm-validations.aws")))))
                .build());
    }

    private CertificateStatus after(Duration time) {
        issuance.look(START.plus(time), dns);
        return issuance.status();
    }

    private RenewalStatus renewal() {
        return Objects.requireNonNull(issuance.detail(START, List.of()).renewalSummary())
                .renewalStatus();
    }

    @Test
    void acmGivesUpAfterThreeDays() {
        assertThat(after(Duration.ofHours(72))).isEqualTo(CertificateStatus.PENDING_VALIDATION);
        assertThat(after(Duration.ofHours(73))).isEqualTo(CertificateStatus.VALIDATION_TIMED_OUT);
    }

    @Test
    void itIsRenewedWhileItsRecordStandsAndExpiresWithout() {
        change("CREATE");
        assertThat(after(Duration.ofMinutes(1))).isEqualTo(CertificateStatus.ISSUED);
        assertThat(after(Duration.ofDays(340))).isEqualTo(CertificateStatus.ISSUED);
        assertThat(renewal()).isEqualTo(RenewalStatus.SUCCESS);
        change("DELETE");
        assertThat(after(Duration.ofDays(690))).isEqualTo(CertificateStatus.ISSUED);
        assertThat(renewal()).isEqualTo(RenewalStatus.PENDING_VALIDATION);
        assertThat(after(Duration.ofDays(740))).isEqualTo(CertificateStatus.EXPIRED);
    }
}
