package no.dotkom.portal.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.apps.Wishes;
import no.dotkom.portal.localaws.wire.Fault;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.plan.Policy;
import no.dotkom.portal.reconcile.LoopWorld;
import org.springframework.core.NestedExceptionUtils;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;

/** Plays one history in a fresh world, and then lets it come to rest. */
final class Play {
    /** Longer than the slowest failure: ten minutes to place, back-off, and the way back. */
    private static final Duration REST = Duration.ofMinutes(60);

    /** Seen, ripe, and a rollout. */
    private static final Duration HEALED = Duration.ofMinutes(12);

    private static final Duration SHORTEST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final LoopWorld loop;
    private final Coverage coverage;
    private final long seed;
    private final List<Slot> slots = new ArrayList<>();
    private final Map<EnvironmentId, Instant> due = new HashMap<>();
    private final Weather weather;
    private final Edits edits;
    private final Elsewhere elsewhere;
    private final Members members;
    private final Laws laws;
    private final Fates fates;
    private int overtaken;

    private Play(LoopWorld loop, long seed, Coverage coverage) {
        this.loop = loop;
        this.coverage = coverage;
        this.seed = seed;
        loop.begin(seed);
        for (var number = 0; number < History.SLOTS; number++) {
            slots.add(new Slot(number));
        }
        this.weather = new Weather(loop.world().parts().timeline(), this::arrives, coverage);
        this.edits = new Edits(loop.world());
        this.elsewhere = new Elsewhere(loop, slots);
        this.members = new Members(loop, slots, slot -> due.put(slot.id, Instant.MIN));
        this.laws = new Laws(loop, slots, weather, elsewhere, coverage);
        this.fates = new Fates(loop.aws().clock());
        loop.world().dispatch().watch(laws::called);
        loop.aws().plan(weather);
    }

    /** The law that it broke, if any. What is thrown besides is a law broken, too: nothing may escape the loop. */
    static Optional<Violation> of(History history, LoopWorld loop, Coverage coverage) {
        return new Play(loop, history.seed(), coverage).run(history);
    }

    private Optional<Violation> run(History history) {
        try {
            play(history.acts());
            return Optional.empty();
        } catch (RuntimeException | AssertionError thrown) {
            return Optional.of(root(thrown).in(everything()));
        }
    }

    /** The same in a world in which others have something, too: that is as it should be, to the last byte. */
    static Optional<Violation> beside(History history, LoopWorld loop, Coverage coverage, Runnable others) {
        var play = new Play(loop, history.seed(), coverage);
        others.run();
        play.laws.othersDid();
        return play.run(history);
    }

    private static Violation root(Throwable thrown) {
        var cause = NestedExceptionUtils.getMostSpecificCause(thrown);
        if (cause instanceof Violation violation) {
            return violation;
        }
        var violation = new Violation("nothing is thrown", cause.toString());
        violation.initCause(thrown);
        return violation;
    }

    private void play(List<Act> acts) {
        for (var act : acts) {
            perform(act);
            laws.check();
        }
        weather.calm();
        loop.world().parts().lag().set(Duration.ZERO);
        skew(Duration.ZERO);
        edits.repair();
        rest();
        var atRest = new AtRest(loop, laws, weather);
        atRest.check(overtaken);
        if (seed % 20 == 0) {
            atRest.staticStability();
        }
    }

    private void rest() {
        var until = loop.world().clock().instant().plus(REST);
        var pace = SHORTEST;
        do {
            live(pace.multipliedBy(4), pace);
            everything().stream()
                    .filter(EnvironmentDetails::underway)
                    .forEach(details ->
                            elsewhere.follow(details, slot(details.ref().id())));
            pace = pace.compareTo(LONGEST) < 0 ? pace.plus(SHORTEST) : pace;
        } while (underway() && loop.world().clock().instant().isBefore(until));
        if (healing()) {
            everything().forEach(details -> due.put(details.ref().id(), Instant.MIN));
            live(HEALED, LONGEST);
        }
        loop.advance(Duration.ofSeconds(60));
        everything().forEach(details -> due.put(details.ref().id(), Instant.MIN));
        live(Duration.ofSeconds(4), Duration.ofSeconds(2));
    }

    private boolean healing() {
        return everything().stream()
                .anyMatch(details -> details.policy() != Policy.OBSERVE_ONLY
                        && slot(details.ref().id()).touched);
    }

    /** A wait is looked at in six steps: the portal's own pace is the finest. */
    private static Duration pace(Duration time) {
        var sixth = time.dividedBy(6);
        return sixth.compareTo(SHORTEST) < 0 ? SHORTEST : sixth.compareTo(LONGEST) > 0 ? LONGEST : sixth;
    }

    private boolean underway() {
        return everything().stream().anyMatch(details -> details.underway() || details.restoring());
    }

    private List<EnvironmentDetails> everything() {
        return loop.bean(Wishes.class).everything();
    }

    // time

    private void live(Duration time, Duration pace) {
        var until = loop.world().clock().instant().plus(time);
        while (loop.world().clock().instant().isBefore(until)) {
            round();
            loop.advance(pace);
            laws.check();
        }
    }

