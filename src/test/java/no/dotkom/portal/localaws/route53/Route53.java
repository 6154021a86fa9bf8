package no.dotkom.portal.localaws.route53;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import no.dotkom.portal.localaws.world.Account;
import no.dotkom.portal.localaws.world.AwsErrors;
import no.dotkom.portal.localaws.world.Timeline;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.route53.model.*;

/**
 * Amazon Route 53. A batch of changes is applied whole or not at all and is {@code PENDING} for a while; ids have their
 * prefix in answers, as on the wire.
 */
public final class Route53 {
    private static final int RECORDS = 300;
    private static final int ZONES = 100;

    /** From a change to {@code INSYNC}; AWS says usually within 60 seconds. */
    private static final Duration PROPAGATION = Duration.ofSeconds(15);

    private record Submitted(ChangeInfo change, Instant insync) {}

    private final Timeline timeline;
    private final Account account;
    private final Map<String, Zone> zones = new LinkedHashMap<>();
    private final Map<String, Submitted> changes = new LinkedHashMap<>();

    public Route53(Timeline timeline, Account account) {
        this.timeline = timeline;
        this.account = account;
    }

    /** A zone that was there before; returns its id without the prefix. */
    public String addZone(String name) {
        var id = "Z" + id(19);
        var canonical = Zone.canonical(name);
        var zone = new Zone(HostedZone.builder()
                .id("/hostedzone/" + id)
                .name(canonical)
                .callerReference("terraform-" + id)
                .config(config -> config.privateZone(false).comment("Managed by Terraform"))
                .build());
        zones.put(id, zone);
        put(zone, record(canonical, RRType.NS, 172_800, "ns-1.awsdns-01.org.", "ns-2.awsdns-02.co.uk."));
        put(
                zone,
                record(
                        canonical,
                        RRType.SOA,
                        900,
                        "ns-1.awsdns-01.org. awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400"));
        return id;
    }

    private String id(int length) {
        return account.hex(length).toUpperCase(Locale.ROOT);
    }

    private static ResourceRecordSet record(String name, RRType type, long ttl, String... values) {
        return ResourceRecordSet.builder()
                .name(name)
                .type(type)
                .ttl(ttl)
                .resourceRecords(List.of(values).stream()
                        .map(value -> ResourceRecord.builder().value(value).build())
                        .toList())
                .build();
    }

    private static void put(Zone zone, ResourceRecordSet record) {
        zone.records.put(
                Zone.Key.of(record),
                record.toBuilder().name(Zone.canonical(record.name())).build());
    }

    public ListHostedZonesResponse listHostedZones(ListHostedZonesRequest request) {
        var size = size(request.maxItems(), ZONES);
        var ids = List.copyOf(zones.keySet());
        var from = request.marker() == null ? 0 : Math.max(0, ids.indexOf(request.marker()));
        var to = Math.min(from + size, ids.size());
        return ListHostedZonesResponse.builder()
                .hostedZones(ids.subList(from, to).stream()
                        .map(id -> zone(id).shown())
                        .toList())
                .marker(Objects.requireNonNullElse(request.marker(), ""))
                .isTruncated(to < ids.size())
                .nextMarker(to < ids.size() ? ids.get(to) : null)
                .maxItems(String.valueOf(size))
                .build();
    }

    private static int size(@Nullable String asked, int most) {
        if (asked == null) {
            return most;
        }
        if (!asked.matches("[1-9]\\d{0,5}")) {
            throw error(InvalidInputException.builder(), "InvalidInput", "Invalid value for maxitems: " + asked);
        }
        return Math.min(Integer.parseInt(asked), most);
    }

    /** From {@code DNSName} on, in the order of the names. */
    public ListHostedZonesByNameResponse listHostedZonesByName(ListHostedZonesByNameRequest request) {
        var size = size(request.maxItems(), ZONES);
        var sorted = zones.values().stream()
                .sorted((a, b) -> reversed(a.name()).compareTo(reversed(b.name())))
                .filter(zone -> request.dnsName() == null
                        || reversed(zone.name()).compareTo(reversed(Zone.canonical(request.dnsName()))) >= 0)
                .toList();
        var page = sorted.subList(0, Math.min(size, sorted.size()));
        var more = page.size() < sorted.size() ? sorted.get(page.size()) : null;
        return ListHostedZonesByNameResponse.builder()
                .hostedZones(page.stream().map(Zone::shown).toList())
                .dnsName(request.dnsName())
                .isTruncated(more != null)
                .nextDNSName(more == null ? null : more.name())
                .nextHostedZoneId(more == null ? null : more.described.id().replace("/hostedzone/", ""))
                .maxItems(String.valueOf(size))
                .build();
    }

    private static String reversed(String name) {
        return String.join(".", List.of(name.split("\\.")).reversed());
    }

