package no.dotkom.portal.reconcile;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import no.dotkom.portal.apps.Pursuit;
import no.dotkom.portal.apps.Wishes;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.plan.DesiredState;
import no.dotkom.portal.plan.Difference;
import no.dotkom.portal.plan.Drift;
import no.dotkom.portal.plan.ObservedState;
import no.dotkom.portal.plan.Plan;
import no.dotkom.portal.plan.Policy;
import no.dotkom.portal.plan.Step;
import no.dotkom.portal.plan.Wait;
import no.dotkom.portal.plan.Wish;
import no.dotkom.portal.reconcile.port.Cloud;
import org.springframework.stereotype.Component;

/**
 * One visit to one environment: observe, plan, apply, record, and again while that makes progress. It keeps nothing in
 * memory: cut anywhere, the next visit reads the wish and AWS and goes on.
 */
@Component
class Pass {
    /** Rounds in one visit; each creates something or ends it, and the longest chain has eight links. */
    private static final int ROUNDS = 20;

    private final Wishes wishes;
    private final Pins pins;
    private final Cloud cloud;
    private final Looks looks;
    private final Hand hand;
    private final Journal journal;
    private final Ending ending;
    private final Takeover takeover;
    private final ReconcileProperties properties;

    Pass(
            Wishes wishes,
            Pins pins,
            Cloud cloud,
            Looks looks,
            Hand hand,
            Journal journal,
            Ending ending,
            Takeover takeover,
            ReconcileProperties properties) {
        this.wishes = wishes;
        this.pins = pins;
        this.cloud = cloud;
        this.looks = looks;
        this.hand = hand;
        this.journal = journal;
        this.ending = ending;
        this.takeover = takeover;
        this.properties = properties;
    }

    /** What one round of a visit came to. */
    private sealed interface Round {
        record Progress() implements Round {}

        record Over(Visit visit) implements Round {}
    }

    /** @throws Overtaken when another worker holds the environment by now */
    Visit visit(Claim claim) {
        if (hand.isExpected(claim)) {
            return again(Hand.LOOK_AGAIN);
        }
        for (var round = 0; round < ROUNDS; round++) {
            var pursuit = wishes.pursued(claim.environment());
            if (pursuit.isEmpty()) {
                return new Visit.Never();
            }
            switch (round(claim, pursuit.get())) {
                case Round.Progress() -> {}
                case Round.Over(var visit) -> {
                    return visit;
                }
            }
        }
        return again(properties.underway());
    }

    private Round round(Claim claim, Pursuit pursuit) {
        var wish = pursuit.wish();
        var withheld = cloud.withheld(wish.environment());
        if (!withheld.isZero()) {
            return over(withheld);
        }
        var look = looks.at(claim, pursuit);
        var plan = look.plan();
        if (pursuit.adopting()) {
            return adopt(claim, look);
        }
        if (looks.tooEarly(look)) {
            return over(properties.underway());
        }
        if (takeover.of(pursuit, look.observed())) {
            return new Round.Progress();
        }
        if (pursuit.atRest()) {
            return rest(claim, look);
        }
        journal.status(claim, look.observed(), plan, List.of());
        if (pursuit.underway()) {
            journal.steps(wish, look.desired(), look.observed(), plan);
        }
        if (!plan.steps().isEmpty()) {
            return act(claim, look, plan);
        }
        return pursuit.restoring()
                ? restored(claim, wish, look.observed(), plan)
                : waiting(claim, wish, look.desired(), plan);
    }

    /** Nobody is waiting: what differs is drift, shown, and put right where the policy says so. */
    private Round rest(Claim claim, Look look) {
        var pursuit = look.pursuit();
        var plan = look.plan();
        if (pursuit.settledOnce() && !plan.steps().isEmpty()) {
            var repairs = hand.repairs(claim, pursuit.wish().generation(), plan.steps());
            if (!repairs.isEmpty()) {
                return act(claim, look, new Plan(repairs, plan.waits()));
            }
        }
        // What somebody took away is no drift: it goes once no task reads it.
        var taken = plan.steps().stream()
                .filter(Step.OfSecrets.DeleteParameter.class::isInstance)
                .toList();
        if (!taken.isEmpty()) {
            return act(claim, look, new Plan(taken, plan.waits()));
        }
        var differences =
                pursuit.settledOnce() ? Drift.between(look.desired(), look.observed()) : List.<Difference>of();
        journal.status(claim, look.observed(), plan, differences);
        var pace = over(plan.waits().isEmpty() ? properties.settled() : properties.blocked());
        if (differences.isEmpty() || pursuit.policy() == Policy.OBSERVE_ONLY) {
            return pace;
        }
        var now = look.observed().at();
        if (journal.drifted(claim).stream()
                .anyMatch(drifted -> now.isBefore(drifted.since().plus(properties.ripe())))) {
            return over(properties.blocked());
        }
        var permitted = plan.permittedBy(pursuit.policy());
        if (!permitted.steps().isEmpty()) {
            return act(claim, look, permitted);
        }
        return moved(claim, pursuit.wish(), plan).orElse(pace);
    }