    /** Visits whoever is due, then a beat of the poller. */
    private void round() {
        try {
            var now = loop.world().clock().instant();
            for (var details : everything()) {
                if (!due.getOrDefault(details.ref().id(), Instant.MIN).isAfter(now)) {
                    visit(details, now);
                }
            }
            weather.beating(true);
            loop.beat();
        } catch (Fault.Death death) {
            crash();
        } finally {
            weather.beating(false);
        }
    }

    private void visit(EnvironmentDetails details, Instant now) {
        var id = details.ref().id();
        laws.visiting();
        try {
            var again = loop.visit(id);
            due.put(id, again.map(now::plus).orElse(Instant.MAX));
        } catch (RuntimeException thrown) {
            if (!LoopWorld.wasOvertaken(thrown)) {
                throw thrown;
            }
            overtaken++;
        }
        laws.visited(slot(id));
        fates.judge(loop.bean(Wishes.class).details(id), slot(id), coverage);
    }

    private Slot slot(EnvironmentId id) {
        return slots.stream().filter(slot -> id.equals(slot.id)).findFirst().orElseThrow();
    }

    private void crash() {
        loop.die();
        due.clear();
    }

    /** What another worker does that took an environment over: the held one comes back a minute later. */
    private void others() {
        for (var details : everything()) {
            for (var times = 0; times < 3; times++) {
                try {
                    loop.visit(details.ref().id());
                } catch (RuntimeException thrown) {
                    if (!LoopWorld.wasOvertaken(thrown)) {
                        throw thrown;
                    }
                }
                loop.advance(Duration.ofSeconds(4));
            }
        }
        loop.beat();
        laws.drawn();
    }

    /** A request that was on its way for minutes; nobody waits for its answer. */
    private void arrives(CreateServiceRequest request) {
        try {
            loop.world().ecs().createService(request);
        } catch (AwsServiceException refused) {
            // as it should be
        }
    }

    private void skew(Duration by) {
        loop.aws().skew(by);
    }

    // acts

    private void perform(Act act) {
        switch (act) {
            case Act.Wait(var time) -> live(time, pace(time));
            case Act.Interrupt interrupt -> weather.interrupt(interrupt);
            case Act.Storm storm -> weather.storm(storm, seed);
            case Act.Refuse refuse -> weather.refuse(refuse);
            case Act.Race race -> weather.race(race, () -> loop.aside(this::others));
            case Act.HeldPoller held -> weather.held(held, () -> loop.aside(this::others));
            case Act.Lag(var by, var time) -> {
                var lag = loop.world().parts().lag();
                lag.set(by);
                loop.world().parts().timeline().in(time, () -> lag.set(Duration.ZERO));
                coverage.happened(act.kind());
            }
            case Act.Echo echo -> weather.echo(echo);
            case Act.Crash() -> {
                crash();
                coverage.happened(act.kind());
            }
            case Act.Skew(var by) -> {
                skew(by);
                coverage.happened(act.kind());
            }
            case Act.Edit _, Act.Stranger _, Act.Node _ -> count(act, byOthers(act));
            case Act.Dns(var number, var what) -> count(act, elsewhere.publish(slots.get(number), what));
            case Act.Register _,
                    Act.Deploy _,
                    Act.Scale _,
                    Act.Hosts _,
                    Act.Grow _,
                    Act.Secret _,
                    Act.Ask _,
                    Act.Heal _ -> asked(act);
        }
    }

    /** The value of a secret is stored while its member waits: the process may die in it. */
    private void asked(Act act) {
        try {
            count(act, members.act(act));
        } catch (Fault.Death death) {
            crash();
        }
    }

    private void count(Act act, boolean happened) {
        if (happened) {
            coverage.happened(act.kind());
        } else {
            coverage.refused(act.kind());
        }
    }

    private boolean byOthers(Act act) {
        var happened = switch (act) {
            case Act.Edit(var number, var what) -> {
                var slot = slots.get(number);
                var edited = slot.id != null && edits.edit(slot, what);
                // A deployment of CI's is a version like any other, and held to the same laws.
                // Without its value new tasks do not start, and those that run go on: that is held to the laws, too.
                var touched = edited && what != Act.What.DEPLOYED && what != Act.What.SECRET_DELETED;
                slot.secretGone |= edited && what == Act.What.SECRET_DELETED;
                slot.certificateGone |= edited && what == Act.What.CERTIFICATE_DELETED;
                slot.touched |= touched;
                slot.nameTaken |= edited && what == Act.What.TARGET_GROUP_UNTAGGED;
                slot.serving &= !touched;
                yield edited;
            }
            case Act.Stranger(var priority) -> edits.stranger(priority);
            case Act.Node(var change) -> {
                var changed = edits.node(change);
                if (changed && change == Act.Change.LOST) {
                    laws.nodeLost();
                }
                if (changed && change != Act.Change.ADDED) {
                    fates.nodes();
                }
                yield changed;
            }
            default -> throw new IllegalArgumentException(act.toString());
        };
        laws.othersDid();
        return happened;
    }
}
