package no.dotkom.portal.reconcile;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import no.dotkom.portal.model.Generation;
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
    /** What AWS has made may be missing from its lists for two minutes (reliability.md F06), on clocks a minute apart. */
    static final Duration SHOWS_WITHIN = Duration.ofSeconds(180);

    /** What it has changed may read as before for so long; the change itself is harmless when repeated. */
    private static final Duration CHANGES_WITHIN = Duration.ofSeconds(10);

    static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    /** With its retries; {@code AwsProperties.callTimeout} by default. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(15);

    /** Whoever overtook it comes back after five minutes when it saw no more to do. */
    private static final Duration NOTICED_WITHIN = Duration.ofMinutes(10);

    /**
     * Between two tries of what AWS breaks down at. A reply that got lost is soon looked for; a breakdown lasts minutes,
     * and each look is some eight calls to an AWS that has trouble already.
     */
    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(25), Duration.ofSeconds(30));

    private static final Pattern VERB = Pattern.compile("^[A-Z][a-z]+");

    private final Cloud cloud;
    private final StepRepository records;
    private final Clock clock;

    Hand(Cloud cloud, StepRepository records, Clock clock) {
        this.cloud = cloud;
        this.records = records;
        this.clock = clock;
    }

    /**
     * True when a worker that was overtaken may still be in the middle of a call: what is written now could be undone by
     * it. It is waited for as long as a call may take; one that stood still for longer is heard of by
     * {@link #repairs}.
     */
    boolean isExpected(Claim claim) {
        return records.callUnderway(claim, clock.instant().minus(LONGEST_CALL));
    }

    /**
     * What of {@code steps} puts right what is our own doing, and nobody's drift: what such a call did when it came to its
     * end lately, and what a version before or after {@code generation} had made, which did not show while this one was
     * carried out. It is tried until AWS takes one of the kind.
     */
    List<Step> repairs(Claim claim, Generation generation, List<Step> steps) {
        var lately = clock.instant().minus(NOTICED_WITHIN);
        var undone = records.late(claim.environment(), lately).stream()
                .filter(late -> records.takenSince(claim.environment(), late.endedAt()).stream()
                        .noneMatch(operation -> resource(operation).equals(resource(late.operation()))))
                .map(late -> resource(late.operation()))
                .toList();
        var leftOver = leftOver(records.besides(claim.environment(), generation, lately));
        return steps.stream()
                .filter(step -> undone.contains(resource(step.operation()))
                        || step.deletes() && leftOver.contains(resource(step.operation())))
                .toList();
    }

    /** The kinds of resource of which something was made and nothing was taken away since. */
    private static Set<String> leftOver(List<String> operations) {
        var kinds = new HashSet<String>();
        for (var operation : operations) {
            if (begins(operation, Step.TAKING_AWAY)) {
                kinds.remove(resource(operation));
            } else if (begins(operation, Step.MAKING)) {
                kinds.add(resource(operation));
            }
        }
        return kinds;
    }

    private static boolean begins(String operation, Set<String> verbs) {
        return verbs.stream().anyMatch(operation::startsWith);
    }

    /** {@code HostRule} of {@code UpdateHostRule}. */
    private static String resource(String operation) {
        return VERB.matcher(operation).replaceFirst("");
    }

    /** What the steps came to. */
    sealed interface Result {
        /** All were taken, or one may have been: observe again. */
        record Done() implements Result {}

        record Later(Duration after) implements Result {}

        record Refused(Problem why) implements Result {}
    }

    /** @throws Overtaken when another worker holds the environment, before a call or after it */
    Result apply(Claim claim, Wish wish, Subject subject, List<Step> steps) {
        for (var step : steps) {
            if (mayShowLate(wish, step)) {
                return new Result.Later(LOOK_AGAIN);
            }
            var intent = records.intend(claim, wish.generation(), step, clock.instant());
            var outcome = cloud.apply(subject, step, token(wish, step));
            record(claim, wish, intent, outcome);
            switch (outcome) {
                case Outcome.Applied _ -> {}
                case Outcome.Retry(var same, var why, var after) -> {
                    return new Result.Later(longer(after, pause(wish, step)));
                }
                case Outcome.Refused(var same, var why) -> {
                    return new Result.Refused(why);
                }
                // It may have taken effect: the next observation tells, and nothing is done before it.
                case Outcome.Unknown _ -> {
                    return new Result.Later(pause(wish, step));
                }
            }
        }
        return new Result.Done();
    }

    private Duration pause(Wish wish, Step step) {
        var failures = records.failuresInARow(wish.environment(), wish.generation(), step);
        return failures == 0 ? Duration.ZERO : PAUSES.get(Math.min(failures, PAUSES.size()) - 1);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** AWS took it a moment ago, and does not show it yet: a second call would make a second one. */
    private boolean mayShowLate(Wish wish, Step step) {
        var patience = step.creates() ? SHOWS_WITHIN : CHANGES_WITHIN;
        return records.taken(wish.environment(), wish.generation(), step)
                .filter(taken -> clock.instant().isBefore(taken.plus(patience)))
                .isPresent();
    }

    /** Made from what is on record: a late duplicate of a lost request carries the token of its time. */
    private String token(Wish wish, Step step) {
        var made = step.creates()
                ? records.lastMade(wish.environment(), step, clock.instant().minus(SHOWS_WITHIN))
                : 0;
        // A certificate is the host's: a next version that asks while the first does not show yet is to get the same.
        var of = step instanceof Step.OfDomain.RequestCertificate ? "" : wish.generation();
        var attempt = wish.environment() + "/" + of + "/" + StepDetail.of(step) + "/" + made;
        return UUID.nameUUIDFromBytes(attempt.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private void record(Claim claim, Wish wish, long intent, Outcome outcome) {
        var at = clock.instant();
        var late = switch (outcome) {
            case Outcome.Applied _ -> records.outcome(claim, intent, "APPLIED", "", at);
            case Outcome.Retry(var step, var why, var after) -> records.outcome(claim, intent, "RETRY", why.said(), at);
            case Outcome.Refused(var step, var why) -> records.outcome(claim, intent, "REFUSED", why.said(), at);
            case Outcome.Unknown(var step, var why) -> records.outcome(claim, intent, "UNKNOWN", why.said(), at);
        };
        log.info(
                "{} {}: {} {}",
                wish.name(),
                wish.generation(),
                outcome.step().operation(),
                outcome.getClass().getSimpleName());
        if (late) {
            throw new Overtaken(claim);
        }
    }
}
