package no.dotkom.portal.localaws.route53;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import no.dotkom.portal.localaws.LocalAws;
import no.dotkom.portal.localaws.wire.Clients;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.*;

/** The contract of Route 53. */
class Route53Test {
    private final LocalAws world = LocalAws.virtual(1);
    private final Route53Client route53 = Clients.of(Route53Client.builder(), world.dispatch());
    private final String zone = world.platform().zone("example.no");

    @Test
    void zonesAreListedAndFoundByName() {
        assertThat(route53.listHostedZones().hostedZones())
                .extracting(HostedZone::name)
                .containsExactly("apps.example.no.", "example.no.");
        assertThat(route53.listHostedZones().hostedZones())
                .extracting(HostedZone::id)
                .contains(zone);
        assertThat(route53.listHostedZones(r -> r.maxItems("1")).isTruncated()).isTrue();
        assertThat(route53.listHostedZonesPaginator(r -> r.maxItems("1")).hostedZones().stream())
                .hasSize(2);
        assertThat(route53.listHostedZonesByName(
                                r -> r.dnsName("apps.example.no").maxItems("1"))
                        .hostedZones())
                .extracting(HostedZone::name)
                .containsExactly("apps.example.no.");
        var named = route53.listHostedZonesByName(r -> r.maxItems("1"));
        assertThat(named.hostedZones()).extracting(HostedZone::name).containsExactly("example.no.");
        assertThat(named.nextDNSName()).isEqualTo("apps.example.no.");
        assertThat(route53.getHostedZone(r -> r.id(zone)).hostedZone().resourceRecordSetCount())
                .isEqualTo(2);
        assertThatExceptionOfType(NoSuchHostedZoneException.class)
                .isThrownBy(() -> route53.getHostedZone(r -> r.id("Z0")))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(404));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> route53.listHostedZones(r -> r.maxItems("many")));
    }

    @Test
    void aRecordIsCreatedOnceAndPendingForAWhile() {
        // When
        var change = change(ChangeAction.CREATE, alias("hello.example.no"));
        // Then
        assertThat(change.status()).isEqualTo(ChangeStatus.PENDING);
        assertThat(route53.getChange(r -> r.id(change.id())).changeInfo().status())
                .isEqualTo(ChangeStatus.PENDING);
        world.advance(Duration.ofSeconds(20));
        assertThat(route53.getChange(r -> r.id(change.id())).changeInfo().status())
                .isEqualTo(ChangeStatus.INSYNC);
        assertThat(records()).contains("hello.example.no. A");
        refused(
                "Tried to create resource record set [name='hello.example.no.', type='A'] but it already exists",
                ChangeAction.CREATE,
                alias("hello.example.no"));
        assertThatExceptionOfType(NoSuchChangeException.class).isThrownBy(() -> route53.getChange(r -> r.id("C0")));
    }

    @Test
    void upsertOverwritesWhateverIsThere() {
        // Given
        change(ChangeAction.CREATE, text("x.example.no", "\"somebody\""));
        // When
        change(ChangeAction.UPSERT, text("X.example.no.", "\"else\""));
        // Then
        var record = route53.listResourceRecordSets(r -> r.hostedZoneId(zone)
                        .startRecordName("x.example.no")
                        .startRecordType("TXT")
                        .maxItems("1"))
                .resourceRecordSets()
                .getFirst();
        assertThat(record.resourceRecords().getFirst().value()).isEqualTo("\"else\"");
    }

    @Test
    void deleteNeedsTheVeryValues() {
        // Given
        change(ChangeAction.CREATE, text("x.example.no", "\"one\""));
        // Then
        refused(
                "values provided do not match the current values",
                ChangeAction.DELETE,
                text("x.example.no", "\"two\""));
        refused("but it was not found", ChangeAction.DELETE, text("y.example.no", "\"one\""));
        change(ChangeAction.DELETE, text("x.example.no", "\"one\""));
        assertThat(records()).doesNotContain("x.example.no. TXT");
    }

    @Test
    void aBatchIsAppliedWholeOrNotAtAll() {
        // When
        assertThatExceptionOfType(InvalidChangeBatchException.class)
                .isThrownBy(() -> route53.changeResourceRecordSets(r -> r.hostedZoneId(zone)
                        .changeBatch(b -> b.changes(
                                c -> c.action("CREATE").resourceRecordSet(text("a.example.no", "\"1\"")),
                                c -> c.action("DELETE").resourceRecordSet(text("b.example.no", "\"1\""))))))
                .satisfies(
                        e -> assertThat(e.messages()).singleElement().asString().contains("not found"));
        // Then
        assertThat(records()).doesNotContain("a.example.no. TXT");
    }

    @Test
    void namesBelongToTheirZoneAndACnameStandsAlone() {
        refused("is not permitted in zone example.no.", ChangeAction.CREATE, text("x.other.no", "\"1\""));
        refused("not permitted at apex", ChangeAction.CREATE, cname("example.no"));
        change(ChangeAction.CREATE, cname("c.example.no"));
        refused("conflicting RRSet", ChangeAction.CREATE, text("c.example.no", "\"1\""));
        assertThatExceptionOfType(NoSuchHostedZoneException.class)
                .isThrownBy(() -> route53.listResourceRecordSets(r -> r.hostedZoneId("Z0")));
    }

    @Test
    void recordsComeInPagesInTheOrderOfDns() {
        // Given
        IntStream.range(0, 9).forEach(n -> change(ChangeAction.CREATE, text("h" + n + ".example.no", "\"1\"")));
        change(ChangeAction.CREATE, text("*.example.no", "\"wild\""));
        // When
        var first = route53.listResourceRecordSets(r -> r.hostedZoneId(zone).maxItems("5"));
        var all =
                route53
                        .listResourceRecordSetsPaginator(
                                r -> r.hostedZoneId(zone).maxItems("5"))
                        .resourceRecordSets()
                        .stream()
                        .map(ResourceRecordSet::name)
                        .toList();
        // Then
        assertThat(first.isTruncated()).isTrue();
        assertThat(first.nextRecordName()).isNotEmpty();
        assertThat(all).hasSize(12).startsWith("example.no.", "example.no.", "\\052.example.no.", "h0.example.no.");
    }

    private List<String> records() {
        return route53.listResourceRecordSets(r -> r.hostedZoneId(zone)).resourceRecordSets().stream()
                .map(r -> r.name() + " " + r.typeAsString())
                .toList();
    }

    private void refused(String why, ChangeAction action, ResourceRecordSet record) {
        assertThatExceptionOfType(InvalidChangeBatchException.class)
                .isThrownBy(() -> change(action, record))
                .satisfies(e -> assertThat(String.join(" ", e.messages())).contains(why))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidChangeBatch"));
    }

    private ChangeInfo change(ChangeAction action, ResourceRecordSet record) {
        return route53.changeResourceRecordSets(r -> r.hostedZoneId(zone)
                        .changeBatch(b -> b.changes(c -> c.action(action).resourceRecordSet(record))))
                .changeInfo();
    }

    private ResourceRecordSet alias(String name) {
        return ResourceRecordSet.builder()
                .name(name)
                .type(RRType.A)
                .aliasTarget(a -> a.dnsName(world.platform().loadBalancerDnsName())
                        .hostedZoneId(world.platform().loadBalancerZoneId())
                        .evaluateTargetHealth(false))
                .build();
    }

    private static ResourceRecordSet text(String name, String value) {
        return ResourceRecordSet.builder()
                .name(name)
                .type(RRType.TXT)
                .ttl(300L)
                .resourceRecords(r -> r.value(value))
                .build();
    }

    private static ResourceRecordSet cname(String name) {
        return ResourceRecordSet.builder()
                .name(name)
                .type(RRType.CNAME)
                .ttl(300L)
                .resourceRecords(r -> r.value("elsewhere.example.com"))
                .build();
    }
}
