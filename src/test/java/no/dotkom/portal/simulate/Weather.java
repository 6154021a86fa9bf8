package no.dotkom.portal.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import no.dotkom.portal.localaws.wire.Fault;
import no.dotkom.portal.localaws.wire.FaultPlan;
import no.dotkom.portal.localaws.world.Timeline;
import no.dotkom.portal.model.Problem;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;

/** Everything that is to go wrong with calls, armed by acts and gone by itself. */
final class Weather implements Fault.Plan {
    /** Faults until an instant. */
    private record Spell(String kind, Fault.Plan plan, Instant until) {}

    /** Work to be done by others in the middle of a call. @param left calls until then */
    private static final class Ambush {
        private final String kind;
        private final boolean inBeat;
        private final Runnable work;
        private int left;

        Ambush(String kind, boolean inBeat, int call, Runnable work) {
            this.kind = kind;
            this.inBeat = inBeat;
            this.left = call;
            this.work = work;
        }
    }

    private static final String DENIED = "User is not authorized to perform this";
    private static final String FULL = "You have reached the maximum";

    /** A cut is over a few calls after it began. */
    private static final Duration CUT = Duration.ofMinutes(30);

    private final Timeline clock;
    private final Coverage coverage;
    private final Consumer<CreateServiceRequest> ecs;
    private final Map<String, Integer> answered = new HashMap<>();
    private @Nullable Duration echo;
    private final List<Spell> spells = new ArrayList<>();
    private final List<Ambush> ambushes = new ArrayList<>();
    private boolean aside;
    private boolean beating;

    /** @param ecs takes a request that nobody sent twice */
    Weather(Timeline clock, Consumer<CreateServiceRequest> ecs, Coverage coverage) {
        this.clock = clock;
        this.ecs = ecs;
        this.coverage = coverage;
    }

    void interrupt(Act.Interrupt act) {
        spells.add(
                new Spell(act.kind(), act.cut().at(act.call()), clock.instant().plus(CUT)));
    }

    void storm(Act.Storm act, long seed) {
        var each = act.each();
        var rates = new FaultPlan.Rates(each, each, each, each, each);
        spells.add(new Spell(
                act.kind(), new FaultPlan(seed, rates), clock.instant().plus(act.time())));
    }

    void refuse(Act.Refuse act) {
        var answer = answer(act.why());
        spells.add(new Spell(
                act.kind(),
                call -> call.operation().equals(act.operation()) ? answer : new Fault.None(),
                clock.instant().plus(act.time())));
    }

    /** True of a reason that is in the words of a refusal from here, and not of an honest answer of AWS's. */
    static boolean refused(Problem why) {
        return why.said().contains(DENIED) || why.said().contains(FULL);
    }

    private static Fault answer(Act.Why why) {
        return switch (why) {
            case THROTTLED -> new Fault.Refused("ThrottlingException", 400, "Rate exceeded");
            case DENIED -> new Fault.Refused("AccessDeniedException", 400, DENIED);
            case QUOTA -> new Fault.Refused("LimitExceededException", 400, FULL);
            case BROKEN -> new Fault.Refused("InternalFailure", 500, "We encountered an internal error.");
        };
    }

    /** In the {@code call}-th call of visits from now, others do {@code work}. */
    void race(Act.Race act, Runnable work) {
        ambushes.add(new Ambush(act.kind(), false, act.call(), work));
    }

    void held(Act.HeldPoller act, Runnable work) {
        ambushes.add(new Ambush(act.kind(), true, act.call(), work));
    }

    void echo(Act.Echo act) {
        echo = act.after();
    }

    /** How many calls of an operation got through and were answered, well or not. */
    int answered(String operation) {
        return answered.getOrDefault(operation, 0);
    }

    /** Tells whether the calls from now on are the poller's. */
    void beating(boolean beating) {
        this.beating = beating;
    }

    /** True while another process works in the middle of a call. */
    boolean aside() {
        return aside;
    }

    /** From now on nothing goes wrong. */
    void calm() {
        spells.clear();
        ambushes.clear();
        echo = null;
    }

    @Override
    public Fault next(Fault.Call call) {
        var fault = aside ? new Fault.None() : decide(call);
        if (fault instanceof Fault.None) {
            answered.merge(call.operation(), 1, Integer::sum);
        }
        return fault;
    }

    private Fault decide(Fault.Call call) {
        ambush();
        if (echo != null && call.request() instanceof CreateServiceRequest request) {
            clock.in(echo, () -> ecs.accept(request));
            echo = null;
            coverage.happened("Echo");
            return new Fault.LostReply();
        }
        var now = clock.instant();
        spells.removeIf(spell -> spell.until().isBefore(now));
        Fault fault = new Fault.None();
        // Each is asked, so that each counts its calls.
        for (var spell : spells) {
            var its = spell.plan().next(call);
            if (fault instanceof Fault.None && !(its instanceof Fault.None)) {
                fault = its;
                coverage.happened(spell.kind());
            }
        }
        return fault;
    }

    private void ambush() {
        for (var ambush : List.copyOf(ambushes)) {
            if (ambush.inBeat == beating && --ambush.left <= 0) {
                ambushes.remove(ambush);
                coverage.happened(ambush.kind);
                aside = true;
                try {
                    ambush.work.run();
                } finally {
                    aside = false;
                }
            }
        }
    }
}
