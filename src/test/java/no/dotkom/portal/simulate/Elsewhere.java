package no.dotkom.portal.simulate;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.apps.Refused;
import no.dotkom.portal.apps.Wishes;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.plan.Domain;
import no.dotkom.portal.reconcile.DomainState;
import no.dotkom.portal.reconcile.Inventory;
import no.dotkom.portal.reconcile.LoopWorld;
import no.dotkom.portal.reconcile.Status;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** Zones of the members' own: what a page of the portal asks for is published there by them, or by nobody. */
final class Elsewhere {
    private static final String AMAZON = "0 issue \"amazon.com\"";
    private static final String OTHERS = "0 issue \"letsencrypt.org\"";

    private final LoopWorld loop;
    private final Map<Integer, String> zones = new HashMap<>();
    private final Set<String> proven = new HashSet<>();

    Elsewhere(LoopWorld loop, List<Slot> slots) {
        this.loop = loop;
        slots.forEach(
                slot -> zones.put(slot.number, loop.world().parts().route53().addZone(host(slot))));
    }

    private static String host(Slot slot) {
        return slot.host(Act.Name.ELSEWHERE);
    }

    /** False when there is nothing to publish, or to take away. */
    boolean publish(Slot slot, Act.Record what) {
        var challenge = Domain.challenge(new HostName(host(slot)));
        return switch (what) {
            case PROOF -> prove(slot, challenge);
            case PROOF_GONE -> delete(slot, RRType.TXT);
            case VALIDATION -> validate(slot);
            case VALIDATION_GONE -> delete(slot, RRType.CNAME);
            case FORBIDDEN -> put(slot, host(slot), RRType.CAA, OTHERS);
        };
    }

    private boolean prove(Slot slot, String challenge) {
        var wish = loop.bean(Wishes.class).everything().stream()
                .filter(slot::is)
                .findFirst()
                .flatMap(details -> loop.bean(Wishes.class).wish(details.ref().id()));
        wish.ifPresent(found -> {
            proven.add(found.environment().toString());
            put(slot, challenge, RRType.TXT, "\"" + found.placement().proof() + "\"");
        });
        return wish.isPresent();
    }

    private boolean validate(Slot slot) {
        return slot.id != null
                && loop.reconciliations().domains(slot.id).stream()
                        .filter(state -> state.host().value().equals(host(slot)))
                        .anyMatch(state -> validate(slot, state));
    }

    private boolean validate(Slot slot, DomainState state) {
        var name = state.recordName();
        var value = state.recordValue();
        return name != null && value != null && put(slot, name, RRType.CNAME, value);
    }

    private boolean put(Slot slot, String name, RRType type, String value) {
        change(
                slot,
                ChangeAction.UPSERT,
                ResourceRecordSet.builder()
                        .name(name)
                        .type(type)
                        .ttl(300L)
                        .resourceRecords(record -> record.value(value))
                        .build());
        return true;
    }

    private boolean delete(Slot slot, RRType type) {
        var found = loop
                .world()
                .parts()
                .route53()
                .listResourceRecordSets(ListResourceRecordSetsRequest.builder()
                        .hostedZoneId(zones.get(slot.number))
                        .build())
                .resourceRecordSets()
                .stream()
                .filter(set -> set.type() == type)
                .toList();
        found.forEach(set -> change(slot, ChangeAction.DELETE, set));
        return !found.isEmpty();
    }

    private void change(Slot slot, ChangeAction action, ResourceRecordSet set) {
        var change = Change.builder().action(action).resourceRecordSet(set).build();
        loop.world()
                .parts()
                .route53()
                .changeResourceRecordSets(ChangeResourceRecordSetsRequest.builder()
                        .hostedZoneId(zones.get(slot.number))
                        .changeBatch(batch -> batch.changes(change))
                        .build());
    }

    /** Does what the portal asks for: then whatever waits for it must go on. */
    void follow(EnvironmentDetails details, Slot slot) {
        var status = loop.reconciliations().status(details.ref().id());
        for (var wait : status.map(Status::waits).orElse(List.of())) {
            switch (wait.code()) {
                case "PROOF-1" -> publish(slot, Act.Record.PROOF);
                case "CERT-1" -> publish(slot, Act.Record.VALIDATION);
                case "CERT-2" -> {
                    if (details.underway()) {
                        again(details, slot, wait);
                    }
                }
                default -> {}
            }
        }
    }

    /** What was refused is asked for again once the reason is gone. */
    private void again(EnvironmentDetails details, Slot slot, Status.Waiting wait) {
        put(slot, host(slot), RRType.CAA, AMAZON);
        try {
            loop.apps().retry(LoopWorld.KARI, details.ref(), details.generation());
        } catch (Refused refused) {
            throw new Violation("I1 convergence", slot + " cannot be tried again after " + wait);
        }
    }

    /** Whose zone it is has said so, to this environment, before a rule leads there. */
    void check(Inventory inventory, List<Slot> slots) {
        for (var rule : inventory.rules()) {
            var owner = rule.tags().get("portal:environment");
            for (var slot : slots) {
                if (rule.name().contains(host(slot)) && !proven.contains(owner)) {
                    throw new Violation("S no host without its owner's word", rule.name());
                }
            }
        }
    }
}
