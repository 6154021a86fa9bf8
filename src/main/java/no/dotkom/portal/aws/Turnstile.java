package no.dotkom.portal.aws;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/**
 * Every attempt at a call of AWS passes here. A read waits a little when there is no token, or when AWS has just
 * throttled the like; whatever cannot go then is {@link Withheld} and comes again later, because a worker that waits
 * here does nothing for the environments that need another API.
 */
@Component
class Turnstile {
    /** A read waits so long at most: a token of the slowest bucket that is read comes every third of a second. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Half of the sixteen workers (db-scheduler.threads) may wait here. */
    private static final int CHAIRS = 8;

    private final Map<String, Gate> gates = new ConcurrentHashMap<>();
    private final Semaphore chairs = new Semaphore(CHAIRS);
    private final Purses purses;
    private final Clock clock;
    private final Pause pause;
    private final RandomGenerator random;

    Turnstile(Purses purses, Clock clock, Pause pause) {
        this.purses = purses;
        this.clock = clock;
        this.pause = pause;
        this.random = new SplittableRandom(clock.millis());
    }

    /** @throws Withheld when it may not be sent now */
    void pass(Call call, int attempt) {
        var patience = call.reads() && attempt == 1 ? PATIENCE : Duration.ZERO;
        for (var wait = take(call); !wait.isZero(); wait = take(call)) {
            if (wait.compareTo(patience) > 0 || !sit(call, wait)) {
                call.buckets().forEach(bucket -> purses.of(bucket).withheld.incrementAndGet());
                var turn = purses.turn(call.buckets());
                throw new Withheld(call, turn.compareTo(wait) > 0 ? turn : wait, attempt > 1);
            }
            patience = patience.minus(wait);
        }
    }

    /** How long AWS is known not to take a call of this name; zero when it may be tried, for which no token is taken. */
    Duration closed(String call) {
        var gate = gates.get(call);
        return gate == null ? Duration.ZERO : gate.left(clock.instant());
    }

    /** Zero when the call may go; otherwise how long it is worth waiting. */
    private Duration take(Call call) {
        var dry = purses.take(call.buckets());
        var gate = gates.get(call.name());
        if (!dry.isZero() || gate == null) {
            return dry;
        }
        var closed = gate.wait(clock.instant());
        if (!closed.isZero()) {
            purses.giveBack(call.buckets());
        }
        return closed;
    }

    /** False when every chair is taken. */
    private boolean sit(Call call, Duration wait) {
        if (!chairs.tryAcquire()) {
            return false;
        }
        try {
            call.buckets().forEach(bucket -> purses.of(bucket).waits.incrementAndGet());
            pause.pause(wait);
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            chairs.release();
        }
    }

    // what became of it

    /** AWS did what it was asked, or said why not. */
    void answered(Call call) {
        if (!gates.isEmpty()) {
            gates.remove(call.name());
        }
    }

    void throttled(Call call) {
        call.buckets().forEach(bucket -> purses.of(bucket).throttled.incrementAndGet());
        gate(call).throttled(clock.instant());
    }

    /** AWS broke down over it. */
    void failed(Call call) {
        gate(call).failed(clock.instant());
    }

    /** Nothing came back. */
    void unanswered(Call call) {
        var gate = gates.get(call.name());
        if (gate != null) {
            gate.unanswered(clock.instant());
        }
    }

    private Gate gate(Call call) {
        return gates.computeIfAbsent(call.name(), name -> new Gate(random));
    }
}
