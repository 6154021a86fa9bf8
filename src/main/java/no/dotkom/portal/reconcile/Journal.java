package no.dotkom.portal.reconcile;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.dotkom.portal.audit.Audit;
import no.dotkom.portal.audit.Deed;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.plan.DesiredState;
import no.dotkom.portal.plan.Difference;
import no.dotkom.portal.plan.ObservedState;
import no.dotkom.portal.plan.Plan;
import no.dotkom.portal.plan.Wait;
import no.dotkom.portal.plan.Wish;
import no.dotkom.portal.watch.NodePicture;
import no.dotkom.portal.watch.Watch;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps the nine steps of a rollout and the status of its environment; writes only what has changed. */
@Component
class Journal {
    private static final int TASKS = 50;
    /** Most programs that cannot work end sooner. */
    private static final int STAYS_SECONDS = 30;

    private final StepRepository intents;
    private final JournalRepository records;
    private final DriftRepository drift;
    private final Audit audit;
    private final Watch watch;
    private final Clock clock;

    Journal(
            StepRepository intents,
            JournalRepository records,
            DriftRepository drift,
            Audit audit,
            Watch watch,
            Clock clock) {
        this.intents = intents;
        this.records = records;
        this.drift = drift;
        this.audit = audit;
        this.watch = watch;
        this.clock = clock;
    }

    /** @throws Overtaken when another worker holds the environment by now */
    void status(Claim claim, ObservedState observed, Plan plan, List<Difference> differences) {
        var waits = plan.waits().stream().map(Journal::waiting).toList();
        intents.mustHold(claim);
        // What could not be compared differs as it did before.
        if (observed.readable()) {
            tell(claim, drift.replace(claim.environment(), differences, observed.at()));
        }
        records.status(claim.environment(), new Status(observed.at(), plan.settled(), waits, differences.size()));
    }

    /** What others did is found out, not seen: nobody's name stands there. */
    private void tell(Claim claim, DriftRepository.News news) {
        news.noticed().forEach(each -> tell(claim, DriftNote.NOTICED, each));
        news.over().forEach(each -> tell(claim, DriftNote.OVER, each));
    }

    private void tell(Claim claim, String action, Difference difference) {
        var detail = DriftNote.of(difference).text();
        audit.record(
                new Deed(null, "", "loop", action, null, claim.environment().value(), null, detail));
    }

    /** Since when each setting differs. */
    List<Drifted> drifted(Claim claim) {
        return drift.of(List.of(claim.environment())).getOrDefault(claim.environment(), List.of());
    }

    /** AWS refused a step that must be taken all the same: a maintainer is needed. */
    void blocked(Claim claim, Problem why) {
        var waits = List.of(waiting(new Wait.OnOperator(why)));
        records.status(claim.environment(), new Status(clock.instant(), false, waits, 0));
    }

    private static Status.Waiting waiting(Wait wait) {
        var kind = wait.getClass().getSimpleName();
        return switch (wait) {
            case Wait.OnUnreadable(var why) -> problem(kind, why);
            case Wait.OnOperator(var why) -> problem(kind, why);
            case Wait.OnMember(var why) -> problem(kind, why);
            case Wait.OnDomain(var host, var why) -> problem(kind, why);
            case Wait.OnEarlierStep _, Wait.OnImage _, Wait.OnPriority _, Wait.OnRollout _, Wait.OnDraining _ ->
                new Status.Waiting(kind, "", Map.of(), "");
        };
    }

    private static Status.Waiting problem(String kind, Problem why) {
        return new Status.Waiting(kind, why.code(), why.values(), why.said());
    }

    /** When this generation last made or changed the service. */
    Optional<Instant> serviceChanged(Wish wish) {
        return intents.changed(wish.environment(), wish.generation(), List.of("CreateService", "UpdateService"));
    }

    /**
     * True when more revisions were registered after the one that is wished for than were taken away, and AWS's list may
     * not show the last of them yet: that nothing is too many proves nothing then.
     */
    boolean hidesRevision(Wish wish, Instant at) {
        return intents.registered(wish.environment(), wish.containerGeneration(), wish.generation())
                .filter(registered -> at.isBefore(registered.plus(Hand.SHOWS_WITHIN)))
                .isPresent();
    }

