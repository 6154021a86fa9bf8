package no.dotkom.portal.reconcile;

import no.dotkom.portal.localaws.LocalAws;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** A zone that somebody else keeps: the platform knows nothing of it, and DNS answers what stands there. */
public final class OthersZone {
    private final LocalAws world;
    private final String id;

    private OthersZone(LocalAws world, String id) {
        this.world = world;
        this.id = id;
    }

    public static OthersZone add(LocalAws world, String name) {
        return new OthersZone(world, world.parts().route53().addZone(name));
    }

    public void put(String name, RRType type, String value) {
        change(
                ChangeAction.UPSERT,
                ResourceRecordSet.builder()
                        .name(name)
                        .type(type)
                        .ttl(300L)
                        .resourceRecords(record -> record.value(value))
                        .build());
    }

    /** All records of a type; false when there is none. */
    public boolean delete(RRType type) {
        var found = world
                .parts()
                .route53()
                .listResourceRecordSets(
                        ListResourceRecordSetsRequest.builder().hostedZoneId(id).build())
                .resourceRecordSets()
                .stream()
                .filter(set -> set.type() == type)
                .toList();
        found.forEach(set -> change(ChangeAction.DELETE, set));
        return !found.isEmpty();
    }

    private void change(ChangeAction action, ResourceRecordSet set) {
        var change = Change.builder().action(action).resourceRecordSet(set).build();
        world.parts()
                .route53()
                .changeResourceRecordSets(ChangeResourceRecordSetsRequest.builder()
                        .hostedZoneId(id)
                        .changeBatch(batch -> batch.changes(change))
                        .build());
    }
}
