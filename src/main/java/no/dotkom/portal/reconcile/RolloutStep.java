package no.dotkom.portal.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the nine steps of a rollout as last recorded.
 *
 * @param number 1 to 9, see {@link Name}
 * @param message a message key below {@code dashboard.step.}; its {@code arguments} are in order
 */
public record RolloutStep(
        int number,
        State state,
        String message,
        List<String> arguments,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {
    /** How far a step is. */
    public enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED
    }

    /** The steps in their order (ux.md §5). */
    public enum Name {
        CHECK,
        RESOURCES,
        IMAGE,
        PLACE,
        PULL,
        START,
        HEALTH,
        TRAFFIC,
        FINISH;

        public int number() {
            return ordinal() + 1;
        }
    }

    public Name name() {
        return Name.values()[number - 1];
    }

    /** How long it took, or has taken so far. */
    public @Nullable Duration elapsed(Instant now) {
        return startedAt == null ? null : Duration.between(startedAt, endedAt == null ? now : endedAt);
    }

    static RolloutStep of(Name name, State state, String message, Object... arguments) {
        var texts = java.util.Arrays.stream(arguments).map(String::valueOf).toList();
        return new RolloutStep(name.number(), state, message, texts, null, null);
    }
}