    /**
     * True when as many tasks of a worker as are wanted were seen to run for {@value #STAYS_SECONDS} s. A version that
     * starts no deployment of its own is not judged by ECS, nobody asks a worker for an answer, and one that crashes
     * runs for a moment each time.
     */
    boolean stays(Wish wish) {
        var changed = serviceChanged(wish).orElse(Instant.EPOCH);
        return watch.tasks(wish.environment(), TASKS).stream()
                        .filter(task ->
                                task.generation() == wish.containerGeneration().number()
                                        && task.running()
                                        && task.seenAt().isAfter(changed))
                        .filter(task -> task.startedAt() != null
                                && !task.seenAt().isBefore(task.startedAt().plusSeconds(STAYS_SECONDS)))
                        .count()
                >= wish.spec().count();
    }

    void steps(Wish wish, DesiredState desired, ObservedState observed, Plan plan) {
        var before = byNumber(wish);
        var tasks = watch.tasks(wish.environment(), TASKS);
        var now = clock.instant();
        for (var step : RolloutProgress.of(wish, desired, observed, plan, tasks)) {
            var old = before.get(step.number());
            // What is behind stays behind: a task that dies later does not unpull its image.
            var sticky = old != null && old.state() == RolloutStep.State.DONE && step.number() < 6;
            if (!sticky) {
                write(wish, old, step, now);
            }
        }
    }

    private void write(Wish wish, @Nullable RolloutStep old, RolloutStep step, Instant now) {
        var started = old == null || old.startedAt() == null
                ? (step.state() == RolloutStep.State.WAITING ? null : now)
                : old.startedAt();
        var ended = step.state() == RolloutStep.State.DONE || step.state() == RolloutStep.State.FAILED
                ? (old == null || old.endedAt() == null ? now : old.endedAt())
                : null;
        var next = new RolloutStep(step.number(), step.state(), step.message(), step.arguments(), started, ended);
        if (!next.equals(old)) {
            records.step(wish.environment(), wish.generation(), next);
        }
    }

    private Map<Integer, RolloutStep> byNumber(Wish wish) {
        var steps = new HashMap<Integer, RolloutStep>();
        records.steps(wish.environment(), wish.generation()).forEach(step -> steps.put(step.number(), step));
        return steps;
    }

    /** All steps are done: also those whose moment no pass happened to see. */
    void finish(Wish wish) {
        var before = byNumber(wish);
        var now = clock.instant();
        for (var name : RolloutStep.Name.values()) {
            var old = before.get(name.number());
            if (name == RolloutStep.Name.FINISH) {
                write(wish, old, RolloutStep.of(name, RolloutStep.State.DONE, "finish.done"), now);
            } else {
                pass(wish, name, old, now);
            }
        }
    }

    /** The first step that is not done is where it failed; those after it were not reached. */
    void fail(Wish wish, Problem why) {
        var before = byNumber(wish);
        var now = clock.instant();
        var failed = false;
        // A new attempt begins with the start: where the checks failed, that is not what failed.
        var started = checksFailed(wish);
        for (var name : RolloutStep.Name.values()) {
            var old = before.get(name.number());
            if (started && name.number() <= RolloutStep.Name.START.number()) {
                pass(wish, name, old, now);
            } else if (failed) {
                write(wish, null, RolloutStep.of(name, RolloutStep.State.WAITING, "unreached"), now);
            } else if (old == null || old.state() != RolloutStep.State.DONE) {
                failed = true;
                write(wish, old, RolloutStep.of(name, RolloutStep.State.FAILED, "failed", why.code()), now);
            }
        }
    }

    private boolean checksFailed(Wish wish) {
        var mine = wish.containerGeneration().number();
        return watch.tasks(wish.environment(), TASKS).stream()
                .anyMatch(task -> task.generation() == mine && task.failedChecks());
    }

    private void pass(Wish wish, RolloutStep.Name name, @Nullable RolloutStep old, Instant now) {
        if (old == null || old.state() != RolloutStep.State.DONE) {
            write(wish, old, RolloutStep.of(name, RolloutStep.State.DONE, "passed"), now);
        }
    }

    /** True when the last step has run for longer than {@code patience}. */
    boolean lookedLongerThan(Wish wish, Duration patience, Instant now) {
        var finish = byNumber(wish).get(RolloutStep.Name.FINISH.number());
        return finish != null
                && finish.startedAt() != null
                && Duration.between(finish.startedAt(), now).compareTo(patience) > 0;
    }

    /** CAP-1 with its numbers, by the last picture of the nodes. */
    Problem noRoom(Wish wish) {
        var largest = watch.nodes().stream()
                .filter(node ->
                        node.architecture().equals(wish.spec().architecture().word()))
                .mapToInt(NodePicture::memoryFree)
                .max()
                .orElse(0);
        var values = Map.of(
                "needed", Integer.toString(wish.spec().size().memoryReserved()), "largest", Integer.toString(largest));
        return Problem.of("CAP-1", values);
    }
}