    public GetHostedZoneResponse getHostedZone(GetHostedZoneRequest request) {
        return GetHostedZoneResponse.builder()
                .hostedZone(zone(request.id()).shown())
                .delegationSet(set -> set.nameServers("ns-1.awsdns-01.org", "ns-2.awsdns-02.co.uk"))
                .build();
    }

    /** What a resolver gets: values of a name, from the innermost zone that would hold it. */
    public List<String> resolve(String name, String type) {
        return record(name, type)
                .map(found -> found.resourceRecords().stream()
                        .map(ResourceRecord::value)
                        .toList())
                .orElse(List.of());
    }

    /** The name that a name stands for: of its alias or its CNAME record. */
    public Optional<String> leads(String name) {
        return record(name, "A")
                .map(ResourceRecordSet::aliasTarget)
                .map(AliasTarget::dnsName)
                .or(() -> resolve(name, "CNAME").stream().findFirst());
    }

    private Optional<ResourceRecordSet> record(String name, String type) {
        return zones.values().stream()
                .filter(zone -> zone.holds(name))
                .max((a, b) -> Integer.compare(a.name().length(), b.name().length()))
                .map(zone -> zone.records.get(new Zone.Key(Zone.canonical(name), type)));
    }

    private Zone zone(String id) {
        var zone = zones.get(id);
        if (zone == null) {
            throw error(
                    NoSuchHostedZoneException.builder(),
                    "NoSuchHostedZone",
                    404,
                    "No hosted zone found with ID: " + id);
        }
        return zone;
    }

    public ListResourceRecordSetsResponse listResourceRecordSets(ListResourceRecordSetsRequest request) {
        var zone = zone(request.hostedZoneId());
        var size = size(request.maxItems(), RECORDS);
        if (request.startRecordType() != null && request.startRecordName() == null) {
            throw error(InvalidInputException.builder(), "InvalidInput", "Must specify name when specifying type");
        }
        var all = request.startRecordName() == null
                ? List.copyOf(zone.records.values())
                : List.copyOf(zone.records.tailMap(start(request), true).values());
        var page = all.subList(0, Math.min(size, all.size()));
        var more = page.size() < all.size() ? all.get(page.size()) : null;
        return ListResourceRecordSetsResponse.builder()
                .resourceRecordSets(page)
                .isTruncated(more != null)
                .nextRecordName(more == null ? null : more.name())
                .nextRecordType(more == null ? null : more.type())
                .maxItems(String.valueOf(size))
                .build();
    }

    private static Zone.Key start(ListResourceRecordSetsRequest request) {
        return new Zone.Key(
                Zone.canonical(request.startRecordName()),
                Objects.requireNonNullElse(request.startRecordTypeAsString(), ""));
    }

    public ChangeResourceRecordSetsResponse changeResourceRecordSets(ChangeResourceRecordSetsRequest request) {
        var zone = zone(request.hostedZoneId());
        var next = new Zone(zone.described);
        next.records.putAll(zone.records);
        var faults = new ArrayList<String>();
        request.changeBatch()
                .changes()
                .forEach(change -> Changes.apply(next, change).ifPresent(faults::add));
        if (!faults.isEmpty()) {
            throw AwsErrors.of(
                    InvalidChangeBatchException.builder().messages(faults), "InvalidChangeBatch", faults.toString());
        }
        zone.records.clear();
        zone.records.putAll(next.records);
        return ChangeResourceRecordSetsResponse.builder()
                .changeInfo(submitted(request.changeBatch().comment()))
                .build();
    }

    private ChangeInfo submitted(@Nullable String comment) {
        var id = "C" + id(19);
        var info = ChangeInfo.builder()
                .id("/change/" + id)
                .status(ChangeStatus.PENDING)
                .submittedAt(timeline.instant())
                .comment(comment)
                .build();
        changes.put(id, new Submitted(info, timeline.instant().plus(PROPAGATION)));
        return info;
    }

    public GetChangeResponse getChange(GetChangeRequest request) {
        var submitted = changes.get(request.id());
        if (submitted == null) {
            throw error(
                    NoSuchChangeException.builder(),
                    "NoSuchChange",
                    404,
                    "A change with the specified change ID does not exist: " + request.id());
        }
        var insync = !timeline.instant().isBefore(submitted.insync());
        var info = insync
                ? submitted.change().toBuilder().status(ChangeStatus.INSYNC).build()
                : submitted.change();
        return GetChangeResponse.builder().changeInfo(info).build();
    }

    private static AwsServiceException error(AwsServiceException.Builder exception, String code, String message) {
        return error(exception, code, 400, message);
    }

    private static AwsServiceException error(
            AwsServiceException.Builder exception, String code, int status, String message) {
        return AwsErrors.of(exception, code, status, message);
    }
}
