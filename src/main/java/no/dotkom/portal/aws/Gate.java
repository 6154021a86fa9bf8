package no.dotkom.portal.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Keeps calls of one operation back after AWS has throttled it: for a second, and twice as long each time, with jitter;
 * then lets one call through to see, and the others when that one was answered. An API that answers with 5xx three
 * times in a row is treated the same.
 */
final class Gate {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    /** One 5xx is chance. */
    private static final int FAILURES = 3;
    /** As long as an attempt may take (portal.aws.attempt-timeout): then the one that looks is lost. */
    private static final Duration LOOKING = Duration.ofSeconds(5);

    private final RandomGenerator random;
    private int failures;
    private int strikes;
    private boolean looking;
    private Instant closedUntil = Instant.MIN;

    Gate(RandomGenerator random) {
        this.random = random;
    }

    /** How long a call must wait; zero lets it through. */
    synchronized Duration wait(Instant now) {
        if (strikes == 0) {
            return Duration.ZERO;
        }
        var left = left(now);
        if (left.isZero()) {
            looking = true;
            closedUntil = now.plus(LOOKING);
        }
        return left;
    }

    /** How long it stays closed. A clock that was set back must not keep it so. */
    synchronized Duration left(Instant now) {
        if (!closedUntil.isAfter(now) || closedUntil.isAfter(now.plus(LONGEST))) {
            return Duration.ZERO;
        }
        return Duration.between(now, closedUntil);
    }

    /** Calls that were on their way together are throttled together: that is one strike. */
    synchronized void throttled(Instant now) {
        if (strikes > 0 && !looking && !left(now).isZero()) {
            return;
        }
        looking = false;
        strikes++;
        var longest = FIRST.multipliedBy(1L << Math.min(strikes - 1, 6));
        var most = (longest.compareTo(LONGEST) < 0 ? longest : LONGEST).toMillis();
        closedUntil = now.plusMillis(random.nextLong(most / 2, most + 1));
    }

    synchronized void failed(Instant now) {
        if (++failures >= FAILURES) {
            throttled(now);
        }
    }

    /** Whoever looked did not get an answer: the next may look. */
    synchronized void unanswered(Instant now) {
        if (looking) {
            looking = false;
            closedUntil = now;
        }
    }
}
