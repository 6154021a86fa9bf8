package no.dotkom.portal.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.apps.Wishes;
import no.dotkom.portal.localaws.wire.Fault;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.reconcile.Inventory;
import no.dotkom.portal.reconcile.LoopWorld;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeleteServiceRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;

/** The invariants of reliability.md §3 that hold at every moment, by their numbers there. */
final class Laws {
    /** A look at an environment with a certificate, hosts in three zones and secrets is 20 reads. */
    private static final int READS_A_LOOK = 23;

    /** Everything of a version made, refused, and put back is some fifteen. */
    private static final int WRITES_A_VISIT = 25;

    private static final Duration RECOVERY = Duration.ofMinutes(5);

    private static final String BEATS = """
            select name, beat from watch_source union all select environment::text, beat from service_snapshot""";

    private final LoopWorld loop;
    private final List<Slot> slots;
    private final Weather weather;
    private final Elsewhere elsewhere;
    private final Coverage coverage;
    private final Map<EnvironmentId, Long> observed = new HashMap<>();
    private final Map<String, Long> beats = new HashMap<>();
    private Map<String, String> foreign = Map.of();
    private Instant recovered = Instant.MIN;
    private @Nullable Violation heard;
    private boolean wrote;
    /** Of the visit, by operation. */
    private final Map<String, Integer> calls = new TreeMap<>();

    private int reads;
    private int writes;

    Laws(LoopWorld loop, List<Slot> slots, Weather weather, Elsewhere elsewhere, Coverage coverage) {
        this.loop = loop;
        this.slots = slots;
        this.weather = weather;
        this.elsewhere = elsewhere;
        this.coverage = coverage;
        this.foreign = loop.inventory().foreign();
    }

    /** What died with a machine may be missed until its targets are found unhealthy and its tasks run elsewhere. */
    void nodeLost() {
        recovered = loop.world().clock().instant().plus(RECOVERY);
        slots.forEach(slot -> slot.serving = false);
    }

    /** What others did is as it should be from now on. */
    void othersDid() {
        foreign = loop.inventory().foreign();
    }

    /** Heard with the world's lock held, before the call is decided. */
    void called(Fault.Call call) {
        if (!weather.aside()) {
            calls.merge(call.operation(), 1, Integer::sum);
            if (call.reads()) {
                reads++;
            } else {
                writes++;
            }
        }
        if (!call.reads()) {
            wrote = true;
            coverage.wrote(call.operation());
            if (call.request() instanceof PutParameterRequest put) {
                mustBeKnown(put.name());
            } else if (loop.unaccounted() == 0) {
                broken(new Violation("I6 intent before the write", call.operation()));
            }
            lawful(call);
        }
    }

    /** A value is stored while a member waits: its name is on record before. */
    private void mustBeKnown(String parameter) {
        var name = parameter.substring(parameter.lastIndexOf('/') + 1);
        if (loop.sql().fetchCount(DSL.table("secret"), DSL.condition("name = ?", name)) == 0) {
            broken(new Violation("I6 intent before the write", parameter));
        }
    }

    private void lawful(Fault.Call call) {
        switch (call.request()) {
            case DeleteServiceRequest service -> mustBeRemoved(service.service(), call);
            case DeleteLogGroupRequest group ->
                mustBeRemoved(group.logGroupName().replace("/apps/", ""), call);
            case CreateServiceRequest create
            when create.clientToken() == null ->
                broken(new Violation("F03 a create carries its token", create.serviceName()));
            default -> {}
        }
    }

    private void mustBeRemoved(String name, Fault.Call call) {
        var wished = everything().stream()
                .filter(details -> name.endsWith(details.ref().name().full()))
                .allMatch(details -> details.intent() == Intent.REMOVE);
        if (!wished) {
            broken(new Violation("I8 no delete without a tombstone", call.operation() + " of " + name));
        }
    }

    /** Told later: thrown in the middle of a call it would look like a fault of the network. */
    private void broken(Violation violation) {
        if (heard == null) {
            heard = violation;
        }
    }

