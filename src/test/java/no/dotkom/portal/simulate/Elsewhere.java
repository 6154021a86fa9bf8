package no.dotkom.portal.simulate;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.apps.Refused;
import no.dotkom.portal.apps.Wishes;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.plan.Domain;
import no.dotkom.portal.reconcile.DomainState;
import no.dotkom.portal.reconcile.Inventory;
import no.dotkom.portal.reconcile.LoopWorld;
import no.dotkom.portal.reconcile.OthersZone;
import no.dotkom.portal.reconcile.Status;
import software.amazon.awssdk.services.route53.model.RRType;

/** Zones of the members' own: what a page of the portal asks for is published there by them, or by nobody. */
final class Elsewhere {
    private static final String AMAZON = "0 issue \"amazon.com\"";
    private static final String OTHERS = "0 issue \"letsencrypt.org\"";

    private final LoopWorld loop;
    private final List<OthersZone> zones;
    private final Set<String> proven = new HashSet<>();

    Elsewhere(LoopWorld loop, List<Slot> slots) {
        this.loop = loop;
        this.zones = slots.stream()
                .map(slot -> OthersZone.add(loop.world(), host(slot)))
                .toList();
    }

    private static String host(Slot slot) {
        return slot.host(Act.Name.ELSEWHERE);
    }

    /** False when there is nothing to publish, or to take away. */
    boolean publish(Slot slot, Act.Record what) {
        var challenge = Domain.challenge(new HostName(host(slot)));
        return switch (what) {
            case PROOF -> prove(slot, challenge);
            case PROOF_GONE -> zone(slot).delete(RRType.TXT);
            case VALIDATION -> validate(slot);
            case VALIDATION_GONE -> zone(slot).delete(RRType.CNAME);
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

    private OthersZone zone(Slot slot) {
        return zones.get(slot.number);
    }

    private boolean put(Slot slot, String name, RRType type, String value) {
        zone(slot).put(name, type, value);
        return true;
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
