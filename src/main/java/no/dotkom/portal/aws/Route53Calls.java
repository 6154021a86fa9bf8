package no.dotkom.portal.aws;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.plan.Gateway;
import no.dotkom.portal.plan.ObservedDomains;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** Route 53: alias records of hosts that no wildcard covers, and records that ACM asks for. */
@Component
class Route53Calls {
    private static final long VALIDATION_TTL = 300;

    private final Supplier<Route53Client> route53;

    Route53Calls(AwsClients clients) {
        // Most platforms need no record: a wildcard covers their hosts.
        this.route53 = SingletonSupplier.of(clients::route53);
    }

    /** What a host points to: the alias's name in lower case without trailing dot, or {@code ""} for another record. */
    Optional<String> alias(String zone, HostName host) {
        return route53
                .get()
                .listResourceRecordSets(request ->
                        request.hostedZoneId(zone).startRecordName(host.value()).maxItems("5"))
                .resourceRecordSets()
                .stream()
                .filter(record -> plain(record.name()).equals(host.value()))
                .filter(record -> record.type() == RRType.A || record.type() == RRType.CNAME)
                .map(record -> record.aliasTarget() == null
                        ? ""
                        : plain(record.aliasTarget().dnsName()))
                .findFirst();
    }

    /** CREATE, never UPSERT: a record that is there belongs to somebody. */
    void create(String zone, HostName host, Gateway gateway) {
        change(zone, ChangeAction.CREATE, host, gateway);
    }

    void delete(String zone, HostName host, Gateway gateway) {
        change(zone, ChangeAction.DELETE, host, gateway);
    }

    /** The value of a CNAME record, or nothing. */
    Optional<String> cname(String zone, String name) {
        return route53
                .get()
                .listResourceRecordSets(request ->
                        request.hostedZoneId(zone).startRecordName(name).maxItems("5"))
                .resourceRecordSets()
                .stream()
                .filter(record -> plain(record.name()).equals(plain(name)) && record.type() == RRType.CNAME)
                .flatMap(record -> record.resourceRecords().stream())
                .map(value -> plain(value.value()))
                .findFirst();
    }

    void createCname(String zone, ObservedDomains.Validation record) {
        change(zone, ChangeAction.CREATE, cname(record));
    }

    void deleteCname(String zone, ObservedDomains.Validation record) {
        change(zone, ChangeAction.DELETE, cname(record));
    }

    private static ResourceRecordSet cname(ObservedDomains.Validation record) {
        return ResourceRecordSet.builder()
                .name(record.name())
                .type(RRType.CNAME)
                .ttl(VALIDATION_TTL)
                .resourceRecords(value -> value.value(record.value()))
                .build();
    }

    private void change(String zone, ChangeAction action, HostName host, Gateway gateway) {
        var record = ResourceRecordSet.builder()
                .name(host.value())
                .type(RRType.A)
                .aliasTarget(target -> target.dnsName(gateway.dnsName())
                        .hostedZoneId(gateway.hostedZone())
                        .evaluateTargetHealth(false))
                .build();
        change(zone, action, record);
    }

    private void change(String zone, ChangeAction action, ResourceRecordSet record) {
        route53.get()
                .changeResourceRecordSets(request -> request.hostedZoneId(zone)
                        .changeBatch(batch -> batch.changes(Change.builder()
                                .action(action)
                                .resourceRecordSet(record)
                                .build())));
    }

    static String plain(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