    private List<EnvironmentDetails> everything() {
        return loop.bean(Wishes.class).everything();
    }

    void visited(Slot slot) {
        // One look before each write, one after the last, and one that a fault cut short.
        if (writes > WRITES_A_VISIT || reads > READS_A_LOOK * (writes + 2)) {
            throw new Violation(
                    "I11 bounded work",
                    "%d reads for %d writes in a visit to %s: %s".formatted(reads, writes, slot, calls));
        }
    }

    void visiting() {
        calls.clear();
        reads = 0;
        writes = 0;
    }

    /** After every step of time, and after every act. */
    void check() {
        if (heard != null) {
            throw heard;
        }
        var everything = everything();
        everything.forEach(this::servesOn);
        monotonic(everything);
        if (wrote) {
            wrote = false;
            unique(loop.inventory());
        }
    }

    private void servesOn(EnvironmentDetails details) {
        var slot = slot(details);
        var live = details.live();
        if (slot.worker() || details.intent() != Intent.RUN || live == null || live.intent() != Intent.RUN) {
            slot.serving = false;
            return;
        }
        var page = loop.door().visit(slot.host());
        if (page.status() == 200) {
            slot.serving = !slot.touched && loop.world().clock().instant().isAfter(recovered);
        } else if (slot.serving) {
            throw new Violation("I3 no traffic loss", slot.host() + " answers " + page.status());
        }
    }

    Slot slot(EnvironmentDetails details) {
        return slots.stream().filter(slot -> slot.is(details)).findFirst().orElseThrow();
    }

    boolean certificateGone(int number) {
        return slots.get(number).certificateGone;
    }

    private void monotonic(List<EnvironmentDetails> everything) {
        for (var details : everything) {
            var before = observed.merge(details.ref().id(), details.observedGeneration(), Math::max);
            if (before > details.observedGeneration()) {
                throw new Violation("I7 monotonic", details.ref() + " fell from " + before);
            }
        }
        loop.sql().fetch(BEATS).forEach(row -> {
            var picture = row.get(0, String.class);
            var beat = row.get(1, Long.class);
            if (beats.merge(picture, beat, Math::max) > beat) {
                throw new Violation("I7 monotonic", "the picture of " + picture + " is older than before");
            }
        });
    }

    /** In the middle of a call: what another poller has drawn by now must not be undone. */
    void drawn() {
        loop.sql()
                .fetch(BEATS)
                .forEach(row -> beats.merge(row.get(0, String.class), row.get(1, Long.class), Math::max));
    }

    private void unique(Inventory inventory) {
        once("service", inventory.services());
        once("target group", inventory.targetGroups());
        once("log group", inventory.logGroups());
        elsewhere.check(inventory, slots);
        var priorities = new HashSet<String>();
        var hosts = new HashSet<String>();
        for (var rule : inventory.rules()) {
            var at = rule.name().indexOf(' ');
            if (!priorities.add(rule.name().substring(0, at))
                    || !hosts.add(rule.name().substring(at))) {
                throw new Violation("I10 one host, one rule", inventory.rules().toString());
            }
        }
        if (!inventory.foreign().equals(foreign)) {
            throw new Violation("I9 not ours", difference(foreign, inventory.foreign()));
        }
    }

    private static void once(String what, List<Inventory.Ours> resources) {
        var owners = new HashSet<String>();
        for (var resource : resources) {
            if (!owners.add(resource.tags().get("portal:environment"))) {
                throw new Violation("I4 no double create", what + " " + resource.name());
            }
        }
    }

    static String difference(Map<String, String> before, Map<String, String> after) {
        var text = new StringBuilder();
        before.forEach((key, value) -> {
            if (!value.equals(after.get(key))) {
                text.append(value).append(" became ").append(after.get(key)).append("; ");
            }
        });
        after.keySet().stream()
                .filter(key -> !before.containsKey(key))
                .forEach(key -> text.append(after.get(key)).append(" is new; "));
        return text.substring(0, Math.min(text.length(), 2_000));
    }
}
