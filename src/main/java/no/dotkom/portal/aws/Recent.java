package no.dotkom.portal.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What AWS answered a moment ago, for whoever asks the same: of many that ask at once one calls, and all get what it got,
 * also when that is an exception. What this portal writes makes it {@link #forget}, so that a write is always followed
 * by a read of its own.
 */
final class Recent<T> {
    private final Clock clock;
    private final Duration age;
    private final Supplier<T> call;
    private @Nullable CompletableFuture<T> answer;
    private Instant at = Instant.MIN;

    /** @param age of an answer that is good enough */
    Recent(Clock clock, Duration age, Supplier<T> call) {
        this.clock = clock;
        this.age = age;
        this.call = call;
    }

    T get() {
        var mine = new CompletableFuture<T>();
        var answer = current(mine);
        if (answer == mine) {
            try {
                mine.complete(call.get());
            } catch (Throwable thrown) {
                forget(mine);
                mine.completeExceptionally(thrown);
                throw thrown;
            }
        }
        try {
            return answer.join();
        } catch (CompletionException thrown) {
            throw thrown.getCause() instanceof RuntimeException theirs ? theirs : thrown;
        }
    }

    private synchronized CompletableFuture<T> current(CompletableFuture<T> next) {
        var now = clock.instant();
        if (answer == null || now.isBefore(at) || !now.isBefore(at.plus(age))) {
            answer = next;
            at = now;
        }
        return answer;
    }

    private synchronized void forget(CompletableFuture<T> failed) {
        if (answer == failed) {
            answer = null;
        }
    }

    synchronized void forget() {
        answer = null;
    }
}
