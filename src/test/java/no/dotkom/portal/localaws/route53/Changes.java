package no.dotkom.portal.localaws.route53;

import java.util.Optional;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** Applies one change to a zone, or says in AWS's words why it cannot be. */
final class Changes {
    private Changes() {}

    static Optional<String> apply(Zone zone, Change change) {
        var record = change.resourceRecordSet();
        var fault = fault(zone, record);
        if (fault.isPresent()) {
            return fault;
        }
        return switch (change.action()) {
            case CREATE -> create(zone, record);
            case UPSERT -> upsert(zone, record);
            case DELETE -> delete(zone, record);
            case UNKNOWN_TO_SDK_VERSION -> Optional.of("Invalid action: " + change.actionAsString());
        };
    }

    private static Optional<String> fault(Zone zone, ResourceRecordSet record) {
        if (!zone.holds(record.name())) {
            return Optional.of("RRSet with DNS name %s is not permitted in zone %s"
                    .formatted(Zone.canonical(record.name()), zone.name()));
        }
        if (record.type() == RRType.CNAME && Zone.canonical(record.name()).equals(zone.name())) {
            return Optional.of("RRSet of type CNAME with DNS name %s is not permitted at apex in zone %s"
                    .formatted(zone.name(), zone.name()));
        }
        if (record.aliasTarget() == null
                && (record.ttl() == null || record.resourceRecords().isEmpty())) {
            return Optional.of("Invalid request: Missing field 'TTL' or 'ResourceRecords' in Change with name %s"
                    .formatted(Zone.canonical(record.name())));
        }
        return clash(zone, record);
    }

    /** A CNAME stands alone. */
    private static Optional<String> clash(Zone zone, ResourceRecordSet record) {
        var name = Zone.canonical(record.name());
        var clashes = zone.records.keySet().stream()
                .filter(key -> key.name().equals(name))
                .anyMatch(key -> key.type().equals("CNAME") != (record.type() == RRType.CNAME));
        return clashes
                ? Optional.of("RRSet of type %s with DNS name %s is not permitted because a conflicting RRSet of type"
                                .formatted(record.typeAsString(), name)
                        + " CNAME with the same DNS name already exists in zone " + zone.name())
                : Optional.empty();
    }

    private static Optional<String> create(Zone zone, ResourceRecordSet record) {
        if (zone.records.containsKey(Zone.Key.of(record))) {
            return Optional.of("Tried to create resource record set [name='%s', type='%s'] but it already exists"
                    .formatted(Zone.canonical(record.name()), record.typeAsString()));
        }
        return upsert(zone, record);
    }

    private static Optional<String> upsert(Zone zone, ResourceRecordSet record) {
        zone.records.put(Zone.Key.of(record), stored(record));
        return Optional.empty();
    }

    private static ResourceRecordSet stored(ResourceRecordSet record) {
        var named = record.toBuilder().name(Zone.canonical(record.name()));
        return record.aliasTarget() == null
                ? named.build()
                : named.aliasTarget(record.aliasTarget().toBuilder()
                                .dnsName(Zone.canonical(record.aliasTarget().dnsName()))
                                .build())
                        .build();
    }

    private static Optional<String> delete(Zone zone, ResourceRecordSet record) {
        var existing = zone.records.get(Zone.Key.of(record));
        var name = Zone.canonical(record.name());
        if (existing == null) {
            return Optional.of("Tried to delete resource record set [name='%s', type='%s'] but it was not found"
                    .formatted(name, record.typeAsString()));
        }
        if (!existing.equals(stored(record))) {
            return Optional.of("Tried to delete resource record set [name='%s', type='%s'] but the values provided do"
                            .formatted(name, record.typeAsString())
                    + " not match the current values");
        }
        zone.records.remove(Zone.Key.of(record));
        return Optional.empty();
    }
}
