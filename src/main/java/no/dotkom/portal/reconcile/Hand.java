package no.dotkom.portal.reconcile;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.plan.Step;
import no.dotkom.portal.plan.Subject;
import no.dotkom.portal.plan.Wish;
import no.dotkom.portal.reconcile.port.Cloud;
import no.dotkom.portal.reconcile.port.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Does the steps of a plan, in order, each between an intent and an outcome on record. */
@Component
class Hand {
    private static final Logger log = LoggerFactory.getLogger(Hand.class);
    private final Cloud cloud;
    private final JournalRepository journal;
    private final Clock clock;

    Hand(Cloud cloud, JournalRepository journal, Clock clock) {
        this.cloud = cloud;
        this.journal = journal;
        this.clock = clock;
    }

    /** What the steps came to. */
    sealed interface Result {
        /** All were taken, or one may have been: observe again. */
        record Done() implements Result {}

        record Later(Duration after) implements Result {}

        record Refused(Problem why) implements Result {}
    }

    Result apply(Claim claim, Wish wish, Subject subject, List<Step> steps) {
        for (var step : steps) {
            var intent = journal.intend(claim, wish.generation(), step, clock.instant());
            var outcome = cloud.apply(subject, step);
            record(wish, intent, outcome);
            switch (outcome) {
                case Outcome.Applied _ -> {}
                case Outcome.Retry(var same, var why, var after) -> {
                    return new Result.Later(after);
                }
                case Outcome.Refused(var same, var why) -> {
                    return new Result.Refused(why);
                }
                // It may have taken effect: the next observation tells, and nothing is done before it.
                case Outcome.Unknown _ -> {
                    return new Result.Later(Duration.ofSeconds(1));
                }
            }
        }
        return new Result.Done();
    }

    private void record(Wish wish, long intent, Outcome outcome) {
        var at = clock.instant();
        switch (outcome) {
            case Outcome.Applied _ -> journal.outcome(intent, "APPLIED", "", at);
            case Outcome.Retry(var step, var why, var after) -> journal.outcome(intent, "RETRY", why.said(), at);
            case Outcome.Refused(var step, var why) -> journal.outcome(intent, "REFUSED", why.said(), at);
            case Outcome.Unknown(var step, var why) -> journal.outcome(intent, "UNKNOWN", why.said(), at);
        }
        log.info(
                "{} {}: {} {}",
                wish.name(),
                wish.generation(),
                outcome.step().operation(),
                outcome.getClass().getSimpleName());
    }
}