    /** It is ours once AWS holds exactly what was found, under our tags; what differs by then is shown. */
    private Round adopt(Claim claim, Look look) {
        journal.status(claim, look.observed(), look.plan(), Drift.between(look.desired(), look.observed()));
        if (!look.plan().settled()) {
            return over(properties.blocked());
        }
        ending.settle(claim, look.wish());
        return over(properties.settled());
    }

    /** Another number, where a stranger sits on ours. */
    private Optional<Round> moved(Claim claim, Wish wish, Plan plan) {
        return plan.waits().stream()
                .filter(Wait.OnPriority.class::isInstance)
                .findFirst()
                .flatMap(wait -> await(claim, wish, wait));
    }

    /** After a failure: until what was live is back, or waits for somebody. */
    private Round restored(Claim claim, Wish wish, ObservedState observed, Plan plan) {
        var moved = moved(claim, wish, plan);
        if (moved.isPresent()) {
            return moved.get();
        }
        var helpless = plan.waits().stream()
                .anyMatch(wait -> wait instanceof Wait.OnMember || wait instanceof Wait.OnOperator);
        if (helpless || plan.settled() && !journal.hidesRevision(wish, observed.at())) {
            ending.restored(claim);
            return over(properties.settled());
        }
        return over(pace(plan));
    }

    private Round act(Claim claim, Look look, Plan plan) {
        var wish = look.wish();
        return switch (hand.apply(claim, wish, look.subject(), plan.steps())) {
            case Hand.Result.Done() -> new Round.Progress();
            case Hand.Result.Later(var after) -> over(after);
            case Hand.Result.Refused(var why) -> {
                // A removal has no version to fall back to, and a version at rest has not failed:
                // it is tried again until somebody lets it through.
                if (look.pursuit().underway() && wish.intent() != Intent.REMOVE) {
                    yield fail(claim, wish, why);
                }
                journal.blocked(claim, why);
                yield over(properties.blocked());
            }
        };
    }

    private Round waiting(Claim claim, Wish wish, DesiredState desired, Plan plan) {
        if (plan.settled()) {
            return end(claim, wish, desired);
        }
        for (var wait : plan.waits()) {
            var next = await(claim, wish, wait);
            if (next.isPresent()) {
                return next.get();
            }
        }
        return over(pace(plan));
    }

    /** A deployment is told step by step, also where something beside it waits for a person. */
    private Duration pace(Plan plan) {
        var rolling = plan.waits().stream().anyMatch(Wait.OnRollout.class::isInstance);
        if (!rolling && plan.waits().stream().anyMatch(Wait.OnOperator.class::isInstance)) {
            return properties.blocked();
        }
        return onlyDomains(plan) ? properties.domains() : properties.underway();
    }

    /** All else is done, or cannot go on before the owner of a domain has made a record. */
    private static boolean onlyDomains(Plan plan) {
        return plan.waits().stream().anyMatch(Wait.OnDomain.class::isInstance)
                && plan.waits().stream()
                        .allMatch(wait -> wait instanceof Wait.OnDomain || wait instanceof Wait.OnEarlierStep);
    }

    /** What a wait asks of the loop itself; empty when only time helps. */
    private Optional<Round> await(Claim claim, Wish wish, Wait wait) {
        return switch (wait) {
            case Wait.OnImage _ -> Optional.of(image(claim, wish));
            case Wait.OnPriority(var priority) -> {
                wishes.passOver(wish.environment(), wish.placement().gateway(), priority);
                yield Optional.of(new Round.Progress());
            }
            case Wait.OnMember(var why) -> Optional.of(fail(claim, wish, ending.cause(wish, why)));
            case Wait.OnUnreadable _ -> Optional.of(over(properties.blocked()));
            case Wait.OnEarlierStep _, Wait.OnRollout _, Wait.OnDraining _, Wait.OnDomain _, Wait.OnOperator _ ->
                Optional.empty();
        };
    }

    private Round end(Claim claim, Wish wish, DesiredState desired) {
        return switch (desired) {
            case DesiredState.Gone _ ->
                ending.gone(claim, wish) ? new Round.Over(new Visit.Never()) : over(properties.underway());
            case DesiredState.Deployed deployed ->
                ending.live(claim, wish, deployed) ? over(properties.settled()) : over(properties.underway());
        };
    }

    private Round image(Claim claim, Wish wish) {
        return switch (pins.pin(wish)) {
            case Pins.Answer.Pinned() -> new Round.Progress();
            case Pins.Answer.Never(var why) -> fail(claim, wish, why);
            case Pins.Answer.Later(var after) -> over(after);
        };
    }

    /** The next round pursues what was live before, if anything was. */
    private Round fail(Claim claim, Wish wish, Problem why) {
        ending.failed(claim, wish, why);
        return new Round.Progress();
    }

    private static Round over(Duration after) {
        return new Round.Over(again(after));
    }

    private static Visit again(Duration after) {
        return new Visit.Again(after);
    }
}
